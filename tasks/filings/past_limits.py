"""What cannot be told as it was at the end of an earlier day, because no record keeps it (design R20)."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from organizations.calendar import end_of
from organizations.models import OrganizationEvent
from tasks.amendments.plan_statement import name_of
from tasks.models import Amendment, FilingEvent, Guidance, ReportingPeriod
from tasks.models.filing import FilingQuerySet


@dataclass(frozen=True, slots=True)
class PastLimits:
    """What has become another since: ``amended`` are tasks by the names they had, ``windows`` periods by name
    whose dates were amended, ``moved`` organizations by name; ``extended`` counts filings whose window was
    extended.

    Tasks that were added or withdrawn, and organizations that joined, are told as they were: days stand
    beside them.
    """

    amended: tuple[str, ...] = ()
    windows: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
    extended: int = 0


def limits_of(
    guidance: Guidance, periods: Iterable[ReportingPeriod], day: dt.date, filings: FilingQuerySet
) -> PastLimits:
    """What has changed in a plan since the end of a day, and with those whose ``filings`` are told of (three
    queries); what happened to others is none of the view's business. ``periods`` are those of the plan.

    A window that was extended, and then outlasted by an amendment, is one that was amended.
    """
    later = {"at__gte": end_of(day)}
    changes = Amendment.objects.filter(guidance=guidance, kind=Amendment.Kind.CHANGED, **later)
    subjects: list[tuple[str, int | None]] = list(
        changes.order_by("task__order", "pk").values_list("subject", "task_id")
    )
    names = {name_of(period) for period in periods}
    told = filings.order_by().filter(period__guidance=guidance)
    moved = OrganizationEvent.objects.filter(
        kind=OrganizationEvent.Kind.MOVED, code__in=told.values("organization__code"), **later
    )
    extensions = FilingEvent.objects.filter(filing=OuterRef("pk"), action=FilingEvent.Action.EXTEND, **later)
    return PastLimits(
        tuple(dict.fromkeys(subject for subject, task in subjects if task is not None)),
        tuple(dict.fromkeys(subject for subject, task in subjects if task is None and subject in names)),
        tuple(dict.fromkeys(moved.order_by("code", "pk").values_list("name", flat=True))),
        told.filter(Exists(extensions), extended_due_on__isnull=False).count(),
    )
