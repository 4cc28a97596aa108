"""Which measures of a task are delayed, where, since when, and what was written about why."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q

from organizations.models import Organization
from tasks.filings.answer_rows import AnswerRow
from tasks.filings.past_entries import entries_then
from tasks.models import Filing, Measure, MeasureState, ProgressEntry, ReportingPeriod, Task

DELAYED = MeasureState.State.DELAYED

# The states of one measure in an organization's answers, with the order of their periods, the latest first.
type Course = list[tuple[int, str]]
# Where something is delayed: an organization and a measure, by their ids.
type Place = tuple[int, int]


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


def delays_in(
    task: Task,
    rows: Sequence[AnswerRow],
    *,
    plan: Iterable[ReportingPeriod],
    with_submitted: bool = False,
    on: dt.date | None = None,
) -> list[Delay]:
    """Every delayed measure of the answers, in their order and that of the task (at most one query, four for
    answers of the earlier day ``on``); ``task`` has its measures, ``plan`` are all its periods."""
    delayed = {
        (row.organization.pk, measure): row.entry.filing.period.order
        for row in rows
        if row.entry is not None
        for measure in row.delayed
    }
    if not delayed:
        return []
    measures = {measure.pk: measure for measure in task.measures.all()}
    since = since_when(plan, delayed, with_submitted=with_submitted, on=on)
    return [
        Delay(row.organization, measures[measure], row.entry, since[row.organization.pk, measure])
        for row in rows
        if row.entry is not None
        for measure in row.delayed
    ]


def since_when(
    plan: Iterable[ReportingPeriod],
    delayed: Mapping[Place, int],
    *,
    with_submitted: bool = False,
    on: dt.date | None = None,
) -> dict[Place, ReportingPeriod]:
    """Since which period of the ``plan`` each delay has lasted (one query). ``delayed`` are the orders of the
    periods whose answers tell of it last; with ``with_submitted`` answers that wait count as well. ``on`` is
    the earlier day at whose end it is asked (four queries)."""
    periods = {period.order: period for period in plan}
    statuses = Filing.HANDED_IN if with_submitted else (Filing.Status.APPROVED,)
    courses = courses_of(delayed, statuses) if on is None else courses_then(delayed, statuses, on)
    return {place: periods[first_delayed(courses[place], last)] for place, last in delayed.items()}


def courses_of(places: Iterable[Place], statuses: Collection[str]) -> Mapping[Place, Course]:
    """What has been answered so far at just these places, in filings that stand so (one query)."""
    askers: dict[int, list[int]] = defaultdict(list)
    for organization, measure in places:
        askers[measure].append(organization)
    asked = (Q(measure=pk, entry__filing__organization__in=several) for pk, several in askers.items())
    states = MeasureState.objects.filter(
        reduce(or_, asked),
        entry__filing__status__in=statuses,
        entry__version__gt=0,
    ).order_by("-entry__filing__period__order")
    found: dict[Place, Course] = defaultdict(list)
    names = ("entry__filing__organization_id", "measure_id", "entry__filing__period__order", "state")
    for organization, measure, order, state in states.values_list(*names):
        found[organization, measure].append((order, state))
    return found


def courses_then(places: Collection[Place], statuses: Collection[str], on: dt.date) -> Mapping[Place, Course]:
    """``courses_of`` at the end of an earlier day (four queries)."""
    entries = ProgressEntry.objects.filter(
        task__measures__in={measure for _organization, measure in places},
        filing__organization__in={organization for organization, _measure in places},
    )
    found: dict[Place, Course] = defaultdict(list)
    for entry in entries_then(entries.distinct().order_by("-filing__period__order"), on):
        if entry.filing.status in statuses:
            for state in entry.states:
                place = entry.filing.organization_id, state.measure_id
                found[place].append((entry.filing.period.order, state.state))
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
