"""How the work goes on, and the lists that its counts open."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import batched
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from organizations.calendar import moment_of
from organizations.form_answers import answers_in_words
from organizations.models import User
from organizations.row_batches import BATCH, RowBatches
from organizations.table_answers import is_file_asked
from reports.dashboards.changes import with_changes
from reports.dashboards.question import Question
from reports.dashboards.work.addresses import answers_on_task, work_address
from reports.dashboards.work.gathered import Answers, answers_kept, progress_of, tasks_kept
from reports.dashboards.work.lists import (
    PAGE_SIZE,
    ListedAnswer,
    Listing,
    answers_found,
    answers_table,
    list_page,
    measures_found,
    measures_table,
)
from reports.dashboards.work.page import work_page
from reports.data_tables.values import MOST_HELD, DataTable, LongRows, Row
from reports.forms.work import AnswersListForm, MeasuresForm, TaskChoiceForm
from reports.handouts.addresses import OF_FILES
from reports.views.asking import answered, organization_in_scope, part_asked, read_question
from tasks.filings.task_progress import TaskProgress
from tasks.models import MeasureState

type Found = QuerySet[MeasureState] | list[MeasureState] | list[ListedAnswer]

# Measures and answers have states, no outcomes.
UNANSWERED = frozenset({"outcome"})


@require_safe
def dashboard_work(request: HttpRequest, code: str) -> HttpResponseBase:
    """Sections and tasks with their progress and who is responsible, and what is delayed and why; 404 for an
    organization outside the scope."""
    organization = organization_in_scope(request, code)
    asked = read_question(request, organization)
    if asked is None:
        return render(request, "reports/dashboard_none.html", {"organization": organization})
    at = moment_of(request)
    page = with_changes(work_page(asked.question, asked.user, at), asked.question, asked.user, at)
    return answered(request, asked, page, "reports/views/work.html")


@require_safe
def dashboard_measures(request: HttpRequest, code: str) -> HttpResponseBase:
    """The measures that a count of the work counted, each with what was written on it."""
    return work_list(request, code, ListKind(MeasuresForm, measures_asked, measures_table))


@require_safe
def dashboard_answers(request: HttpRequest, code: str) -> HttpResponseBase:
    """The organizations that are asked, or whose answers stand so, as a count of the work counted them over
    its tasks. Those on one task stand on its own page, which says more of each."""
    return work_list(request, code, ListKind(AnswersListForm, answers_asked, answers_table, page_of_task))


def nowhere_else(_request: HttpRequest, _question: Question, _form: TaskChoiceForm) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class ListKind[Form: TaskChoiceForm]:
    """A list with filters of its own: what they find of the answers, the table of some of that, and the
    address where a list stands that is not told here."""

    form: type[Form]
    find: Callable[[Question, Answers, Form], Found]
    table: Callable[[Sequence[Any], User], DataTable]
    elsewhere: Callable[[HttpRequest, Question, Form], str] = nowhere_else


def measures_asked(
    question: Question, answers: Answers, form: MeasuresForm
) -> "QuerySet[MeasureState] | list[MeasureState]":
    return measures_found(answers, measure=form.chosen_measure, state=form.chosen("state"), on=question.on)


def answers_asked(_question: Question, answers: Answers, form: AnswersListForm) -> list[ListedAnswer]:
    return answers_found(answers, form.shown_tasks, show=form.chosen("show"))


def page_of_task(request: HttpRequest, question: Question, form: AnswersListForm) -> str:
    """The page of the one task that is asked for, with what else is; "" where all are."""
    task = form.chosen_task
    if task is None or not form.is_valid():
        return ""
    files = {name: request.GET[name] for name in OF_FILES if name in request.GET}
    return answers_on_task(question, task, form.chosen("show"), **files)


def work_list[Form: TaskChoiceForm](
    request: HttpRequest, code: str, kind: ListKind[Form]
) -> HttpResponseBase:
    """What a count of the work counted, one by one, as far as it is asked for."""
    organization = organization_in_scope(request, code)
    asked = read_question(request, organization, unanswered=UNANSWERED)
    if asked is None:
        return render(request, "reports/dashboard_none.html", {"organization": organization})
    question = asked.question
    form = kind.form(request.GET, tasks=tasks_kept(question))
    if address := kind.elsewhere(request, question, form):
        return HttpResponseRedirect(address)
    [answers] = answers_kept(question, form.shown_tasks, question.period)
    found = kind.find(question, answers, form)
    page_obj = part_asked(request, found, PAGE_SIZE)
    standing = TaskProgress.together(progress_of(question, answers, question.period).values())
    narrowed = answers_in_words(form)
    table, count = kind.table(list(page_obj), asked.user), page_obj.paginator.count
    if is_file_asked(request) and count > MOST_HELD:
        table = replace(table, whole=LongRows(count, lambda: all_rows(kind, found, asked.user)))
    listing = Listing(table, count, standing, narrowed)
    page = list_page(question, asked.user, moment_of(request), listing)
    page.context.update(further=form, narrowed=narrowed, page_obj=page_obj, work_url=work_address(question))
    return answered(request, asked, page, "reports/views/work_list.html")


def all_rows(kind: ListKind[Any], found: Found, user: User) -> Iterator[Row]:
    """Everything that was found as rows, some at a time."""
    parts: Iterable[Sequence[Any]] = batched(found, BATCH) if isinstance(found, list) else RowBatches(found)
    for part in parts:
        yield from kind.table(part, user).rows
