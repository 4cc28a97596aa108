"""The reporting periods that follow from the reports a document asks for."""

import datetime as dt
from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from tasks.drafts.planned_periods import (
    DAY,
    DAYS_TO_FILE,
    KINDS,
    MONTHS,
    Kind,
    PlannedPeriod,
    Rhythm,
    plan_periods,
    year_end,
)
from tasks.models import Guidance, ReportDuty

# How many days before the end of a period a report on it may be due; one due earlier is on the period before.
AHEAD = {1: 10, 3: 31, 6: 61}


@dataclass(frozen=True, slots=True)
class ProposedPeriods:
    """The periods of a year as its document asks for reports, and the duties from which they follow."""

    planned: list[PlannedPeriod]
    duties: tuple[ReportDuty, ...]


def proposed_periods(guidance: Guidance) -> ProposedPeriods | None:
    """The periods that follow from the text of a draft (one query); None where it asks for no more than one
    report a year."""
    duties = list(guidance.report_duties.order_by("order"))
    return propose_periods(guidance.year, duties, due_on=guidance.report_due_on, issued_on=guidance.issued_on)


def propose_periods(
    year: int,
    duties: Sequence[ReportDuty],
    *,
    due_on: dt.date | None = None,
    issued_on: dt.date | None = None,
) -> ProposedPeriods | None:
    """The periods of ``year`` that ``duties`` ask for: in the closest rhythm among them, else on the days
    that are named. The year end is due on ``due_on``, or on the last day that follows."""
    for rhythm in MONTHS:
        asking = tuple(duty for duty in duties if duty.rhythm == rhythm.value)
        if asking:
            days = sorted({day for duty in asking for day in duty.due_on})
            return ProposedPeriods(in_rhythm(year, rhythm, days, due_on, issued_on), asking)
    asking = tuple(duty for duty in duties if duty.due_on)
    days = sorted({day for duty in asking for day in duty.due_on if dt.date(year, 1, 31) <= day})
    days = [day for day in days if day < dt.date(year + 1, 7, 1)]
    planned = on_days(year, days, due_on)
    return ProposedPeriods(planned, asking) if len(planned) > 1 else None


def in_rhythm(
    year: int,
    rhythm: Rhythm,
    days: Sequence[dt.date],
    due_on: dt.date | None,
    issued_on: dt.date | None,
) -> list[PlannedPeriod]:
    """The periods of a rhythm, each due on the one of ``days`` for it; the usual ones without days."""
    if not days:
        return plan_periods(year, rhythm, due_on=due_on, issued_on=issued_on)
    length = MONTHS[rhythm]
    due = {reported_until(day, length): day for day in days}
    return following(year, due, due_on or due.get(dt.date(year, 12, 31)) or moved(days[-1], length))


def on_days(year: int, days: Sequence[dt.date], due_on: dt.date | None) -> list[PlannedPeriod]:
    """A period for each of ``days``, which are in order; each reaches to the end of the month reported on."""
    if not days and due_on is None:
        return []
    due: dict[dt.date, dt.date] = {}
    for day in days:
        due.setdefault(reported_until(day, 1), day)
    return following(year, due, due_on or days[-1])


def following(year: int, due: Mapping[dt.date, dt.date], last: dt.date) -> list[PlannedPeriod]:
    """Periods one after the other from January, each until a day of ``due`` and due on its day; the year end,
    due on ``last``, behind them."""
    periods: list[PlannedPeriod] = []
    begins = dt.date(year, 1, 1)
    for ends_on, day in sorted(due.items()):
        is_before = ends_on < min(last, dt.date(year, 12, 31)) and day < last
        if is_before and begins <= min(ends_on, day):
            opens_on = opening(begins, ends_on, day)
            periods.append(PlannedPeriod(kind_of(begins, ends_on), begins, ends_on, opens_on, day))
            begins = ends_on + DAY
    return closed(year, periods, last)


def closed(year: int, periods: Sequence[PlannedPeriod], due_on: dt.date) -> list[PlannedPeriod]:
    """The periods with the year end behind them, whose window opens no earlier than the one before."""
    begins = periods[-1].ends_on + DAY if periods else dt.date(year, 1, 1)
    end = year_end(year, begins, due_on)
    if periods and end.opens_on < periods[-1].opens_on:
        end = replace(end, opens_on=min(periods[-1].opens_on, due_on))
    return [*periods, end]


def reported_until(day: dt.date, months: int) -> dt.date:
    """The end of the period of so many months that a report due on ``day`` is on: the one that is about to
    end then, else the one before."""
    first = (day.month - 1) // months * months + 1
    last = first + months - 1
    ends_on = dt.date(day.year, last, monthrange(day.year, last)[1])
    if (ends_on - day).days <= AHEAD[months]:
        return ends_on
    return dt.date(day.year, first, 1) - DAY


def opening(starts_on: dt.date, ends_on: dt.date, due_on: dt.date) -> dt.date:
    """The day on which a window opens: the one after the period, or some days before an earlier due day."""
    if due_on > ends_on:
        return ends_on + DAY
    ahead = min(DAYS_TO_FILE, (ends_on - starts_on).days // 3)
    return max(starts_on, due_on - ahead * DAY)


def kind_of(starts_on: dt.date, ends_on: dt.date) -> Kind:
    """What a period is called: a whole month, quarter or half-year by that name."""
    whole: Mapping[int, Kind] = {MONTHS[rhythm]: kind for rhythm, kind in KINDS.items()}
    length = ends_on.month - starts_on.month + 1
    is_whole = (ends_on + DAY).day == 1 and starts_on.day == 1 and (starts_on.month - 1) % length == 0
    return whole.get(length, Kind.OWN) if is_whole else Kind.OWN


def moved(day: dt.date, months: int) -> dt.date:
    """The same day so many months later, the last of a shorter month."""
    place = day.month - 1 + months
    year, month = day.year + place // 12, place % 12 + 1
    return dt.date(year, month, min(day.day, monthrange(year, month)[1]))
