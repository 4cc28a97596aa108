"""How far each organization is with each task that it answers: its latest answer that is told.

Which period that answer is from stands beside it, and how its year-end filing stands: no earlier quarter
passes for the year (design R22).
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.utils.translation import pgettext as _p

from organizations.models import Organization
from reports.gathering.bilingual import in_both
from reports.snapshot.tables import Row, TableHead
from reports.snapshot.year import Name
from reports.tables.columns import cells, column, named
from reports.tables.entries import Said, States, latest_said, states_of
from reports.tables.filing_facts import (
    Batch,
    FilingFacts,
    approval_cells,
    approval_columns,
    batches,
    no_answer,
    organization_cells,
    organization_columns,
    period_names,
    standing_columns,
    standing_in_words,
)
from reports.tables.scope import TableScope
from reports.tables.terms import labels
from tasks.filings.task_answers import TaskAnswer
from tasks.filings.task_progress import TaskProgress
from tasks.lines.answerers import answerers_of
from tasks.models import MeasureState
from texts.punctuation import sentences

KEY = "task_standings"
State = MeasureState.State


def head() -> TableHead:
    columns = (
        *organization_columns(),
        column("task", lambda: _("Task"), width=22),
        column("section", lambda: _("Section"), width=8),
        *named("period", lambda: _("Answer from"), 14),
        *standing_columns(),
        *named("year_end", lambda: _("Filing of the year end"), 12),
        *named("state", lambda: _("State"), 9),
        column("percent_complete", lambda: _("Completed measures in percent"), "number", 10, 1),
        column("measures", lambda: _("Measures"), "integer", 9),
        column("completed", lambda: _("Completed"), "integer", 9),
        column("in_progress", lambda: _("In progress"), "integer", 9),
        column("delayed", lambda: _("Delayed"), "integer", 9),
        column("not_started", lambda: _("Not started"), "integer", 9),
        *named("measure_states", lambda: _("State of the measures"), 36),
        column("nil_return", lambda: _("Nothing to report"), "yes_no", 7),
        *approval_columns(),
    )
    return TableHead(KEY, in_both(lambda: _("Tasks by organization")), columns)


# --- Rows -------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Answer:
    """What one organization's row on a task rests on; without ``entry`` it has not answered."""

    organization: Organization
    filing: FilingFacts
    year_end: FilingFacts | None
    entry: Said | None
    states: States


def rows(scope: TableScope) -> Iterator[Row]:
    """Every task with every organization that answers it, or has answered it while it was asked to."""
    periods = period_names(scope)
    tasks = {pk: (task.display_title, task.section.number) for pk, task in scope.tasks.items()}
    for task, answer in answers(scope):
        is_told = answer.entry is not None
        yield (
            *organization_cells(answer.organization),
            *tasks[task],
            *(periods[answer.filing.period] if is_told else (None, None)),
            *cells(standing_of(answer, scope)),
            *cells(year_end_in_words(answer, scope)),
            *progress_cells(answer),
            *approval_cells(answer.filing, answer.organization),
        )


def answers(scope: TableScope) -> Iterator[tuple[int, Answer]]:
    """What each row rests on, with the id of the task."""
    answerers = answerers_of(scope.tasks.values())
    for batch in batches(scope):
        last = {filing.organization: filing for filing in batch.filings.values()}
        said = latest_said(batch)
        states = states_of(said.values())
        for pk, organization in batch.organizations.items():
            year_end = batch.year_end.get(pk)
            for task in scope.tasks:
                entry = said.get((pk, task))
                if entry is not None:
                    filing = batch.filings[entry.filing]
                    yield task, Answer(organization, filing, year_end, entry, states.get(entry.pk, ()))
                elif answerers[task].include(organization):
                    yield task, Answer(organization, year_end or last[pk], year_end, None, ())


def standing_of(answer: Answer, scope: TableScope) -> Name:
    """Where the answer stands, or why there is none."""
    if answer.entry is None and scope.tells(answer.filing.status):
        return no_answer()
    return standing_in_words(answer.filing, scope.periods[answer.filing.period], on=scope.day)


def year_end_in_words(answer: Answer, scope: TableScope) -> Name | None:
    """How the filing of the year end stands; None where the organization is not asked for one."""
    if answer.year_end is None:
        return None
    return standing_in_words(answer.year_end, scope.periods[answer.year_end.period], on=scope.day)


def progress_cells(answer: Answer) -> Row:
    """How far it is, by the rule of every page."""
    if answer.entry is None:
        return (None,) * 11
    counted = Counter(state for _place, state in answer.states)
    progress = TaskProgress.of([task_answer(answer.entry, counted)])
    percent = progress.percent_complete
    return (
        *cells(labels(State)[progress.state]),
        None if percent is None else f"{percent:f}",
        progress.measures,
        progress.completed,
        progress.started,
        progress.delayed,
        counted[State.NOT_STARTED],
        *cells(measures_in_words(answer.states)),
        answer.entry.is_nil,
    )


def task_answer(entry: Said, counted: Counter[str]) -> TaskAnswer:
    return TaskAnswer(
        organization=0,
        approved=entry.pk,
        measures=counted.total(),
        completed=counted[State.COMPLETED],
        delayed=counted[State.DELAYED],
        started=counted[State.IN_PROGRESS],
    )


@cache
def measures_in_words(states: States) -> Name:
    """ "Completed: measures 1, 3. In progress: measure 2.": by state, which measures of the task have it."""
    places: dict[str, list[str]] = {}
    for place, state in states:
        places.setdefault(state, []).append(str(place))
    return in_both(lambda: sentences(state_in_words(state, orders) for state, orders in places.items()))


def state_in_words(state: str, orders: list[str]) -> str:
    words = ngettext("%(state)s: measure %(measures)s.", "%(state)s: measures %(measures)s.", len(orders))
    return words % {"state": State(state).label, "measures": _p("between places", ", ").join(orders)}


def count(batch: Batch) -> int:
    """How many rows a batch makes (two queries)."""
    tasks = batch.scope.tasks
    answerers = answerers_of(tasks.values())
    said = latest_said(batch)
    return sum(
        (pk, task) in said or answerers[task].include(organization)
        for pk, organization in batch.organizations.items()
        for task in tasks
    )
