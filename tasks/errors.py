"""What an action says when it cannot do what was asked."""

from collections.abc import Sequence

from organizations.errors import ActionRefused
from tasks.models import FilingLine
from tasks.statement import Difference, Statement

__all__ = [
    "ActionRefused",
    "ConcernsUnread",
    "EvidenceRefused",
    "FilingIncomplete",
    "LineUnknown",
    "NotAsRead",
    "NotYourOwn",
    "ReasonMissing",
    "RemarkRefused",
    "SpreadsheetRefused",
    "StaleAllocation",
    "StaleLine",
    "TransitionNotAllowed",
]


class TransitionNotAllowed(ActionRefused):
    """The move is not legal from the state the object is in (design R2)."""


class NotYourOwn(ActionRefused):
    """Somebody would approve what they themselves edited or submitted (design R4)."""


class ConcernsUnread(ActionRefused):
    """Doubts stand, or somebody else reviews, unconfirmed by the reviewer (design R20)."""


class ReasonMissing(ActionRefused):
    """The move needs a reason and none was given."""


class FilingIncomplete(ActionRefused):
    """The filing has empty lines, errors, or doubts without an explanation (design R5)."""


class EvidenceRefused(ActionRefused):
    """A file cannot be evidence: by its content, its name, its size, or because there are too many."""


class SpreadsheetRefused(ActionRefused):
    """A spreadsheet of an organization's own cannot be kept so: its name is another's, it was deleted, or
    there are too many."""


class RemarkRefused(ActionRefused):
    """A remark is on no line of the filing, or in the name of an organization that has no say there."""


class NotAsRead(ActionRefused):
    """What stands is another than the person has read; ``differences`` say which parts (design R20)."""

    def __init__(self, message: str, differences: Sequence[Difference]) -> None:
        super().__init__(message)
        self.differences = differences


def refuse_unread(seen: Statement, now: Statement, message: str) -> None:
    """Raise ``NotAsRead`` with ``message`` where ``now`` is another than was ``seen``."""
    if differences := seen.differences(now):
        raise NotAsRead(message, differences)


class StaleLine(ActionRefused):
    """The edit was based on an old version; ``current`` is the line as it stands now (design R1)."""

    def __init__(self, message: str, current: FilingLine) -> None:
        super().__init__(message)
        self.current = current


class StaleAllocation(ActionRefused):
    """The shares were edited by somebody else meanwhile; the page shows both (design R1)."""


class LineUnknown(LookupError):  # noqa: N818 (as its neighbours)
    """The filing has no such line, or is none of those that the person may edit."""
