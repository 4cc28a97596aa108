"""How far the work on a file of records is, in a sentence for whoever looks."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from background.standing import standing_of
from organizations.models import ReceivedRecords
from organizations.record_kinds.jobs import work_on_records


@dataclass(frozen=True, slots=True)
class RecordProgress:
    """What pages say of a file that the worker has; ``problem`` is what keeps it, ``is_lost`` when nobody
    will go on by itself."""

    received: ReceivedRecords
    is_lost: bool = False
    problem: str = ""

    @property
    def label(self) -> str:
        match self.received.state:
            case ReceivedRecords.State.OPENING:
                return _("Step 1 of 3: rows read")
            case ReceivedRecords.State.COMPARING:
                return _("Step 2 of 3: rows compared with what went out")
            case ReceivedRecords.State.TRYING:
                return _("Step 3 of 3: changed rows tried out")
        return _("Rows taken over")

    @property
    def count_in_words(self) -> str:
        return _("%(done)d of %(all)d") % {"done": self.received.done, "all": self.received.total}


def progress_of(received: ReceivedRecords, *, at: dt.datetime) -> RecordProgress:
    """How a file comes along, judged by its job (two queries; none when it is over)."""
    if not received.is_under_way:
        return RecordProgress(received, problem=received.problem)
    standing = standing_of(work_on_records, received.pk, at=at)
    if standing is None:
        return RecordProgress(
            received, is_lost=True, problem=_("It broke off. Let it go on; nothing is done twice.")
        )
    return RecordProgress(received, problem=standing.hindrance)
