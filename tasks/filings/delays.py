"""Which measures of a task are delayed, where, since when, and what was written about why."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from organizations.models import Organization
from tasks.filings.answer_rows import AnswerRow
from tasks.filings.past_entries import entries_then
from tasks.models import Filing, Measure, MeasureState, ProgressEntry, ReportingPeriod, Task

DELAYED = MeasureState.State.DELAYED

# The states of one measure in an organization's answers, with the order of their periods, the latest first.
type Course = list[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class Delay:
    """One measure that an organization's answer calls delayed; ``since`` is the first period of the unbroken
    row in which it did."""

    organization: Organization
    measure: Measure
    entry: ProgressEntry
    since: ReportingPeriod

    @property
    def reason(self) -> str:
        """What the answer says about its problems."""
        return self.entry.problems.strip()


def delays_in(task: Task, rows: Sequence[AnswerRow], on: dt.date | None = None) -> list[Delay]:
    """Every delayed measure of the answers, in their order and that of the task (at most two queries, five
    for answers of the earlier day ``on``); ``task`` has its measures."""
    if not any(row.delayed for row in rows):
        return []
    measures = {measure.pk: measure for measure in task.measures.all()}
    periods = {period.order: period for period in ReportingPeriod.objects.filter(guidance=task.guidance_id)}
    for period in periods.values():
        period.guidance = task.guidance
    courses = courses_of(task, rows, on)
    return [
        Delay(
            row.organization,
            measures[measure],
            row.entry,
            periods[first_delayed(courses[row.organization.pk, measure], row.entry.filing.period.order)],
        )
        for row in rows
        if row.entry is not None
        for measure in row.delayed
    ]


def courses_of(task: Task, rows: Sequence[AnswerRow], on: dt.date | None) -> Mapping[tuple[int, int], Course]:
    """What organizations with a delay have answered so far on each measure, by both ids (one query, four of
    an earlier day)."""
    late = [row.organization.pk for row in rows if row.delayed]
    entries = ProgressEntry.objects.filter(task=task, filing__organization__in=late)
    told = approved_states(entries) if on is None else states_then(entries, (Filing.Status.APPROVED,), on)
    found: dict[tuple[int, int], Course] = defaultdict(list)
    for state in told:
        filing = state.entry.filing
        found[filing.organization_id, state.measure_id].append((filing.period.order, state.state))
    return found


def approved_states(entries: QuerySet[ProgressEntry]) -> QuerySet[MeasureState]:
    """The states of measures in approved entries, the latest period first (one query)."""
    states = MeasureState.objects.filter(
        entry__in=entries.values("pk"), entry__filing__status=Filing.Status.APPROVED, entry__version__gt=0
    ).select_related("entry__filing__period")
    return states.order_by("-entry__filing__period__order")


def states_then(
    entries: QuerySet[ProgressEntry], statuses: Collection[str], on: dt.date
) -> Iterator[MeasureState]:
    """The states of measures in ``entries`` whose filings stood so at the end of an earlier day, the latest
    period first (four queries)."""
    for entry in entries_then(entries.order_by("-filing__period__order"), on):
        if entry.filing.status in statuses:
            yield from entry.states


def first_delayed(course: Course, last: int) -> int:
    """The order of the period since which a measure is delayed, up to the one at which its answer stands."""
    since = last
    for order, state in course:
        if order >= last:
            continue
        if state != DELAYED:
            break
        since = order
    return since
