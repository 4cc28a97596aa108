"""Deciding on the goals of a draft as somebody who has read what stands now."""

from typing import Any

from django.utils import timezone

from targets import actions
from targets.goals.statement import goal_statement, goals_statement
from targets.models import ProposedGoal, Target
from tasks.models import Guidance
from tasks.statement import Statement


def read(proposal: ProposedGoal) -> Statement:
    """What is to be read of a goal; nothing of one that is gone."""
    related = ("section", "indicator", "target__indicator", "target__responsible")
    found = ProposedGoal.objects.select_related(*related).filter(pk=proposal.pk).first()
    return goal_statement(found) if found else Statement({})


def accept_goal(*, proposal: ProposedGoal, **said: Any) -> Target:
    return actions.accept_goal(proposal=proposal, at=timezone.now(), seen=read(proposal), **said)


def correct_goal(*, proposal: ProposedGoal, **said: Any) -> ProposedGoal:
    return actions.correct_goal(proposal=proposal, at=timezone.now(), seen=read(proposal), **said)


def drop_goal(*, proposal: ProposedGoal, **said: Any) -> ProposedGoal:
    return actions.drop_goal(proposal=proposal, at=timezone.now(), seen=read(proposal), **said)


def reopen_goal(*, proposal: ProposedGoal, **said: Any) -> ProposedGoal:
    return actions.reopen_goal(proposal=proposal, at=timezone.now(), seen=read(proposal), **said)


def restore_goal(*, proposal: ProposedGoal, **said: Any) -> ProposedGoal:
    return actions.restore_goal(proposal=proposal, at=timezone.now(), seen=read(proposal), **said)


def split_goal(*, proposal: ProposedGoal, **said: Any) -> ProposedGoal:
    return actions.split_goal(proposal=proposal, at=timezone.now(), seen=read(proposal), **said)


def add_goal(*, guidance: Guidance, **said: Any) -> list[ProposedGoal]:
    return actions.add_goal(guidance=guidance, at=timezone.now(), seen=goals_statement(guidance), **said)
