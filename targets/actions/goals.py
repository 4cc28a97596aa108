"""From the goals of a draft guidance to its targets. Each is atomic and refuses a published guidance."""

import datetime as dt
from dataclasses import fields

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from organizations.models import User
from targets.arithmetic.comparators import STATED
from targets.goals.offer import offer_of
from targets.goals.proposals import propose_goals
from targets.goals.statement import goal_statement, goals_statement, offered_goal
from targets.goals.suggestions import Suggestions, Terms
from targets.models import Indicator, ProposedGoal, Target
from tasks.actions.draft.draft_lock import lock_draft, refuse_corrected, shift_orders
from tasks.actions.draft.history import Action, keep_event
from tasks.errors import TransitionNotAllowed
from tasks.models import Guidance, Section
from tasks.statement import Statement

AS_READ = ("section", "text", "name", "comparator", "unit", "reason", *STATED)
READ_ALONG = ("section", "indicator", "target__indicator", "target__responsible")


@transaction.atomic
def accept_goal(
    *,
    proposal: ProposedGoal,
    by: User,
    at: dt.datetime,
    seen: Statement,
    indicator: Indicator,
    terms: Terms,
) -> Target:
    """Make a goal of the document that was ``seen`` a target, or correct the one that it became; a dropped
    one comes back.

    An indicator that is not saved yet is added. Raises ``NotAsRead`` where somebody else has decided on the
    goal meanwhile, ``TransitionNotAllowed`` for an indicator that has another target here, and for terms that
    do not fit together.
    """
    guidance, proposal = locked(proposal)
    refuse_corrected(seen, goal_statement(proposal))
    keep_event(guidance, Action.ACCEPT_GOAL, proposal, by=by, at=at)
    return become_target(guidance, proposal, indicator, terms)


@transaction.atomic
def accept_offered_goal(*, proposal: ProposedGoal, by: User, at: dt.datetime, seen: Statement) -> Target:
    """Make a goal a target as it was ``seen`` to be offered: by the words of the document, and by what is
    suggested where it says less. One that is a target already stays as it is.

    Raises ``NotAsRead`` where something else is offered by now, ``TransitionNotAllowed`` where somebody has
    to say more, and as ``accept_goal``.
    """
    guidance, proposal = locked(proposal)
    suggestion = Suggestions(guidance).for_goal(proposal, proposal.indicator)
    refuse_corrected(seen, offered_goal(proposal, suggestion))
    if proposal.target is not None:
        return proposal.target
    indicator, terms = offer_of(proposal, suggestion)
    keep_event(guidance, Action.ACCEPT_GOAL, proposal, by=by, at=at)
    return become_target(guidance, proposal, indicator, terms)


def become_target(guidance: Guidance, proposal: ProposedGoal, indicator: Indicator, terms: Terms) -> Target:
    """Write the target of a goal that was read. The caller holds the transaction."""
    if indicator._state.adding:
        add_indicator(indicator, guidance)
    target = proposal.target or Target(guidance=guidance)
    target.section, target.text, target.order = proposal.section, proposal.text, proposal.order
    target.indicator = indicator
    apply_terms(target, terms)
    target.save()
    proposal.target, proposal.indicator, proposal.is_dropped = target, indicator, False
    proposal.save(update_fields=["target", "indicator", "is_dropped"])
    return target


def apply_terms(target: Target, terms: Terms) -> None:
    """Set what is wanted; raises ``TransitionNotAllowed`` with the first thing that does not fit."""
    for term in fields(terms):
        setattr(target, term.name, getattr(terms, term.name))
    try:
        target.full_clean()
    except ValidationError as error:
        raise TransitionNotAllowed(error.messages[0]) from None


def add_indicator(indicator: Indicator, guidance: Guidance) -> None:
    """Save a new indicator under the next free code of the year: goal-2022-3."""
    stem = f"goal-{guidance.year}-"
    taken = set(Indicator.objects.filter(code__startswith=stem).values_list("code", flat=True))
    number = next(number for number in range(1, len(taken) + 2) if f"{stem}{number}" not in taken)
    indicator.code = f"{stem}{number}"
    indicator.save()


@transaction.atomic
def correct_goal(
    *,
    proposal: ProposedGoal,
    by: User,
    at: dt.datetime,
    seen: Statement,
    section: Section,
    text: str,
) -> ProposedGoal:
    """Correct where a goal that was ``seen`` stands and what its clause says. Raises as ``accept_goal``."""
    guidance, proposal = locked(proposal)
    refuse_corrected(seen, goal_statement(proposal))
    proposal.section, proposal.text = section, text
    proposal.save(update_fields=["section", "text"])
    if proposal.target is not None:
        proposal.target.section, proposal.target.text = section, text
        proposal.target.save(update_fields=["section", "text"])
    keep_event(guidance, Action.CORRECT_GOAL, proposal, by=by, at=at)
    return proposal


@transaction.atomic
def reopen_goal(*, proposal: ProposedGoal, by: User, at: dt.datetime, seen: Statement) -> ProposedGoal:
    """Remove the target that a goal that was ``seen`` became: it is open again, and keeps its indicator as a
    proposal. Raises as ``accept_goal``."""
    guidance, proposal = locked(proposal)
    refuse_corrected(seen, goal_statement(proposal))
    remove_target(proposal)
    keep_event(guidance, Action.REOPEN_GOAL, proposal, by=by, at=at)
    return proposal


@transaction.atomic
def drop_goal(*, proposal: ProposedGoal, by: User, at: dt.datetime, seen: Statement) -> ProposedGoal:
    """Leave a goal that was ``seen`` out: its clause stays in the document, nobody reports on it. Raises as
    ``accept_goal``."""
    guidance, proposal = locked(proposal)
    refuse_corrected(seen, goal_statement(proposal))
    remove_target(proposal)
    proposal.is_dropped = True
    proposal.save(update_fields=["is_dropped"])
    keep_event(guidance, Action.DROP_GOAL, proposal, by=by, at=at)
    return proposal


@transaction.atomic
def restore_goal(*, proposal: ProposedGoal, by: User, at: dt.datetime, seen: Statement) -> ProposedGoal:
    """Bring a dropped goal that was ``seen`` back as an open one. Raises as ``accept_goal``."""
    guidance, proposal = locked(proposal)
    refuse_corrected(seen, goal_statement(proposal))
    proposal.is_dropped = False
    proposal.save(update_fields=["is_dropped"])
    keep_event(guidance, Action.RESTORE_GOAL, proposal, by=by, at=at)
    return proposal


@transaction.atomic
def split_goal(*, proposal: ProposedGoal, by: User, at: dt.datetime, seen: Statement) -> ProposedGoal:
    """Make a second goal of the same clause and number as one that was ``seen``, for a text that sets one for
    two; returns it. Raises as ``accept_goal``."""
    guidance, proposal = locked(proposal)
    refuse_corrected(seen, goal_statement(proposal))
    shift_orders(guidance.proposed_goals.all(), after=proposal.order, by=1)
    said = {name: getattr(proposal, name) for name in AS_READ}
    twin: ProposedGoal = ProposedGoal.objects.create(guidance=guidance, order=proposal.order + 1, **said)
    align_orders(guidance)
    keep_event(guidance, Action.SPLIT_GOAL, proposal, by=by, at=at)
    return twin


@transaction.atomic
def add_goal(
    *,
    guidance: Guidance,
    by: User,
    at: dt.datetime,
    seen: Statement,
    section: Section,
    text: str,
) -> list[ProposedGoal]:
    """Propose what a clause says that is not among the goals that were ``seen``; one clause may set two.
    Raises ``NotAsRead`` where goals were added meanwhile: perhaps it is one of them."""
    from reading.goals.stated_goals import targets_in  # noqa: PLC0415 (loaded once a text is read)

    guidance = lock_draft(guidance)
    refuse_corrected(seen, goals_statement(guidance))
    keep_event(guidance, Action.ADD_GOAL, text, by=by, at=at)
    return propose_goals(guidance, targets_in(text, section.path), {section.path: section})


def locked(proposal: ProposedGoal) -> tuple[Guidance, ProposedGoal]:
    """The draft, locked, and the goal as it stands now. Raises ``TransitionNotAllowed`` for one that is
    gone because the document was read again."""
    guidance = lock_draft(proposal.guidance)
    found = ProposedGoal.objects.select_related(*READ_ALONG).filter(pk=proposal.pk).first()
    if found is None:
        raise TransitionNotAllowed(
            _("Somebody else has read the document again meanwhile. Load the page again to see its goals.")
        )
    return guidance, found


def remove_target(proposal: ProposedGoal) -> None:
    """Delete the target of a draft, on which nobody has filed yet."""
    target, proposal.target = proposal.target, None
    proposal.save(update_fields=["target"])
    if target is not None:
        target.delete()


def align_orders(guidance: Guidance) -> None:
    """Let the targets stand in the order of the goals that they come from."""
    targets = [goal.target for goal in guidance.proposed_goals.select_related("target") if goal.target]
    for target in targets:
        target.order = target.proposal.order
    Target.objects.bulk_update(targets, ["order"])
