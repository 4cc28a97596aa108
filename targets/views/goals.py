"""The goals of a draft: each is linked to an indicator, and so becomes a target, or dropped."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from organizations.models import User
from targets.actions import (
    accept_goal,
    add_goal,
    correct_goal,
    drop_goal,
    reopen_goal,
    restore_goal,
    split_goal,
)
from targets.goal_forms import GoalForm, NewGoalForm
from targets.goal_initial import initial_of
from targets.indicator_form import indicator_of
from targets.models import ProposedGoal
from targets.plan import shown_goals
from targets.terms import Suggestion, Suggestions
from tasks.access import draft_for, signed_in
from tasks.errors import ActionRefused
from tasks.models import Guidance
from texts.punctuation import within_quotes

UNPROCESSABLE = 422
DETAILS = ("section", "indicator", "target__indicator", "target__responsible")


def back(goal: ProposedGoal) -> HttpResponse:
    """To the goal on the page where the draft is checked."""
    return redirect(f"{reverse('tasks:draft-check', args=[goal.guidance.year])}#goal-{goal.pk}")


def goal_of(guidance: Guidance, pk: int) -> ProposedGoal:
    goal = get_object_or_404(guidance.proposed_goals.select_related(*DETAILS), pk=pk)
    goal.guidance = guidance
    return goal


def form_of(goal: ProposedGoal, suggestion: Suggestion, data: Any = None) -> GoalForm:
    """The form of a goal, filled with what stands or is suggested."""
    return GoalForm(
        data,
        guidance=goal.guidance,
        target=goal.target,
        initial=initial_of(goal, suggestion),
        new=indicator_of(goal),
    )


def accept(goal: ProposedGoal, form: GoalForm, by: User) -> str:
    """Do what a form says; returns the refusal, "" where it went well. The form is valid."""
    said = form.cleaned_data
    try:
        with transaction.atomic():
            correct_goal(proposal=goal, by=by, section=said["section"], text=said["text"])
            accept_goal(proposal=goal, by=by, indicator=form.named_indicator, terms=form.terms)
    except ActionRefused as refusal:
        return str(refusal)
    return ""


@require_http_methods(["GET", "HEAD", "POST"])
def goal_edit(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    """Say which indicator a goal measures and what is wanted of it: then it is a target."""
    goal = goal_of(draft_for(request, year), pk)
    suggestion = Suggestions(goal.guidance).for_goal(goal, goal.indicator)
    if request.method != "POST":
        return goal_page(request, goal, form_of(goal, suggestion), suggestion)
    form = form_of(goal, suggestion, request.POST)
    if form.is_valid():
        refusal = accept(goal, form, signed_in(request))
        if not refusal:
            messages.success(request, accepted_sentence(form))
            return back(goal)
        form.add_error(None, refusal)
    return goal_page(request, goal, form, suggestion)


def accepted_sentence(form: GoalForm) -> str:
    return _("“%(indicator)s” is a target now.") % {"indicator": within_quotes(form.named_indicator)}


def goal_page(request: HttpRequest, goal: ProposedGoal, form: GoalForm, known: Suggestion) -> HttpResponse:
    """The form, beside the text it comes from and what the year before knows."""
    status = UNPROCESSABLE if form.is_bound else 200
    context = {"guidance": goal.guidance, "goal": goal, "form": form, "known": known}
    return render(request, "targets/goal_form.html", context, status=status)


@require_POST
def goal_accept(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    """Accept a goal as proposed; where something is missing the form shows it."""
    goal = goal_of(draft_for(request, year), pk)
    suggestion = Suggestions(goal.guidance).for_goal(goal, goal.indicator)
    form = form_of(goal, suggestion, initial_of(goal, suggestion))
    if form.is_valid():
        refusal = accept(goal, form, signed_in(request))
        if not refusal:
            messages.success(request, accepted_sentence(form))
            return back(goal)
        form.add_error(None, refusal)
    return goal_page(request, goal, form, suggestion)


@require_POST
def goal_accept_all(request: HttpRequest, year: int) -> HttpResponse:
    """Accept every goal whose indicator has the very name that the document prints."""
    guidance = draft_for(request, year)
    accepted = 0
    for shown in shown_goals(guidance):
        if shown.suggestion is not None and shown.can_be_accepted and not shown.is_alike:
            goal = shown.goal
            goal.guidance = guidance
            form = form_of(goal, shown.suggestion, initial_of(goal, shown.suggestion))
            accepted += form.is_valid() and not accept(goal, form, signed_in(request))
    text = ngettext("%(count)d goal is a target now.", "%(count)d goals are targets now.", accepted)
    messages.success(request, text % {"count": accepted})
    return redirect(f"{reverse('tasks:draft-check', args=[year])}#goals")


def done(request: HttpRequest, goal: ProposedGoal, act: Callable[[], Any], said: str) -> HttpResponse:
    """Run an action that asks for nothing, say how it went, and lead back to the goal."""
    try:
        act()
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)
    return back(goal)


@require_POST
def goal_drop(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    """Nobody reports on it."""
    goal, by = goal_of(draft_for(request, year), pk), signed_in(request)
    said = _("The goal is dropped; its clause stays in the document.")
    return done(request, goal, lambda: drop_goal(proposal=goal, by=by), said)


@require_POST
def goal_restore(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    """A dropped goal is open again."""
    goal, by = goal_of(draft_for(request, year), pk), signed_in(request)
    return done(request, goal, lambda: restore_goal(proposal=goal, by=by), _("The goal is open again."))


@require_POST
def goal_reopen(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    """What it became is removed."""
    goal, by = goal_of(draft_for(request, year), pk), signed_in(request)
    return done(request, goal, lambda: reopen_goal(proposal=goal, by=by), _("The goal is open again."))


@require_POST
def goal_split(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    """One number for two indicators: a second goal of the same clause."""
    goal, by = goal_of(draft_for(request, year), pk), signed_in(request)
    said = _("The clause now stands for two goals: choose an indicator for each.")
    return done(request, goal, lambda: split_goal(proposal=goal, by=by), said)


@require_http_methods(["GET", "HEAD", "POST"])
def goal_add(request: HttpRequest, year: int) -> HttpResponse:
    """A goal that was not recognised: its clause is read, the rest follows on its page."""
    guidance = draft_for(request, year)
    form = NewGoalForm(request.POST or None, guidance=guidance)
    if form.is_valid():
        try:
            first, *_more = add_goal(guidance=guidance, by=signed_in(request), **form.cleaned_data)
        except ActionRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The goal is added. Now say which indicator it measures."))
            return redirect("targets:goal-edit", year, first.pk)
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "targets/goal_add.html", {"guidance": guidance, "form": form}, status=status)
