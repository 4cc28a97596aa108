"""The guidance to read, and its tasks, each with how far they are in the person's scope."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from organizations.models import User
from organizations.prepared_queries import PreparedQuery
from tasks.access import signed_in
from tasks.filings.task_order import TaskRow, in_order
from tasks.filings.task_progress import (
    Stretch,
    TaskProgress,
    filings_counted_at,
    rest_after,
    stretches,
    task_progress,
)
from tasks.filtersets import TaskFilter
from tasks.lines.progress import ProgressKind
from tasks.lines.progress_rows import with_states
from tasks.models import Evidence, Guidance, ProgressEntry, Responsibility, Section, Task
from tasks.views.opening import opening_context
from tasks.year_in_view import guidance_in_view

PAGE_SIZE = 25
SOURCE_TEXT = "filing__period__guidance__source_text"


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
def task_list(request: HttpRequest) -> HttpResponse:
    """The tasks of the year in view, with owners and how far they are, in the order that ``?sort=`` names;
    withdrawn ones stand last."""
    user = signed_in(request)
    listed = Task.objects.published().select_related("section").prefetch_related(owners(), "measures")
    chosen = TaskFilter(request.GET, queryset=listed, request=request)
    tasks = list(chosen.qs)
    standing = task_progress(user, tasks)
    rows = [(task, standing.get(task.pk, TaskProgress())) for task in tasks]
    mine = {task.pk for held in user.organizations_held for task in Task.objects.of_organization(held)}
    return render(
        request,
        "tasks/task_list.html",
        {
            "guidance": guidance_in_view(request),
            "filter": chosen,
            "rows": sorted(in_order(rows, request.GET.get("sort", "")), key=is_withdrawn),
            "mine": mine,
        },
    )


@require_safe
def task_detail(request: HttpRequest, pk: int) -> HttpResponse:
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
    page = Paginator(entries_told(user, task, standing), PAGE_SIZE).get_page(request.GET.get("page"))
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


def entries_told(user: User, task: Task, standing: TaskProgress) -> list[int]:
    """The entries on a task that the person may read, by id, of those whom their organization counts: the
    latest period first, in the order of the tree (at most three queries; all entries on a task are those of
    every level, many times more)."""
    if standing.viewpoint is None:
        return []
    filings = list(filings_counted_at(standing.viewpoint, task).values_list("pk", flat=True))
    told = ProgressEntry.objects.visible_to(user).filter(task=task, filing__in=filings, version__gt=0)
    latest_first = ("-filing__period__order", "filing__organization__path")
    return list(told.order_by(*latest_first).values_list("pk", flat=True))


def entries_on(page: Sequence[int]) -> list[ProgressEntry]:
    """The entries of a page, in its order (two queries)."""
    if not page:
        return []
    # The last as often as a page is long, so that the SQL is one however many there are.
    found = entries_with_filings.rows(entries=(*page, *[page[-1]] * (PAGE_SIZE - len(page))))
    return with_states(sorted(found, key=lambda entry: page.index(entry.pk)))


@PreparedQuery
def entries_with_filings(entries: tuple[int, ...]) -> QuerySet[ProgressEntry]:
    """Entries with their task, section, filing and what that belongs to."""
    related = ("task__section", "edited_by", "filing__organization", "filing__period__guidance")
    found = ProgressEntry.objects.filter(pk__in=entries).select_related(*related)
    return found.defer(SOURCE_TEXT).order_by()


def evidence_on(task: Task, entries: Iterable[ProgressEntry]) -> QuerySet[Evidence]:
    """The files at entries on a task that the person may see (one query)."""
    filings = [entry.filing_id for entry in entries]
    files = Evidence.objects.standing().filter(kind=ProgressKind.key, subject_id=task.pk, filing__in=filings)
    return files.select_related("uploaded_by").order_by("pk")
