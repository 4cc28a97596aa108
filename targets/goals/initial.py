"""What the form of a goal begins with: what stands, else what the document says and the year before knows."""

from decimal import Decimal
from typing import Any

from targets.arithmetic.comparators import STATED
from targets.goals.suggestions import Suggestion
from targets.models import Indicator, ProposedGoal, Target
from texts.numbers import plain_number


def initial_of(goal: ProposedGoal, suggestion: Suggestion) -> dict[str, Any]:
    """Plain values by field, as the form shows them and as it would be sent."""
    place = {"section": goal.section_id, "text": goal.text}
    if goal.target is not None:
        return place | terms_of(goal.target)
    indicator: Indicator | None = goal.indicator
    responsible = suggestion.responsible
    return place | {
        "indicator": indicator.pk if indicator else "",
        "comparator": goal.comparator,
        **stated_of(goal, goal.unit),
        "tolerance": in_words(suggestion.tolerance or None),
        "baseline": in_words(suggestion.baseline),
        "responsible": responsible.pk if responsible else "",
        "basis": suggestion.basis,
        "reported_by": suggestion.reported_by,
    }


def terms_of(target: Target) -> dict[str, Any]:
    """What stands of a target."""
    return {
        "indicator": target.indicator_id,
        "comparator": target.comparator,
        **stated_of(target, target.indicator.unit),
        "tolerance": in_words(target.tolerance or None),
        "baseline": in_words(target.baseline),
        "responsible": target.responsible_id,
        "basis": target.basis,
        "reported_by": target.reported_by,
    }


def stated_of(goal: ProposedGoal | Target, unit: str) -> dict[str, str]:
    """The numbers that a goal states, with their unit."""
    return {name: in_words(getattr(goal, name), unit) for name in STATED}


def in_words(number: Decimal | None, unit: str = "") -> str:
    """The number without exponent and trailing zeros, with its unit; "" where there is none."""
    if number is None:
        return ""
    return f"{plain_number(number)} {unit}".strip()
