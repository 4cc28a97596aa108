"""The goals of a draft: each is linked to an indicator, and so becomes a target, or dropped."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from organizations.calendar import moment_of
from organizations.models import User
from targets.actions import (
    accept_goal,
    accept_offered_goal,
    add_goal,
    correct_goal,
    drop_goal,
    reopen_goal,
    restore_goal,
    split_goal,
)
from targets.forms.goal import LONGEST_ID, GoalForm, NewGoalForm, OffersForm
from targets.forms.indicator import indicator_of
from targets.goals.initial import initial_of
from targets.goals.statement import goal_statement, goals_statement, offered_goal
from targets.goals.suggestions import Suggestion, Suggestions
from targets.models import Indicator, ProposedGoal
from tasks.access import draft_for, part_of, signed_in
from tasks.errors import ActionRefused
from tasks.models import Guidance
from tasks.statement import Statement
from tasks.views.attempt import Attempt, acted, corrected, seen_in, since
from texts.punctuation import sentences, within_quotes

OK = 200
DETAILS = ("section", "indicator", "target__indicator", "target__responsible")


def back(goal: ProposedGoal) -> HttpResponse:
    """To the goal on the page where the draft is checked."""
    return redirect(f"{reverse('tasks:draft-check', args=[goal.guidance.year])}#goal-{goal.pk}")


def goal_of(guidance: Guidance, pk: int) -> ProposedGoal:
    goal = part_of(guidance, guidance.proposed_goals.select_related(*DETAILS), pk)
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


def accept(goal: ProposedGoal, form: GoalForm, by: User, at: dt.datetime, seen: Statement) -> None:
    """Do what a valid form says to a goal that was ``seen``: correct its clause, then make it a target. The
    first of both has asked whether it stands as it was read, and holds the draft."""
    said = form.cleaned_data
    with transaction.atomic():
        goal = correct_goal(
            proposal=goal, by=by, at=at, seen=seen, section=said["section"], text=said["text"]
        )
        accept_goal(
            proposal=goal,
            by=by,
            at=at,
            seen=goal_statement(goal),
            indicator=form.named_indicator,
            terms=form.terms,
        )


@require_http_methods(["GET", "HEAD", "POST"])
def goal_edit(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    """Say which indicator a goal measures and what is wanted of it: then it is a target."""
    goal = goal_of(draft_for(request, year), pk)
    suggestion = Suggestions(goal.guidance).for_goal(goal, goal.indicator)
    if request.method != "POST":
        return goal_page(request, goal, form_of(goal, suggestion), suggestion)
    form = form_of(goal, suggestion, request.POST)

    def save() -> None:
        accept(goal, form, signed_in(request), moment_of(request), seen_in(request))

    said = accepted_sentence(form.named_indicator) if form.is_valid() else ""
    attempt = corrected(request, form, save, said, now=goal_statement(goal))
    if attempt.is_done:
        return back(goal)
    return goal_page(request, goal_of(goal.guidance, pk), form, suggestion, attempt)


def accepted_sentence(indicator: Indicator) -> str:
    return _("“%(indicator)s” is a target now.") % {"indicator": within_quotes(indicator.display_name)}


def goal_page(
    request: HttpRequest,
    goal: ProposedGoal,
    form: GoalForm,
    known: Suggestion,
    attempt: Attempt | None = None,
) -> HttpResponse:
    """The form, beside the text it comes from and what the year before knows; with what somebody else has
    corrected since the page was opened."""
    context = {
        "guidance": goal.guidance,
        "goal": goal,
        "form": form,
        "known": known,
        "seen": goal_statement(goal),
        **since(attempt),
    }
    status = attempt.status if attempt else OK
    return render(request, "targets/goal_form.html", context, status=status)


def page_of(request: HttpRequest, goal: ProposedGoal, attempt: Attempt) -> HttpResponse:
    """The page of a goal as it stands by now, after a button that did not do."""
    fresh = goal_of(goal.guidance, goal.pk)
    known = Suggestions(fresh.guidance).for_goal(fresh, fresh.indicator)
    return goal_page(request, fresh, form_of(fresh, known), known, attempt)


@require_POST
def goal_accept(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    """Accept a goal as its card offers it; where something is missing the form shows it."""
    goal = goal_of(draft_for(request, year), pk)
    suggestion = Suggestions(goal.guidance).for_goal(goal, goal.indicator)
    form = form_of(goal, suggestion, initial_of(goal, suggestion))

    def save() -> None:
        accept_offered_goal(
            proposal=goal, by=signed_in(request), at=moment_of(request), seen=seen_in(request)
        )

    said = accepted_sentence(goal.indicator) if goal.indicator else ""
    attempt = corrected(request, form, save, said, now=offered_goal(goal, suggestion))
    if attempt.is_done:
        return back(goal)
    if attempt.changed:
        return page_of(request, goal, replace(attempt, is_typed=False))
    return goal_page(request, goal, form, suggestion, attempt)


@require_POST
def goal_accept_all(request: HttpRequest, year: int) -> HttpResponse:
    """Accept the goals that the page offered to accept at once, each as it was offered; the others are told
    with the reason."""
    guidance, by = draft_for(request, year), signed_in(request)
    accepted, form = 0, OffersForm(request.POST)
    if not form.is_valid():
        messages.error(request, sentences(form.errors["offer"]))
        return redirect(f"{reverse('tasks:draft-check', args=[year])}#goals")
    offers: dict[int, Statement] = form.cleaned_data["offer"]
    for goal in guidance.proposed_goals.filter(pk__in=offers).order_by("order"):
        goal.guidance = guidance
        try:
            accept_offered_goal(proposal=goal, by=by, at=moment_of(request), seen=offers[goal.pk])
            accepted += 1
        except ActionRefused as refusal:
            messages.error(request, not_accepted(goal, refusal))
    text = ngettext("%(count)d goal is a target now.", "%(count)d goals are targets now.", accepted)
    messages.success(request, text % {"count": accepted})
    return redirect(f"{reverse('tasks:draft-check', args=[year])}#goals")


def not_accepted(goal: ProposedGoal, refusal: ActionRefused) -> str:
    """Which goal was left out, with a link to it, and why."""
    link = format_html('<a href="#goal-{}">{}</a>', goal.pk, goal)
    return format_html(_("Not accepted: {goal}. {why}"), goal=link, why=str(refusal))


def done(
    request: HttpRequest, goal: ProposedGoal, act: Callable[..., ProposedGoal], said: str
) -> HttpResponse:
    """Decide on a goal that was read, say how it went, and lead back to the goal."""
    attempt = acted(
        request,
        lambda: act(proposal=goal, by=signed_in(request), at=moment_of(request), seen=seen_in(request)),
        said,
    )
    return page_of(request, goal, attempt) if attempt.changed else back(goal)


@require_POST
def goal_drop(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    """Nobody reports on it."""
    said = _("The goal is dropped; its clause stays in the document.")
    return done(request, goal_of(draft_for(request, year), pk), drop_goal, said)


@require_POST
def goal_restore(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    """A dropped goal is open again."""
    return done(request, goal_of(draft_for(request, year), pk), restore_goal, _("The goal is open again."))


@require_POST
def goal_reopen(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    """What it became is removed."""
    return done(request, goal_of(draft_for(request, year), pk), reopen_goal, _("The goal is open again."))


@require_POST
def goal_split(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    """One number for two indicators: a second goal of the same clause."""
    said = _("The clause now stands for two goals: choose an indicator for each.")
    return done(request, goal_of(draft_for(request, year), pk), split_goal, said)


@require_http_methods(["GET", "HEAD", "POST"])
def goal_add(request: HttpRequest, year: int) -> HttpResponse:
    """A goal that was not recognised: its clause is read, the rest follows on its page. A figure that was
    left out fills the form in."""
    guidance = draft_for(request, year)
    form = NewGoalForm(request.POST or None, guidance=guidance, initial=figure_in(request, guidance))
    now = goals_statement(guidance)
    context = {"guidance": guidance, "form": form, "seen": now}
    if request.method != "POST":
        return render(request, "targets/goal_add.html", context)
    added: list[ProposedGoal] = []

    def save() -> None:
        added.extend(
            add_goal(
                guidance=guidance,
                by=signed_in(request),
                at=moment_of(request),
                seen=seen_in(request),
                **form.cleaned_data,
            )
        )

    said = _("The goal is added. Now say which indicator it measures.")
    attempt = corrected(request, form, save, said, now=now)
    if attempt.is_done:
        return redirect("targets:goal-edit", year, added[0].pk)
    return render(request, "targets/goal_add.html", context | since(attempt), status=attempt.status)


def figure_in(request: HttpRequest, guidance: Guidance) -> dict[str, Any]:
    """What the form begins with where a figure left out of the draft is to become a goal."""
    asked = request.GET.get("figure", "")
    if not asked.isdecimal() or len(asked) > LONGEST_ID:
        return {}
    figure = part_of(guidance, guidance.figures_left_out.all(), int(asked))
    return {"section": figure.section_id, "text": figure.text}
