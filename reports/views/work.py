"""How the work goes on, and the lists that its counts open."""

from dataclasses import replace
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from organizations.calendar import moment_of
from reports.dashboards.changes import with_changes
from reports.dashboards.work.addresses import work_address
from reports.dashboards.work.gathered import Answers, answers_kept, progress_of, tasks_kept
from reports.dashboards.work.lists import (
    MOST_ROWS,
    PAGE_SIZE,
    Listing,
    answers_found,
    answers_table,
    list_page,
    measures_found,
    measures_table,
)
from reports.dashboards.work.page import work_page
from reports.forms.work import AnswersListForm, MeasuresForm, TaskChoiceForm
from reports.views.asking import Asked, answered, organization_in_scope, read_question
from tasks.filings.task_progress import TaskProgress


@require_safe
def dashboard_work(request: HttpRequest, code: str) -> HttpResponse:
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
def dashboard_measures(request: HttpRequest, code: str) -> HttpResponse:
    """The measures that a count of the work counted, each with what was written on it."""
    organization = organization_in_scope(request, code)
    asked = read_question(request, organization)
    if asked is None:
        return render(request, "reports/dashboard_none.html", {"organization": organization})
    tasks = tasks_kept(asked.question)
    [answers] = answers_kept(asked.question, tasks, asked.question.period)
    form = MeasuresForm(request.GET, tasks=tasks)
    found = measures_found(
        answers if form.is_valid() else {},
        task=form.chosen_task,
        measure=form.chosen_measure,
        state=form.chosen("state"),
        on=asked.question.on,
    )
    page_obj = Paginator(found, page_size(request)).get_page(request.GET.get("page"))
    return listed(
        request,
        asked,
        form,
        page_obj,
        Listing(
            "measures",
            _("Measures, one by one"),
            measures_table(list(page_obj), asked.user),
            page_obj.paginator.count,
            total_of(asked, answers),
        ),
    )


@require_safe
def dashboard_answers(request: HttpRequest, code: str) -> HttpResponse:
    """The organizations that are asked, or whose answers stand so, as a count of the work counted them."""
    organization = organization_in_scope(request, code)
    asked = read_question(request, organization)
    if asked is None:
        return render(request, "reports/dashboard_none.html", {"organization": organization})
    tasks = tasks_kept(asked.question)
    [answers] = answers_kept(asked.question, tasks, asked.question.period)
    form = AnswersListForm(request.GET, tasks=tasks)
    shown = tasks if form.is_valid() else []
    found = answers_found(answers, shown, task=form.chosen_task, show=form.chosen("show"))
    page_obj = Paginator(found, page_size(request)).get_page(request.GET.get("page"))
    return listed(
        request,
        asked,
        form,
        page_obj,
        Listing(
            "answers",
            _("Answers, one by one"),
            answers_table(list(page_obj), asked.user),
            page_obj.paginator.count,
            total_of(asked, answers),
        ),
    )


def page_size(request: HttpRequest) -> int:
    """A page shows some rows; a file all, up to a limit that it says."""
    return MOST_ROWS if "format" in request.GET else PAGE_SIZE


def total_of(asked: Asked, answers: Answers) -> TaskProgress:
    """All answers behind a list together."""
    return TaskProgress.together(progress_of(asked.question, answers, asked.question.period).values())


def listed(
    request: HttpRequest, asked: Asked, form: TaskChoiceForm, page_obj: Page[Any], listing: Listing
) -> HttpResponse:
    """A list with its own filters beside those of the dashboard."""
    page = list_page(asked.question, asked.user, moment_of(request), listing)
    context = {"further": form, "page_obj": page_obj, "work_url": work_address(asked.question)}
    page = replace(page, context=context)
    return answered(request, asked, page, "reports/views/work_list.html")
