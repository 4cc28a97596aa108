"""Amending a guidance in two steps: say what and why, then see whom it reaches and save."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from organizations.answers import CONFLICT, UNPROCESSABLE
from organizations.calendar import moment_of
from organizations.models import Organization
from tasks.access import signed_in
from tasks.actions.amend_dates import amend_facts, amend_period
from tasks.actions.amend_task import add_task, amend_task, withdraw_task
from tasks.amendments.impact import would_reach
from tasks.amendments.plan_statement import facts_statement, task_statement, tasks_statement, window_statement
from tasks.errors import ActionRefused, NotAsRead
from tasks.forms.amendment import AddTaskForm, AmendFactsForm, AmendPeriodForm, AmendTaskForm, ReasonForm
from tasks.forms.owner import OwnerFormSet, rows_of
from tasks.models import Amendment, Guidance, Task
from tasks.statement import Statement
from tasks.views.amendment import amendable
from tasks.views.attempt import changed_since, in_columns, seen_in
from tasks.views.correction import owners_in
from texts.punctuation import within_quotes

BUTTONS = {"csrfmiddlewaretoken", "confirm", "edit", "seen"}
# Among so many of the latest amendments the one is looked for that changed what was read.
LOOKED_THROUGH = 50

# What an amendment does on the strength of what was read.
type Act = Callable[[Statement], Amendment | None]


def two_steps(
    request: HttpRequest,
    guidance: Guidance,
    form: forms.Form,
    act: Act,
    *,
    now: Statement,
    title: str,
    owners: forms.BaseFormSet[Any] | None = None,
    template: str = "tasks/amend_form.html",
) -> HttpResponse:
    """The form; then what the amendment would do; then, once that was seen, the amendment. ``now`` is how
    that stands which is amended: the pages carry it to the action (design R20). ``owners`` are rows that
    name organizations; ``template`` is the page of a form that needs one of its own."""
    page = {"guidance": guidance, "form": form, "owners": owners, "title": title, "seen": now}
    if owners is not None:
        page["organizations"] = Organization.objects.on_top()
    is_right = request.method == "POST" and form.is_valid() and (owners is None or owners.is_valid())
    if not is_right or "edit" in request.POST:
        changed = changed_since(request, now)
        page |= amended_since(guidance, changed) if changed else {}
        status = CONFLICT if changed else UNPROCESSABLE
        return render(
            request, template, page, status=status if request.method == "POST" and not is_right else 200
        )
    try:
        seen = seen_on(request, now)
        if "confirm" in request.POST:
            return done(request, guidance, act(seen))
        if reach := would_reach(partial(act, seen)):
            return render(request, "tasks/amend_confirm.html", page | {"reach": reach, "sent": sent(request)})
        form.add_error(None, _("Nothing is another than it was."))
    except NotAsRead as refusal:
        form.add_error(None, str(refusal))
        page |= amended_since(guidance, in_columns(refusal.differences))
        return render(request, template, page, status=CONFLICT)
    except ActionRefused as refusal:
        form.add_error(None, str(refusal))
    return render(request, template, page, status=UNPROCESSABLE)


def seen_on(request: HttpRequest, now: Statement) -> Statement:
    """What the person has read: as the page says; where none was opened yet, what stands ``now``, which the
    second step shows. Raises ``ActionRefused`` where the second step does not say it."""
    if "seen" not in request.POST and "confirm" not in request.POST:
        return now
    return seen_in(request)


def amended_since(guidance: Guidance, changed: list[dict[str, str]]) -> dict[str, Any]:
    """What was amended since the page was opened, from what to what, and by which amendment (one query): it
    made one of these changes, or was about something that came or went."""
    latest = guidance.amendments.select_related("by")[:LOOKED_THROUGH]
    words = {change[side] for change in changed for side in ("before", "after")}
    did = (
        amendment
        for amendment in latest
        if amendment.subject in words or any(change in changed for change in amendment.changes)
    )
    return {"changed": changed, "amended": next(did, None)}


def sent(request: HttpRequest) -> list[tuple[str, str]]:
    """What the form sent, to be sent again by the second step."""
    lists = request.POST.lists()
    return [(name, str(value)) for name, values in lists if name not in BUTTONS for value in values]


def done(request: HttpRequest, guidance: Guidance, amendment: Amendment | None) -> HttpResponse:
    if amendment is None:
        messages.info(request, _("Nothing is another than it was."))
    else:
        messages.success(request, _("Amended: %(subject)s.") % {"subject": amendment.subject})
    return redirect("tasks:amendment-list", guidance.year)


def task_in_force(guidance: Guidance, pk: int) -> Task:
    tasks = guidance.tasks.current().select_related("guidance", "section")
    return get_object_or_404(tasks.prefetch_related("measures", "responsibilities__organization"), pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def amend_task_page(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    """Amend what a task says, until when, and who answers for it."""
    guidance = amendable(request, year)
    task = task_in_force(guidance, pk)
    said = {"title": task.title, "due_on": task.due_on, "people": task.people}
    form = AmendTaskForm(request.POST or None, task=task, initial=said)
    owners = OwnerFormSet(request.POST or None, initial=rows_of(task), prefix="owners")

    def act(seen: Statement) -> Amendment | None:
        return amend_task(
            task=task,
            by=signed_in(request),
            at=moment_of(request),
            seen=seen,
            reason=form.cleaned_data["reason"],
            title=form.cleaned_data["title"],
            due_on=form.cleaned_data["due_on"],
            people=form.cleaned_data["people"],
            measures=form.edits(),
            owners=owners_in(owners),
        )

    return two_steps(request, guidance, form, act, now=task_statement(task), title=task.title, owners=owners)


@require_http_methods(["GET", "HEAD", "POST"])
def amend_task_withdraw(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    """Withdraw a task."""
    guidance = amendable(request, year)
    task = task_in_force(guidance, pk)
    form = ReasonForm(request.POST or None)

    def act(seen: Statement) -> Amendment | None:
        return withdraw_task(
            task=task, by=signed_in(request), at=moment_of(request), seen=seen, **form.cleaned_data
        )

    title = _("Withdraw “%(task)s”") % {"task": within_quotes(task.display_title)}
    return two_steps(request, guidance, form, act, now=task_statement(task), title=title)


@require_http_methods(["GET", "HEAD", "POST"])
def amend_task_add(request: HttpRequest, year: int) -> HttpResponse:
    """Order something that the document does not."""
    guidance = amendable(request, year)
    form = AddTaskForm(request.POST or None, guidance=guidance)
    owners = OwnerFormSet(request.POST or None, prefix="owners")

    def act(seen: Statement) -> Amendment | None:
        return add_task(
            by=signed_in(request),
            at=moment_of(request),
            seen=seen,
            owners=owners_in(owners),
            **form.cleaned_data,
        )

    now = tasks_statement(guidance)
    return two_steps(request, guidance, form, act, now=now, title=_("Add a task"), owners=owners)


@require_http_methods(["GET", "HEAD", "POST"])
def amend_facts_page(request: HttpRequest, year: int) -> HttpResponse:
    """Amend until when the report is due and who receives it."""
    guidance = amendable(request, year)
    said = {
        "report_due_on": guidance.report_due_on,
        "receiving_department": guidance.receiving_department_id,
    }
    form = AmendFactsForm(request.POST or None, initial=said)

    def act(seen: Statement) -> Amendment | None:
        return amend_facts(
            guidance=guidance, by=signed_in(request), at=moment_of(request), seen=seen, **form.cleaned_data
        )

    return two_steps(
        request, guidance, form, act, now=facts_statement(guidance), title=_("The report of the year")
    )


@require_http_methods(["GET", "HEAD", "POST"])
def amend_period_page(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    """Amend the window of a period."""
    guidance = amendable(request, year)
    period = get_object_or_404(guidance.periods.select_related("guidance"), pk=pk)
    said = {"opens_on": period.opens_on, "due_on": period.due_on}
    form = AmendPeriodForm(request.POST or None, initial=said)

    def act(seen: Statement) -> Amendment | None:
        return amend_period(
            period=period, by=signed_in(request), at=moment_of(request), seen=seen, **form.cleaned_data
        )

    return two_steps(request, guidance, form, act, now=window_statement(period), title=str(period))
