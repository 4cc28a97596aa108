"""What organizations have said on tasks, one by one; how far a task is, is counted from it (design R7)."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Count, Q, QuerySet

from organizations.many_ids import IsOneOf, joined
from organizations.prepared_queries import PreparedQuery
from tasks.filings.filing_records import NOTHING_YET, pasts_of
from tasks.filings.past_entries import entries_then, there_on
from tasks.lines.answerers import Answerers, answerers_of
from tasks.models import Filing, MeasureState, ProgressEntry, ReportingPeriod, Task
from tasks.models.filing import FilingQuerySet

State = MeasureState.State
COUNTS = {"completed": State.COMPLETED, "delayed": State.DELAYED, "started": State.IN_PROGRESS}


@dataclass(frozen=True, slots=True)
class TaskAnswer:
    """Where one organization stands with a task.

    ``approved`` is its latest approved entry, by id; None before anything is approved. ``submitted`` is its
    filing, by id, whose answer waits for approval. ``counted`` is the entry whose ``measures`` are counted by
    their states: the approved one, or provisionally a later one that waits (design R9).
    """

    organization: int
    approved: int | None = None
    submitted: int | None = None
    measures: int = 0
    completed: int = 0
    delayed: int = 0
    started: int = 0
    counted: int | None = None

    @property
    def not_started(self) -> int:
        """How many of its measures nobody has begun."""
        return self.measures - self.completed - self.delayed - self.started


@dataclass(frozen=True, slots=True)
class Entry:
    """One saved entry of a filing that was handed in, with the counts of its measures."""

    task: int
    filing: int
    pk: int
    measures: int
    completed: int
    delayed: int
    started: int


@dataclass(frozen=True, slots=True)
class FilingRead:
    """One filing with who filed it, by id and kind, and the place and kind of its period."""

    pk: int
    status: str
    organization: int
    kind: str
    order: int
    period_kind: str

    def is_until(self, period: ReportingPeriod) -> bool:
        """Whether it is of a period of the plan up to this one; the year end knows its supplements."""
        is_supplement = self.period_kind == ReportingPeriod.Kind.SUPPLEMENT
        return self.order <= period.order or (period.is_year_end and is_supplement)


# Entries by the ids of their task and organization.
type Latest = dict[int, dict[int, Entry]]


@dataclass(frozen=True, slots=True)
class TaskReading:
    """What filings say on tasks, read once. ``answerers`` are by task id; ``filings`` stand in the order of
    the tree and of their periods, ``entries`` by their ids."""

    answerers: Mapping[int, Answerers]
    filings: Sequence[FilingRead]
    entries: Mapping[int, Sequence[Entry]]

    def answers(
        self, until: ReportingPeriod | None = None, *, with_submitted: bool = False
    ) -> dict[int, list[TaskAnswer]]:
        """The answers on each task up to a period, by task id: of everybody who is asked about it, and of
        those who answered while they were; ``with_submitted`` counts what waits for approval as well."""
        filings = [filing for filing in self.filings if until is None or filing.is_until(until)]
        approved, waiting, handed_in = self.latest_in(filings)
        counted = handed_in if with_submitted else approved
        filers = {filing.organization: filing.kind for filing in filings}
        return {
            task: [
                task_answer(pk, approved[task].get(pk), waiting[task].get(pk), counted[task].get(pk))
                for pk, kind in filers.items()
                if answerers.include_one(pk, kind) or pk in approved[task] or pk in waiting[task]
            ]
            for task, answerers in self.answerers.items()
        }

    def latest_in(self, filings: Iterable[FilingRead]) -> tuple[Latest, Latest, Latest]:
        """The latest approved entry of each organization on each task, the latest that waits for approval,
        and the later of the two; ``filings`` come in the order of their periods."""
        approved: Latest = defaultdict(dict)
        waiting: Latest = defaultdict(dict)
        handed_in: Latest = defaultdict(dict)
        for filing in filings:
            latest = approved if filing.status == Filing.Status.APPROVED else waiting
            for entry in self.entries.get(filing.pk, ()):
                latest[entry.task][filing.organization] = entry
                handed_in[entry.task][filing.organization] = entry
        return approved, waiting, handed_in


def read_answers(tasks: Sequence[Task], filings: FilingQuerySet, on: dt.date | None = None) -> TaskReading:
    """What ``filings`` say on tasks, or said at the end of the earlier day ``on`` (three queries, nine of an
    earlier day; none without tasks).

    The filings are read first, and the entries by their ids: all entries on a task are those of every level,
    many times more than those of the filings that are counted.
    """
    if not tasks:
        return TaskReading({}, (), {})
    found = answerers_of(tasks, on)
    read = filings_read({task.guidance_id for task in tasks}, filings, on)
    handed_in = [filing.pk for filing in read if filing.status in Filing.HANDED_IN]
    entries: dict[int, list[Entry]] = defaultdict(list)
    for entry in entries_in(tasks, handed_in) if on is None else entries_in_then(tasks, handed_in, on):
        entries[entry.filing].append(entry)
    return TaskReading({task.pk: found[task.pk] for task in tasks}, read, entries)


def answers_over(
    tasks: Sequence[Task],
    filings: FilingQuerySet,
    *,
    with_submitted: bool = False,
    on: dt.date | None = None,
) -> dict[int, list[TaskAnswer]]:
    """The answers on each task over ``filings``, by task id (three queries, nine of an earlier day)."""
    return read_answers(tasks, filings, on).answers(with_submitted=with_submitted)


def task_answer(
    organization: int, approved: Entry | None, waiting: Entry | None, counted: Entry | None
) -> TaskAnswer:
    """One organization's answer out of its latest entries."""
    pk = None if approved is None else approved.pk
    submitted = None if waiting is None else waiting.filing
    if counted is None:
        return TaskAnswer(organization, pk, submitted)
    numbers = (counted.measures, counted.completed, counted.delayed, counted.started)
    return TaskAnswer(organization, pk, submitted, *numbers, counted=counted.pk)


def filings_read(
    guidances: Iterable[int], filings: FilingQuerySet, on: dt.date | None = None
) -> list[FilingRead]:
    """The filings of these plans, in the order of the tree and of the periods, as they stand or stood at the
    end of an earlier day (one query, three of an earlier day)."""
    known = filings if on is None else there_on(filings, on)
    rows = known.filter(period__guidance__in=guidances).order_by("organization__path", "period__order")
    fields = ("pk", "status", "organization", "organization__kind", "period__order", "period__kind")
    read = [FilingRead(*row) for row in rows.values_list(*fields)]
    if on is None:
        return read
    pasts = pasts_of([filing.pk for filing in read], on)
    return [replace(filing, status=pasts.get(filing.pk, NOTHING_YET).status) for filing in read]


def entries_in(tasks: Sequence[Task], filings: Sequence[int]) -> list[Entry]:
    """What filings, by their ids, say on tasks, with the counts of its measures (one query)."""
    if not filings:
        return []
    rows = counted_entries.rows(tasks=tuple(task.pk for task in tasks), filings=joined(filings))
    return [Entry(*row) for row in rows]


@PreparedQuery
def counted_entries(tasks: tuple[int, ...], filings: str) -> QuerySet[ProgressEntry, tuple[Any, ...]]:
    counts = {
        name: Count("measure_states", filter=Q(measure_states__state=state)) for name, state in COUNTS.items()
    }
    return (
        ProgressEntry.objects.filter(IsOneOf("filing_id", filings), task__in=tasks, version__gt=0)
        .order_by()
        .annotate(measures=Count("measure_states"), **counts)
        .values_list("task_id", "filing_id", "pk", "measures", *COUNTS)
    )


def entries_in_then(tasks: Sequence[Task], filings: Sequence[int], on: dt.date) -> list[Entry]:
    """``entries_in`` at the end of an earlier day, of filings that stood handed in then (four queries)."""
    entries = ProgressEntry.objects.filter(task__in=tasks, filing__in=filings).order_by()
    return [entry_of(entry) for entry in entries_then(entries, on)]


def entry_of(entry: ProgressEntry) -> Entry:
    """An entry with the counts of its ``states``."""
    told = Counter(state.state for state in entry.states)
    counts = {name: told[state] for name, state in COUNTS.items()}
    return Entry(entry.task_id, entry.filing_id, entry.pk, len(entry.states), **counts)
