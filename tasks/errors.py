"""What an action says when it cannot do what was asked."""

from organizations.errors import ActionRefused
from tasks.models import FilingLine

__all__ = [
    "ActionRefused",
    "ConcernsUnread",
    "EvidenceRefused",
    "FilingIncomplete",
    "NotYourOwn",
    "ReasonMissing",
    "RemarkRefused",
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
    """The filing has empty lines, errors, or warnings without a note (design R5)."""


class EvidenceRefused(ActionRefused):
    """A file cannot be evidence: by its content, its name, its size, or because there are too many."""


class RemarkRefused(ActionRefused):
    """A remark is on no line of the filing, or in the name of an organization that has no say there."""


class StaleLine(ActionRefused):
    """The edit was based on an old version; ``current`` is the line as it stands now (design R1)."""

    def __init__(self, message: str, current: FilingLine) -> None:
        super().__init__(message)
        self.current = current


class StaleAllocation(ActionRefused):
    """The shares were edited by somebody else meanwhile; the page shows both (design R1)."""
