"""The periods of plans, as figures are told by them."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import QuerySet

from organizations.prepared_queries import PreparedQuery
from targets.arithmetic.outcome import Goal
from targets.models import Target
from tasks.models import ReportingPeriod


def periods_of(
    targets: Iterable[Target], known: Iterable[ReportingPeriod] = ()
) -> dict[int, list[ReportingPeriod]]:
    """The plan's own periods of the targets' guidances in order, by guidance id (one query for those of which
    no period is ``known``). ``targets`` come with their guidance."""
    periods: dict[int, list[ReportingPeriod]] = defaultdict(list)
    for period in known:
        periods[period.guidance_id].append(period)
    guidances = {each.guidance_id: each.guidance for each in targets if each.guidance_id not in periods}
    if not guidances:
        return periods
    for period in ordinary_periods.rows(guidances=tuple(guidances)):
        period.guidance = guidances[period.guidance_id]
        periods[period.guidance_id].append(period)
    return periods


@PreparedQuery
def ordinary_periods(guidances: tuple[int, ...]) -> QuerySet[ReportingPeriod]:
    return ReportingPeriod.objects.ordinary().filter(guidance__in=guidances).order_by("order")


def past_of(periods: Iterable[ReportingPeriod], last: int | None) -> list[ReportingPeriod]:
    """The periods up to the one whose place in the year is ``last``; all of them without one."""
    return [each for each in periods if last is None or each.order <= last]


def period_asked(periods: Sequence[ReportingPeriod], on: dt.date) -> ReportingPeriod | None:
    """The latest period whose window has opened by ``on``, else the first."""
    opened = [period for period in periods if period.opens_on <= on]
    return opened[-1] if opened else next(iter(periods), None)


def last_due_end(periods: Sequence[ReportingPeriod], goal: Goal, on: dt.date) -> dt.date:
    """Until when a figure can speak: the end of the last period that was due before ``on``.

    Before any was due the path has not begun; what is not due yet counts against nobody.
    """
    ends = [period.ends_on for period in periods if period.due_on < on]
    return min(on, max(ends)) if ends else goal.starts_on - dt.timedelta(days=1)
