"""Which measures of a task are delayed, where, since when, and what was written about why."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from organizations.models import Organization
from tasks.filings.answer_rows import AnswerRow
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


def delays_in(task: Task, rows: Sequence[AnswerRow]) -> list[Delay]:
    """Every delayed measure of the answers, in their order and that of the task (at most two queries);
    ``task`` has its measures."""
    if not any(row.delayed for row in rows):
        return []
    measures = {measure.pk: measure for measure in task.measures.all()}
    periods = {period.order: period for period in ReportingPeriod.objects.filter(guidance=task.guidance_id)}
    for period in periods.values():
        period.guidance = task.guidance
    courses = courses_of(task, rows)
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


def courses_of(task: Task, rows: Sequence[AnswerRow]) -> Mapping[tuple[int, int], Course]:
    """What organizations with a delay have answered so far on each measure, by both ids (one query)."""
    states = MeasureState.objects.filter(
        entry__task=task,
        entry__filing__organization__in=[row.organization.pk for row in rows if row.delayed],
        entry__filing__status=Filing.Status.APPROVED,
        entry__version__gt=0,
    ).order_by("-entry__filing__period__order")
    found: dict[tuple[int, int], Course] = defaultdict(list)
    names = ("entry__filing__organization_id", "measure_id", "entry__filing__period__order", "state")
    for organization, measure, order, state in states.values_list(*names):
        found[organization, measure].append((order, state))
    return found


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
