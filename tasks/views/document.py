"""The guidance to read, and its tasks, each with how far they are in the person's scope."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from organizations.table_answers import is_file_asked, table_answer
from tasks.access import signed_in
from tasks.filings.task_entries import PAGE_SIZE, entries_on, entries_told
from tasks.filings.task_order import TaskRow, in_order
from tasks.filings.task_progress import (
    Stretch,
    TaskProgress,
    rest_after,
    stretches,
    task_progress,
)
from tasks.filtersets import TaskFilter
from tasks.lines.progress import ProgressKind
from tasks.models import Evidence, Guidance, ProgressEntry, Responsibility, Section, Task
from tasks.tables.tasks import entry_table, task_table
from tasks.views.opening import opening_context
from tasks.year_in_view import guidance_in_view


def owners() -> Prefetch[Any]:
    return Prefetch(
        "responsibilities",
        queryset=Responsibility.objects.select_related("organization").in_order(),
    )


@require_safe
def guidance_latest(request: HttpRequest) -> HttpResponse:
    """On to the guidance of the year in view."""
    guidance = guidance_in_view(request)
    if guidance is None:
        return render(request, "tasks/guidance_none.html")
    return redirect("tasks:guidance-detail", guidance.year)


@require_safe
def guidance_detail(request: HttpRequest, year: int) -> HttpResponse:
    """The document as published, with owners and state beside each stretch of its text."""
    user = signed_in(request)
    guidance = get_object_or_404(
        Guidance.objects.readable_by(user).select_related("receiving_department", "opening"), year=year
    )
    tasks = list(guidance.tasks.prefetch_related(owners()))
    standing = task_progress(user, tasks)
    by_section: dict[int, list[Stretch]] = stretches(tasks, standing)
    sections = list(guidance.sections.all())
    years = list(Guidance.objects.readable_by(user).values_list("year", flat=True))
    for section in sections:
        section.guidance = guidance
    return render(
        request,
        "tasks/guidance_detail.html",
        {
            "guidance": guidance,
            "sections": [
                (section, covered, rest_after(section.text, [stretch.task for stretch in covered]))
                for section in sections
                for covered in [by_section.get(section.pk, [])]
            ],
            "parts": [section for section in sections if section.kind == Section.Kind.PART],
            "years": years,
            "previous_year": max((before for before in years if before < year), default=None),
            "amended": guidance.amendments.latest_by_task(),
            "may_amend": user.is_administrator and guidance.is_published,
            **opening_context(request, guidance, user),
        },
    )


def is_withdrawn(row: TaskRow) -> bool:
    return row[0].withdrawn_on is not None


@require_safe
def task_list(request: HttpRequest) -> HttpResponseBase:
    """The tasks of the year in view, with owners and how far they are, in the order that ``?sort=`` names;
    withdrawn ones stand last."""
    user = signed_in(request)
    listed = Task.objects.published().select_related("section").prefetch_related(owners(), "measures")
    chosen = TaskFilter(request.GET, queryset=listed, request=request)
    tasks = list(chosen.qs)
    standing = task_progress(user, tasks)
    unsorted = [(task, standing.get(task.pk, TaskProgress())) for task in tasks]
    rows = sorted(in_order(unsorted, request.GET.get("sort", "")), key=is_withdrawn)
    if is_file_asked(request):
        guidance = guidance_in_view(request)
        facts = [(_("Guidance"), guidance.title)] if guidance else []
        return table_answer(request, _("Tasks"), task_table(rows), form=chosen.form, facts=facts)
    mine = {task.pk for held in user.organizations_held for task in Task.objects.of_organization(held)}
    return render(
        request,
        "tasks/task_list.html",
        {
            "guidance": guidance_in_view(request),
            "filter": chosen,
            "rows": rows,
            "mine": mine,
        },
    )


@require_safe
def task_detail(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One task: its text, owners, measures, how far it is, and what those whom the person counts report on
    it, period by period."""
    user = signed_in(request)
    task = get_object_or_404(
        Task.objects.published()
        .select_related("section__parent", "guidance")
        .prefetch_related(owners(), "measures"),
        pk=pk,
    )
    standing = task_progress(user, [task])[task.pk]
    told = entries_told(user, task, standing)
    if is_file_asked(request):
        facts = [(_("Guidance"), task.guidance.title)]
        return table_answer(request, task.display_title, entry_table(task, told), facts=facts)
    page = Paginator(told, PAGE_SIZE).get_page(request.GET.get("page"))
    entries = entries_on(list(page))
    files: dict[int, list[Evidence]] = defaultdict(list)
    for evidence in evidence_on(task, entries):
        files[evidence.filing_id].append(evidence)
    return render(
        request,
        "tasks/task_detail.html",
        {
            "task": task,
            "amendments": list(task.amendments.select_related("by")),
            "standing": standing,
            "page_obj": page,
            "entries": entries,
            "files": dict(files),
        },
    )


def evidence_on(task: Task, entries: Iterable[ProgressEntry]) -> QuerySet[Evidence]:
    """The files at entries on a task that the person may see (one query)."""
    filings = [entry.filing_id for entry in entries]
    files = Evidence.objects.standing().filter(kind=ProgressKind.key, subject_id=task.pk, filing__in=filings)
    return files.select_related("uploaded_by").order_by("pk")
