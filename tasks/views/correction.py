"""Correcting what was recognised in a draft: its facts, its sections, its tasks and their owners."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from organizations.models import Organization
from tasks.access import draft_for, signed_in
from tasks.actions.draft import (
    Owner,
    add_task,
    correct_facts,
    correct_section,
    correct_task,
    drop_task,
    join_section,
    join_task,
    set_owners,
    split_section,
    split_task,
)
from tasks.draft_statement import drafted_facts, drafted_section, drafted_task
from tasks.errors import ActionRefused, NotAsRead
from tasks.forms.draft import FactsForm, NewTaskForm, SectionForm, SplitSectionForm, SplitTaskForm, TaskForm
from tasks.forms.owner import BaseOwnerFormSet, OwnerFormSet, rows_of
from tasks.forms.statement import SignForm
from tasks.models import Guidance, Section, Task
from tasks.statement import Difference, Statement
from texts.punctuation import sentences, within_quotes

CONFLICT, UNPROCESSABLE = 409, 422


def back(year: int, anchor: str) -> HttpResponse:
    """To the place on the check page where one came from."""
    return redirect(f"{reverse('tasks:draft-check', args=[year])}#{anchor}")


@dataclass(frozen=True, slots=True)
class Attempt:
    """Whether a correction was made; ``changed`` is what somebody else has corrected since it was read."""

    is_done: bool
    changed: Sequence[Mapping[str, str]] = ()

    @property
    def status(self) -> int:
        """What a page answers that shows the form again."""
        return CONFLICT if self.changed else UNPROCESSABLE


def corrected(
    request: HttpRequest, form: forms.Form | FactsForm, act: Callable[[], Any], done: str
) -> Attempt:
    """Run an action on a form that is right; a refusal stands above the form."""
    if not form.is_valid():
        return Attempt(is_done=False)
    try:
        act()
    except NotAsRead as refusal:
        form.add_error(None, str(refusal))
        return Attempt(is_done=False, changed=in_columns(refusal.differences))
    except ActionRefused as refusal:
        form.add_error(None, str(refusal))
        return Attempt(is_done=False)
    messages.success(request, done)
    return Attempt(is_done=True)


def in_columns(differences: Iterable[Difference]) -> list[dict[str, str]]:
    """Differences as the pages show changes."""
    return [{"field": one.key, "before": one.before or "", "after": one.after or ""} for one in differences]


def seen_in(request: HttpRequest) -> Statement:
    """What was read on the page that was sent. Raises ``ActionRefused`` where it does not say so."""
    form = SignForm(request.POST)
    if not form.is_valid():
        raise ActionRefused(sentences(form.errors["seen"]))
    seen: Statement = form.cleaned_data["seen"]
    return seen


def acted(request: HttpRequest, act: Callable[[], Any], done: str) -> None:
    """Run an action that asks for nothing, and say how it went."""
    try:
        act()
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)


@require_http_methods(["GET", "HEAD", "POST"])
def draft_facts(request: HttpRequest, year: int) -> HttpResponse:
    """Correct what the document says of itself."""
    guidance = draft_for(request, year)
    form = FactsForm(request.POST or None, instance=copy(guidance))

    def save() -> None:
        correct_facts(
            guidance=guidance, by=signed_in(request), facts=form.cleaned_data, seen=seen_in(request)
        )

    context = {"guidance": guidance, "form": form, "seen": drafted_facts(guidance)}
    if request.method != "POST":
        return render(request, "tasks/draft_facts.html", context)
    attempt = corrected(request, form, save, _("The facts are corrected."))
    if attempt.is_done:
        return back(form.cleaned_data["year"], "facts")
    context["changed"] = attempt.changed
    return render(request, "tasks/draft_facts.html", context, status=attempt.status)


def section_of(guidance: Guidance, pk: int) -> Section:
    return get_object_or_404(guidance.sections.select_related("guidance"), pk=pk)


def task_of(guidance: Guidance, pk: int) -> Task:
    tasks = guidance.tasks.select_related("guidance", "section")
    return get_object_or_404(
        tasks.prefetch_related("measures", "unmatched_owners", "responsibilities__organization"), pk=pk
    )


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
        "changed": attempt.changed if attempt else (),
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
        correct_section(section=section, by=signed_in(request), seen=seen_in(request), **form.cleaned_data)

    attempt = corrected(request, form, save, _("The section is corrected."))
    if attempt.is_done:
        return back(year, f"section-{pk}")
    return section_page(request, section, attempt, form=form)


@require_POST
def draft_section_join(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    """It is no section: its text joins the one before."""
    guidance = draft_for(request, year)
    section = section_of(guidance, pk)
    acted(
        request,
        lambda: join_section(section=section, by=signed_in(request)),
        _("“%(section)s” is joined to the section before it.") % {"section": within_quotes(section)},
    )
    before = guidance.sections.filter(order__lt=section.order).order_by("-order").first()
    return back(year, f"section-{before.pk}" if before else "recognised")


@require_POST
def draft_section_split(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    """A new section begins with one of the sentences."""
    section = section_of(draft_for(request, year), pk)
    form = SplitSectionForm(request.POST, section=section, prefix="split")

    def save() -> None:
        split_section(section=section, by=signed_in(request), **form.cleaned_data)

    attempt = corrected(request, form, save, _("The section is split."))
    if attempt.is_done:
        return back(year, f"section-{pk}")
    return section_page(request, section, attempt, split=form)


@require_POST
def draft_task_add(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    """A section, or the rest after its last task, becomes a task."""
    section = section_of(draft_for(request, year), pk)
    form = NewTaskForm(request.POST, prefix="task")

    def save() -> None:
        add_task(section=section, by=signed_in(request), **form.cleaned_data)

    attempt = corrected(request, form, save, _("The task is added. Now name who answers for it."))
    if attempt.is_done:
        return back(year, f"section-{pk}")
    return section_page(request, section, attempt, task_form=form)


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
    measures = "\n".join(measure.text for measure in task.measures.all())
    context = {
        "task": task,
        "guidance": task.guidance,
        "form": form or TaskForm(initial={"title": task.title, "due_on": task.due_on, "measures": measures}),
        "owners": owners or OwnerFormSet(initial=rows_of(task), prefix="owners"),
        "split": split or SplitTaskForm(task=task, prefix="split"),
        "organizations": Organization.objects.all(),
        "seen": drafted_task(task),
        "changed": attempt.changed if attempt else (),
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
        with transaction.atomic():
            correct_task(task=task, by=signed_in(request), seen=seen_in(request), **form.cleaned_data)
            set_owners(task=task, by=signed_in(request), owners=owners_in(owners))

    attempt = Attempt(is_done=False)
    if owners.is_valid():
        attempt = corrected(request, form, save, _("The task is corrected."))
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
    task = task_of(draft_for(request, year), pk)
    acted(
        request,
        lambda: join_task(task=task, by=signed_in(request)),
        _("“%(task)s” is joined to the task before it.") % {"task": within_quotes(task)},
    )
    return back(year, f"section-{task.section_id}")


@require_POST
def draft_task_split(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    """The measures from one on become a task of their own."""
    task = task_of(draft_for(request, year), pk)
    form = SplitTaskForm(request.POST, task=task, prefix="split")

    def save() -> None:
        split_task(task=task, by=signed_in(request), **form.cleaned_data)

    attempt = corrected(request, form, save, _("The task is split."))
    if attempt.is_done:
        return back(year, f"task-{pk}")
    return task_page(request, task, attempt, split=form)


@require_POST
def draft_task_drop(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    """It is no task: its text stays, nobody is asked."""
    task = task_of(draft_for(request, year), pk)
    acted(
        request,
        lambda: drop_task(task=task, by=signed_in(request)),
        _("“%(task)s” is no task any more; its text stays in the document.") % {"task": within_quotes(task)},
    )
    return back(year, f"section-{task.section_id}")
