"""Every delayed measure of many answers: where, since when, and what was written about why."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from organizations.many_ids import IsOneOf, joined
from organizations.prepared_queries import PreparedQuery
from tasks.filings.delays import DELAYED, Place, since_when
from tasks.filings.past_entries import entries_then
from tasks.filings.plan_periods import plan_periods
from tasks.filings.task_answers import TaskAnswer
from tasks.models import Evidence, Measure, MeasureState, ProgressEntry, ReportingPeriod

KIND = "progress"


@dataclass(frozen=True, slots=True)
class Delay:
    """One measure that one organization calls delayed in ``entry``, the answer that is counted. ``since`` is
    the period since which it has said so without interruption; ``evidence`` counts the files at the entry."""

    measure: Measure
    entry: ProgressEntry
    since: ReportingPeriod
    evidence: int

    @property
    def organization(self) -> int:
        return self.entry.filing.organization_id


def delays_in(
    answers: Iterable[TaskAnswer], *, with_submitted: bool = False, on: dt.date | None = None
) -> list[Delay]:
    """The delayed measures of answers: those most organizations call so first, then in the order of the
    document and of the tree (four queries, ten for answers of the earlier day ``on``; one, or four, where
    nothing is delayed). All are on tasks of one plan."""
    counted = [answer.counted for answer in answers if answer.delayed and answer.counted is not None]
    told = delayed_now(counted) if on is None else delayed_then(counted, on)
    if not told:
        return []
    guidance = told[0].entry.filing.period.guidance
    last = {place_of(state): state.entry.filing.period.order for state in told}
    since = since_when(plan_periods(guidance), last, with_submitted=with_submitted, on=on)
    files = files_at((state.entry for state in told), on)
    many: dict[int, int] = defaultdict(int)
    for state in told:
        many[state.measure_id] += 1
    found = [
        Delay(state.measure, state.entry, since[place_of(state)], files.get(state.entry_id, 0))
        for state in told
    ]
    return sorted(found, key=lambda delay: (-many[delay.measure.pk], delay.entry.task.order))


def delayed_now(entries: Sequence[int]) -> list[MeasureState]:
    """The delayed measures of entries, by their ids, in the order of the document and of the tree (one
    query)."""
    return delayed_states.rows(entries=joined(entries)) if entries else []


@PreparedQuery
def delayed_states(entries: str) -> QuerySet[MeasureState]:
    states = MeasureState.objects.filter(IsOneOf("entry_id", entries), state=DELAYED).select_related(
        "measure", "entry__task__section", "entry__filing__organization", "entry__filing__period__guidance"
    )
    return states.defer(
        "entry__filing__period__guidance__source_text", "entry__task__section__text"
    ).order_by("entry__task__order", "measure__order", "entry__filing__organization__path")


def delayed_then(entries: Sequence[int], on: dt.date) -> list[MeasureState]:
    """The same as they said at the end of an earlier day (four queries)."""
    asked = ProgressEntry.objects.filter(pk__in=entries).order_by("task__order", "filing__organization__path")
    told = [state for entry in entries_then(asked, on) for state in entry.states if state.state == DELAYED]
    return sorted(told, key=lambda state: (state.entry.task.order, state.measure.order))


def place_of(state: MeasureState) -> Place:
    return state.entry.filing.organization_id, state.measure_id


def files_at(entries: Iterable[ProgressEntry], on: dt.date | None = None) -> Mapping[int, int]:
    """How many files stand at each entry, or stood at the end of an earlier day, by its id (one query)."""
    by_place = {(entry.filing_id, entry.task_id): entry.pk for entry in entries}
    at_lines = Q(filing__in={filing for filing, _task in by_place}, kind=KIND)
    rows = Evidence.objects.standing_on(on).filter(at_lines).order_by().values_list("filing", "subject_id")
    return {
        by_place[filing, task]: count
        for filing, task, count in rows.annotate(count=Count("pk"))
        if (filing, task) in by_place
    }
