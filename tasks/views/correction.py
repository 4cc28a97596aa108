"""Correcting what was recognised in a draft: its facts, its sections, its tasks and their owners."""

from copy import copy

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from organizations.calendar import moment_of
from organizations.models import Organization
from tasks.access import draft_for, part_of, signed_in
from tasks.actions.draft import (
    Owner,
    add_task,
    correct_facts,
    correct_section,
    correct_task,
    drop_task,
    join_section,
    join_task,
    split_section,
    split_task,
)
from tasks.drafts.draft_statement import (
    drafted_facts,
    drafted_section,
    drafted_task,
    joined_task,
    section_before,
    task_before,
    whole_section,
)
from tasks.forms.draft import FactsForm, NewTaskForm, SectionForm, SplitSectionForm, SplitTaskForm, TaskForm
from tasks.forms.owner import BaseOwnerFormSet, OwnerFormSet, rows_of
from tasks.models import Guidance, Section, Task
from tasks.views.attempt import Attempt, acted, changed_since, corrected, seen_in, since
from texts.punctuation import within_quotes


def back(year: int, anchor: str) -> HttpResponse:
    """To the place on the check page where one came from."""
    return redirect(f"{reverse('tasks:draft-check', args=[year])}#{anchor}")


@require_http_methods(["GET", "HEAD", "POST"])
def draft_facts(request: HttpRequest, year: int) -> HttpResponse:
    """Correct what the document says of itself."""
    guidance = draft_for(request, year)
    form = FactsForm(request.POST or None, instance=copy(guidance))

    def save() -> None:
        correct_facts(
            guidance=guidance,
            by=signed_in(request),
            at=moment_of(request),
            facts=form.cleaned_data,
            seen=seen_in(request),
        )

    now = drafted_facts(guidance)
    context = {"guidance": guidance, "form": form, "seen": now}
    if request.method != "POST":
        return render(request, "tasks/draft_facts.html", context)
    attempt = corrected(request, form, save, _("The facts are corrected."), now=now)
    if attempt.is_done:
        return back(form.cleaned_data["year"], "facts")
    return render(request, "tasks/draft_facts.html", context | since(attempt), status=attempt.status)


def section_of(guidance: Guidance, pk: int) -> Section:
    return part_of(guidance, guidance.sections.select_related("guidance"), pk)


def task_of(guidance: Guidance, pk: int) -> Task:
    tasks = guidance.tasks.select_related("guidance", "section")
    related = ("measures", "unmatched_owners", "responsibilities__organization")
    return part_of(guidance, tasks.prefetch_related(*related), pk)


def section_page(
    request: HttpRequest, section: Section, attempt: Attempt | None = None, **bound: forms.Form
) -> HttpResponse:
    """Everything that can be done to a section; ``bound`` is the form that was sent and did not do."""
    context = {
        "section": section,
        "form": bound.get("form") or SectionForm(initial={"number": section.number, "title": section.title}),
        "split": bound.get("split") or SplitSectionForm(section=section, prefix="split"),
        "task_form": bound.get("task_form") or NewTaskForm(prefix="task", initial={"title": section.title}),
        "guidance": section.guidance,
        "seen": drafted_section(section),
        "whole": whole_section(section),
        "before": section_before(section),
        **since(attempt),
    }
    return render(request, "tasks/draft_section.html", context, status=attempt.status if attempt else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def draft_section(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    """Correct the heading of a section."""
    section = section_of(draft_for(request, year), pk)
    if request.method != "POST":
        return section_page(request, section)
    form = SectionForm(request.POST)

    def save() -> None:
        correct_section(
            section=section,
            by=signed_in(request),
            at=moment_of(request),
            seen=seen_in(request),
            **form.cleaned_data,
        )

    attempt = corrected(request, form, save, _("The section is corrected."), now=drafted_section(section))
    if attempt.is_done:
        return back(year, f"section-{pk}")
    return section_page(request, section_of(section.guidance, pk), attempt, form=form)


@require_POST
def draft_section_join(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    """It is no section: its text joins the one before."""
    guidance = draft_for(request, year)
    section = section_of(guidance, pk)
    attempt = acted(
        request,
        lambda: join_section(
            section=section, by=signed_in(request), at=moment_of(request), seen=seen_in(request)
        ),
        _("“%(section)s” is joined to the section before it.") % {"section": within_quotes(section)},
    )
    if attempt.changed:
        return section_page(request, section_of(guidance, pk), attempt)
    before = guidance.sections.filter(order__lt=section.order).order_by("-order").first()
    return back(year, f"section-{before.pk}" if before else "recognised")


@require_POST
def draft_section_split(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    """A new section begins with one of the sentences."""
    section = section_of(draft_for(request, year), pk)
    form = SplitSectionForm(request.POST, section=section, prefix="split")

    def save() -> None:
        split_section(
            section=section,
            by=signed_in(request),
            at=moment_of(request),
            seen=seen_in(request),
            offset=form.cleaned_data["at"],
            number=form.cleaned_data["number"],
            title=form.cleaned_data["title"],
        )

    attempt = corrected(request, form, save, _("The section is split."), now=whole_section(section))
    if attempt.is_done:
        return back(year, f"section-{pk}")
    return section_page(request, section_of(section.guidance, pk), attempt, split=form)


@require_POST
def draft_task_add(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    """A section, or the rest after its last task, becomes a task."""
    section = section_of(draft_for(request, year), pk)
    form = NewTaskForm(request.POST, prefix="task")

    def save() -> None:
        add_task(
            section=section,
            by=signed_in(request),
            at=moment_of(request),
            seen=seen_in(request),
            **form.cleaned_data,
        )

    attempt = corrected(
        request, form, save, _("The task is added. Now name who answers for it."), now=whole_section(section)
    )
    if attempt.is_done:
        return back(year, f"section-{pk}")
    return section_page(request, section_of(section.guidance, pk), attempt, task_form=form)


def task_page(
    request: HttpRequest,
    task: Task,
    attempt: Attempt | None = None,
    *,
    form: TaskForm | None = None,
    owners: BaseOwnerFormSet | None = None,
    split: SplitTaskForm | None = None,
) -> HttpResponse:
    """Everything that can be done to a task; what is given was sent and did not do."""
    said = {
        "title": task.title,
        "due_on": task.due_on,
        "people": task.people,
        "measures": "\n".join(measure.text for measure in task.measures.all()),
    }
    context = {
        "task": task,
        "guidance": task.guidance,
        "form": form or TaskForm(initial=said),
        "owners": owners or OwnerFormSet(initial=rows_of(task), prefix="owners"),
        "split": split or SplitTaskForm(task=task, prefix="split"),
        "organizations": Organization.objects.on_top(),
        "seen": drafted_task(task),
        "joined": joined_task(task),
        "before": task_before(task),
        **since(attempt),
    }
    return render(request, "tasks/draft_task.html", context, status=attempt.status if attempt else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def draft_task(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    """Correct a task, its measures and its owners."""
    task = task_of(draft_for(request, year), pk)
    if request.method != "POST":
        return task_page(request, task)
    form = TaskForm(request.POST)
    owners = OwnerFormSet(request.POST, initial=rows_of(task), prefix="owners")

    def save() -> None:
        correct_task(
            task=task,
            by=signed_in(request),
            at=moment_of(request),
            seen=seen_in(request),
            owners=owners_in(owners),
            **form.cleaned_data,
        )

    now = drafted_task(task)
    attempt = Attempt(is_done=False, changed=changed_since(request, now))
    if owners.is_valid():
        attempt = corrected(request, form, save, _("The task is corrected."), now=now)
    if attempt.is_done:
        return back(year, f"task-{pk}")
    return task_page(request, task_of(task.guidance, pk), attempt, form=form, owners=owners)


def owners_in(rows: BaseOwnerFormSet) -> list[Owner]:
    """The owners that the rows name."""
    return [
        Owner(
            role=row.cleaned_data["role"],
            organization=row.cleaned_data["named"].organization,
            collective=row.cleaned_data["named"].collective,
        )
        for row in rows.kept
    ]


@require_POST
def draft_task_join(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    """The task joins the one before it in its section."""
    guidance = draft_for(request, year)
    task = task_of(guidance, pk)
    attempt = acted(
        request,
        lambda: join_task(task=task, by=signed_in(request), at=moment_of(request), seen=seen_in(request)),
        _("“%(task)s” is joined to the task before it.") % {"task": within_quotes(task)},
    )
    if attempt.changed:
        return task_page(request, task_of(guidance, pk), attempt)
    return back(year, f"section-{task.section_id}")


@require_POST
def draft_task_split(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    """The measures from one on become a task of their own."""
    task = task_of(draft_for(request, year), pk)
    form = SplitTaskForm(request.POST, task=task, prefix="split")

    def save() -> None:
        split_task(
            task=task,
            by=signed_in(request),
            at=moment_of(request),
            seen=seen_in(request),
            **form.cleaned_data,
        )

    attempt = corrected(request, form, save, _("The task is split."), now=drafted_task(task))
    if attempt.is_done:
        return back(year, f"task-{pk}")
    return task_page(request, task_of(task.guidance, pk), attempt, split=form)


@require_POST
def draft_task_drop(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    """It is no task: its text stays, nobody is asked."""
    guidance = draft_for(request, year)
    task = task_of(guidance, pk)
    attempt = acted(
        request,
        lambda: drop_task(task=task, by=signed_in(request), at=moment_of(request), seen=seen_in(request)),
        _("“%(task)s” is no task any more; its text stays in the document.") % {"task": within_quotes(task)},
    )
    if attempt.changed:
        return task_page(request, task_of(guidance, pk), attempt)
    return back(year, f"section-{task.section_id}")
