"""What cannot be told as it was at the end of an earlier day, because no record keeps it (design R20)."""

import datetime as dt
from dataclasses import dataclass

from organizations.calendar import end_of
from organizations.models import OrganizationEvent
from tasks.models import Amendment, FilingEvent, Guidance


@dataclass(frozen=True, slots=True)
class PastLimits:
    """What has become another since: ``amended`` are tasks by the names they had, ``moved`` organizations by
    name, ``extended`` counts filings whose window was extended.

    Tasks that were added or withdrawn, and organizations that joined, are told as they were: days stand
    beside them.
    """

    amended: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
    extended: int = 0


def limits_of(guidance: Guidance, day: dt.date) -> PastLimits:
    """What has changed in a plan and in the tree since the end of a day (three queries)."""
    later = {"at__gte": end_of(day)}
    amended = Amendment.objects.filter(
        guidance=guidance, task__isnull=False, kind=Amendment.Kind.CHANGED, **later
    )
    moved = OrganizationEvent.objects.filter(kind=OrganizationEvent.Kind.MOVED, **later)
    extensions = FilingEvent.objects.filter(
        filing__period__guidance=guidance, action=FilingEvent.Action.EXTEND, **later
    )
    return PastLimits(
        tuple(dict.fromkeys(amended.order_by("task__order", "pk").values_list("subject", flat=True))),
        tuple(dict.fromkeys(moved.order_by("code", "pk").values_list("name", flat=True))),
        extensions.values("filing").distinct().count(),
    )
