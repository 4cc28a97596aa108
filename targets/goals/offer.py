"""What one button accepts: a goal as the document says it, completed by what is suggested."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from targets.goals.initial import stated_of
from targets.goals.suggestions import Suggestion, Terms
from targets.models import Indicator, ProposedGoal
from targets.quantity import parse_quantity
from tasks.errors import TransitionNotAllowed


def offer_of(goal: ProposedGoal, suggestion: Suggestion) -> tuple[Indicator, Terms]:
    """The indicator of a goal and its terms in that one's unit. Raises ``TransitionNotAllowed`` where
    somebody has to say more: which indicator, who answers for it, or what the printed number means."""
    indicator: Indicator | None = goal.indicator
    if indicator is None or suggestion.responsible is None:
        raise TransitionNotAllowed(_("Say which indicator the goal measures, and who answers for it."))
    try:
        numbers = {
            name: parse_quantity(text, indicator.unit) if text else None
            for name, text in stated_of(goal, goal.unit).items()
        }
    except ValidationError as error:
        raise TransitionNotAllowed(error.messages[0]) from None
    return indicator, Terms(
        comparator=goal.comparator,
        responsible=suggestion.responsible,
        basis=suggestion.basis,
        reported_by=suggestion.reported_by,
        baseline=suggestion.baseline,
        tolerance=suggestion.tolerance,
        **numbers,
    )
