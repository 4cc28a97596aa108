"""The goals of two guidances beside each other, by indicator."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError

from targets.models import Indicator, ProposedGoal, Target
from targets.quantity import factor
from targets.wording import stated_in_words
from tasks.drafts.plan_parts import Compared
from tasks.models import Guidance


@dataclass(frozen=True, slots=True)
class GoalInWords:
    """One goal as people read it; ``key`` is its indicator, or what the document calls it."""

    key: int | str
    name: str
    text: str


def compare_goals(guidance: Guidance, previous: Guidance) -> list[Compared]:
    """The goals of ``guidance`` beside those of ``previous``, then those that were dropped (four queries).

    As long as nobody has said which indicator a goal of a draft measures, it stands under its printed name.
    """
    before = {goal.key: goal for goal in goals_of(previous)}
    rows = []
    for goal in goals_of(guidance):
        was = before.pop(goal.key, None)
        rows.append(Compared(goal.name, was.text if was else "", goal.text))
    return rows + [Compared(goal.name, goal.text, "") for goal in before.values()]


def goals_of(guidance: Guidance) -> list[GoalInWords]:
    """The goals in force, and those of a draft that still wait to become targets."""
    targets = guidance.targets.current().select_related("indicator").order_by("order")
    waiting = guidance.proposed_goals.filter(target=None, is_dropped=False).select_related("indicator")
    return [*map(standing, targets), *map(proposed, waiting)]


def standing(target: Target) -> GoalInWords:
    """A goal by what the document wants; baseline and tolerance are the office's own additions."""
    indicator = target.indicator
    return GoalInWords(indicator.pk, indicator.display_name, wanted(target, target.numbers, indicator.unit))


def proposed(goal: ProposedGoal) -> GoalInWords:
    """A goal that is no target yet, in the indicator's unit where the printed one converts."""
    indicator: Indicator | None = goal.indicator
    if indicator is None:
        return GoalInWords(goal.name, goal.name, wanted(goal, goal.numbers, goal.unit))
    numbers, unit = goal.numbers, goal.unit
    with suppress(ValidationError):  # another unit: as printed
        times = factor(unit, indicator.unit)
        numbers, unit = tuple(number * times for number in numbers), indicator.unit
    return GoalInWords(indicator.pk, indicator.display_name, wanted(goal, numbers, unit))


def wanted(goal: Target | ProposedGoal, numbers: Sequence[Decimal], unit: str) -> str:
    """What is wanted in words, in the language of the page where the unit is the indicator's."""
    if goal.indicator and unit == goal.indicator.unit:
        unit = goal.indicator.display_unit
    return stated_in_words(goal.comparator, numbers, unit)
