"""What the counts of the work count, one by one: measures in a state, and answers on tasks."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from organizations.models import Organization, User
from organizations.page_addresses import page_address
from reports.dashboards.facts import facts_of
from reports.dashboards.question import Question
from reports.dashboards.shown_page import Headline, ShownPage
from reports.dashboards.work.columns import coverage_in_words
from reports.dashboards.work.delayed import quoted
from reports.dashboards.work.gathered import Answers
from reports.data_tables.pills import pill_cell
from reports.data_tables.values import Cell, DataTable, Head, Row
from spreadsheets.values import Number
from tasks.filings.past_entries import entries_then
from tasks.filings.task_answers import TaskAnswer
from tasks.filings.task_progress import TaskProgress
from tasks.models import Filing, Measure, MeasureState, ProgressEntry, Task

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class ListedAnswer:
    """One organization that is asked about one task, with its answer."""

    task: Task
    answer: TaskAnswer


def measures_found(
    answers: Answers,
    *,
    measure: Measure | None = None,
    state: str = "",
    on: dt.date | None = None,
) -> "QuerySet[MeasureState] | list[MeasureState]":
    """The measures of the answers that are counted, now or at the end of the earlier day ``on`` (four queries
    for that): one measure or one state alone where that is asked."""
    counted = [answer.counted for told in answers.values() for answer in told if answer.counted is not None]
    if on is not None:
        return measures_then(counted, on, measure=measure, state=state)
    found = MeasureState.objects.filter(entry__in=counted)
    if state:
        found = found.filter(state=state)
    if measure is not None:
        found = found.filter(measure=measure)
    related = ("measure", "entry__task__section", "entry__filing__organization")
    return (
        found.select_related(*related, "entry__filing__period__guidance")
        .defer("entry__filing__period__guidance__source_text")
        .order_by("entry__task__order", "measure__order", "entry__filing__organization__path")
    )


def measures_then(
    entries: Sequence[int], on: dt.date, *, measure: Measure | None, state: str
) -> list[MeasureState]:
    """The measures of entries, by their ids, as they stood at the end of an earlier day (four queries)."""
    asked = ProgressEntry.objects.filter(pk__in=entries).order_by("task__order", "filing__organization__path")
    told = [
        said
        for entry in entries_then(asked, on)
        for said in entry.states
        if state in {"", said.state} and (measure is None or measure.pk == said.measure_id)
    ]
    return sorted(told, key=lambda said: (said.entry.task.order, said.measure.order))


IS_SHOWN: dict[str, Callable[[TaskAnswer], bool]] = {
    "": lambda _answer: True,
    "approved": lambda answer: answer.approved is not None,
    "submitted": lambda answer: answer.submitted is not None,
    "silent": lambda answer: answer.approved is None and answer.submitted is None,
}


def answers_found(answers: Answers, tasks: Iterable[Task], *, show: str = "") -> list[ListedAnswer]:
    """The answers on ``tasks``, by whether anything was handed in (a key of ``IS_SHOWN``)."""
    return [
        ListedAnswer(task, answer) for task in tasks for answer in answers[task.pk] if IS_SHOWN[show](answer)
    ]


def measures_table(states: Sequence[MeasureState], user: User) -> DataTable:
    """A row for each measure of each organization."""
    heads = (
        Head("measure", _("Measure"), width=60),
        Head("organization", _("Organization"), width=20),
        Head("state", _("State"), width=12),
        Head("problems", _("Problems, as written"), width=60),
        Head("next_steps", _("Next steps, as written"), width=60),
        Head("period", _("Told last for"), width=20),
        Head("task", _("Task"), width=40),
    )
    rows = tuple(measure_row(state, user) for state in states)
    return DataTable("measures", _("Measures, one by one"), heads, rows, empty=_("No measure is so."))


def measure_row(state: MeasureState, user: User) -> Row:
    entry, filing, task = state.entry, state.entry.filing, state.entry.task
    cells = (
        Cell(state.measure.text),
        Cell(str(filing.organization)),
        pill_cell(state.state, state.get_state_display()),
        quoted(entry.problems),
        quoted(entry.next_steps),
        Cell(str(filing.period), order=filing.period.order, href=line_address(filing, task, user)),
        Cell(f"{task.section.number}{task.display_title}"),
    )
    return Row(f"measure-{state.entry_id}-{state.measure_id}", cells)


def line_address(filing: Filing, task: Task, user: User) -> str:
    """The line in its filing, where the person may open that."""
    if not user.scope.covers(filing.organization):
        return ""
    return f"{page_address('tasks:filing-detail', filing.pk)}#line-progress-{task.pk}"


def answers_table(listed: Sequence[ListedAnswer], user: User) -> DataTable:
    """A row for each organization that is asked about each task (three queries)."""
    heads = (
        Head("organization", _("Organization"), width=20),
        Head("task", _("Task"), width=40),
        Head("state", _("Answer"), width=22),
        Head("percent", _("Completed share"), unit="%", is_number=True, descends=True),
        Head("approved", _("Latest approved answer"), width=20),
        Head("waiting", _("Waits for approval"), width=20),
    )
    organizations = Organization.objects.in_bulk([one.answer.organization for one in listed])
    filings = filings_named([one.answer for one in listed])
    rows = tuple(answer_row(one, organizations, filings, user) for one in listed)
    return DataTable("answers", _("Answers, one by one"), heads, rows, empty=_("No answer is so."))


type Named = dict[tuple[str, int], Filing]


def filings_named(answers: Sequence[TaskAnswer]) -> Named:
    """The filings of approved entries, and those that wait, by what names them (two queries)."""
    entries = ProgressEntry.objects.filter(pk__in=[one.approved for one in answers if one.approved])
    related = entries.select_related("filing__organization", "filing__period__guidance")
    named: Named = {
        ("approved", entry.pk): entry.filing
        for entry in related.defer("filing__period__guidance__source_text")
    }
    waiting = Filing.objects.filter(pk__in=[one.submitted for one in answers if one.submitted]).for_list()
    return named | {("waiting", filing.pk): filing for filing in waiting}


def answer_row(
    listed: ListedAnswer, organizations: dict[int, Organization], filings: Named, user: User
) -> Row:
    task, answer = listed.task, listed.answer
    standing = TaskProgress.of([answer])
    node = organizations[answer.organization]
    percent = standing.percent_complete
    cells = (
        Cell(str(node)),
        Cell(f"{task.section.number}{task.display_title}"),
        Cell(_("Nothing handed in yet"), css="muted")
        if standing.silent
        else pill_cell(standing.state, MeasureState.State(standing.state).label),
        Cell(None) if percent is None else Cell(Number(percent, 1), words=f"{percent}%"),
        period_cell(filings.get(("approved", answer.approved or 0)), task, user),
        period_cell(filings.get(("waiting", answer.submitted or 0)), task, user),
    )
    return Row(f"answer-{task.pk}-{node.code}", cells)


def period_cell(filing: Filing | None, task: Task, user: User) -> Cell:
    if filing is None:
        return Cell(None)
    period = filing.period
    return Cell(str(period), order=period.order, href=line_address(filing, task, user))


@dataclass(frozen=True, slots=True)
class Listing:
    """What a list shows of how many that were found, how far the answers behind it reach, and by what it is
    ``narrowed`` beside the question, each with its label."""

    table: DataTable
    found: int
    standing: TaskProgress
    narrowed: Sequence[tuple[str, str]] = ()


def list_page(question: Question, user: User, at: dt.datetime, listing: Listing) -> ShownPage:
    """A list as a page, or for a file."""
    coverage = coverage_in_words(listing.standing)
    facts = (*facts_of(question, user, at, coverage=coverage), *listing.narrowed)
    return ShownPage(
        name=f"{listing.table.key}-{question.organization.code}-{question.guidance.year}",
        title=listing.table.title,
        subject=question.organization.full_display_name,
        headline=Headline(found_in_words(listing)),
        facts=facts,
        tables=(listing.table if len(listing.table.rows) == listing.found else unsortable(listing.table),),
    )


def found_in_words(listing: Listing) -> str:
    """How many rows were found."""
    said = ngettext("%(count)d row is found.", "%(count)d rows are found.", listing.found)
    return said % {"count": listing.found}


def unsortable(table: DataTable) -> DataTable:
    """One page of several is no order of them all: it stays in that of the document."""
    return replace(table, heads=tuple(replace(head, is_sortable=False) for head in table.heads))
