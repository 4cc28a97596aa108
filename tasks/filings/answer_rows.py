"""What can be said of each answer on a task: how it stands, in which filing, and what waits beside it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db import models
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from organizations.calendar import today
from organizations.models import Organization
from organizations.prepared_queries import PreparedQuery
from tasks.filings.past_entries import entries_then, filings_then
from tasks.filings.task_answers import TaskAnswer
from tasks.filings.task_progress import TaskProgress
from tasks.filings.timeliness import Timeliness, timeliness
from tasks.lines.progress import ProgressKind
from tasks.models import Evidence, Filing, MeasureState, ProgressEntry, ReportingPeriod, Task


class AnswerState(models.TextChoices):
    """How one organization stands with a task, by the answer of its that counts; what asks for attention
    comes first. An answer that only waits for approval is none yet (design R22)."""

    DELAYED = "delayed", _("Delayed")
    MISSING = "missing", pgettext_lazy("answer", "No approved answer")
    NOT_STARTED = "not_started", _("Not started")
    IN_PROGRESS = "in_progress", _("In progress")
    NIL = "nil", _("Nil return")
    COMPLETED = "completed", _("Completed")


@dataclass(frozen=True)
class AnswerRow:
    """One organization's answer with what it names.

    ``entry`` is the one that counts, ``states`` are those of its measures by the measure's id, ``files`` how
    many prove it. ``waiting`` is the filing whose answer waits for approval, ``current`` that of the period
    which is looked at, and ``timeliness`` how that stands against its window.
    """

    organization: Organization
    answer: TaskAnswer
    entry: ProgressEntry | None
    states: Mapping[int, str]
    waiting: Filing | None
    current: Filing | None
    files: int = 0
    timeliness: Timeliness | None = None

    @cached_property
    def state(self) -> AnswerState:
        if self.entry is None:
            return AnswerState.MISSING
        if self.entry.nil_return:
            return AnswerState.NIL
        return AnswerState(self.progress.state)

    @cached_property
    def progress(self) -> TaskProgress:
        """The counts of this answer alone."""
        return TaskProgress.of([self.answer])

    @property
    def delayed(self) -> list[int]:
        """The measures, by id, that the answer calls delayed."""
        return [pk for pk, state in self.states.items() if state == MeasureState.State.DELAYED]

    @property
    def is_unfiled(self) -> bool:
        """Whether its filing of the period is still to be handed in."""
        return self.current is not None and not self.current.is_handed_in

    @property
    def is_overdue(self) -> bool:
        """Whether its filing of the period was never submitted although it was due."""
        return self.timeliness == Timeliness.OVERDUE


def answer_rows(
    task: Task,
    answers: Sequence[TaskAnswer],
    period: ReportingPeriod,
    is_kept: Callable[[Organization], bool] = lambda _organization: True,
    *,
    plan: Iterable[ReportingPeriod],
    on: dt.date | None = None,
) -> list[AnswerRow]:
    """The answers of the organizations that are kept, in their order, with what they name, as it stands or
    stood at the end of the earlier day ``on`` (five queries, eight of an earlier day; none without answers).
    ``plan`` are the ``plan_periods`` of its year.
    """
    periods = {period.pk: period for period in plan}
    organizations = Organization.objects.in_bulk([answer.organization for answer in answers])
    answers = [answer for answer in answers if is_kept(organizations[answer.organization])]
    if not answers:
        return []
    entries = entries_of(answers, periods, on)
    states = states_in(entries) if on is None else states_of(entries)
    files = files_at(task, entries, on)
    waiting, current = filings_beside(answers, period, periods, on)
    return [
        AnswerRow(
            organizations[answer.organization],
            answer,
            entry,
            states.get(entry.pk, {}) if entry else {},
            waiting.get(answer.submitted or 0),
            filing,
            files.get(entry.filing_id, 0) if entry else 0,
            None if filing is None else timeliness_on(filing, on),
        )
        for answer in answers
        for entry in [entries.get(answer.counted or 0)]
        for filing in [current.get(answer.organization)]
    ]


def timeliness_on(filing: Filing, on: dt.date | None) -> Timeliness:
    """How a filing stands against its window, or stood on an earlier day. Windows are those in force now."""
    opens_on, due_on = filing.period.opens_on, filing.due_on
    return timeliness(opens_on=opens_on, due_on=due_on, filed_on=filing.filed_on, today=on or today())


def entries_of(
    answers: Sequence[TaskAnswer], periods: Mapping[int, ReportingPeriod], on: dt.date | None
) -> dict[int, ProgressEntry]:
    """The entries that count, by id, with their filing and period (one query, four of an earlier day)."""
    counted = [answer.counted for answer in answers if answer.counted is not None]
    if on is not None:
        found = ProgressEntry.objects.filter(pk__in=counted).order_by()
        return {entry.pk: entry for entry in entries_then(found, on)}
    entries = with_filing.rows(entries=tuple(counted)) if counted else []
    for entry in entries:
        entry.filing.period = periods[entry.filing.period_id]
    return {entry.pk: entry for entry in entries}


@PreparedQuery
def with_filing(entries: tuple[int, ...]) -> QuerySet[ProgressEntry]:
    return ProgressEntry.objects.filter(pk__in=entries).order_by().select_related("filing")


def states_in(entries: Mapping[int, ProgressEntry]) -> dict[int, dict[int, str]]:
    """The state of each measure in each entry, by their ids, in the order of the task (one query)."""
    found: dict[int, dict[int, str]] = defaultdict(dict)
    for entry, measure, state in states_of_entries.rows(entries=tuple(entries)) if entries else ():
        found[entry][measure] = state
    return found


@PreparedQuery
def states_of_entries(entries: tuple[int, ...]) -> QuerySet[MeasureState, tuple[int, int, str]]:
    rows = MeasureState.objects.filter(entry__in=entries).order_by("measure__order")
    return rows.values_list("entry_id", "measure_id", "state")


def states_of(entries: Mapping[int, ProgressEntry]) -> dict[int, dict[int, str]]:
    """``states_in`` of entries that have theirs with them (no query)."""
    return {pk: {state.measure_id: state.state for state in entry.states} for pk, entry in entries.items()}


def files_at(task: Task, entries: Mapping[int, ProgressEntry], on: dt.date | None) -> dict[int, int]:
    """How many files stand at the task's line of each filing, by the filing's id (one query)."""
    filings = [entry.filing_id for entry in entries.values()]
    files = Evidence.objects.standing_on(on).filter(
        kind=ProgressKind.key, subject_id=task.pk, filing__in=filings
    )
    return dict(files.order_by().values("filing").annotate(count=Count("pk")).values_list("filing", "count"))


def filings_beside(
    answers: Sequence[TaskAnswer],
    period: ReportingPeriod,
    periods: Mapping[int, ReportingPeriod],
    on: dt.date | None,
) -> tuple[dict[int, Filing], dict[int, Filing]]:
    """The filings that wait, by id, and those of the period, by organization (one query, two of an earlier
    day)."""
    waiting = Q(pk__in=[answer.submitted for answer in answers if answer.submitted is not None])
    of_period = Q(period=period, organization__in=[answer.organization for answer in answers])
    found = list(Filing.objects.filter(waiting | of_period).order_by())
    for filing in found:
        filing.period = periods[filing.period_id]
    if on is not None:
        found = filings_then(found, on)
    return (
        {filing.pk: filing for filing in found},
        {filing.organization_id: filing for filing in found if filing.period_id == period.pk},
    )
