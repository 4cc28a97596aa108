"""The goals of two guidances beside each other, by indicator."""

from dataclasses import dataclass

from targets.models import Indicator, ProposedGoal, Target
from targets.outcome import Comparator
from targets.wording import goal_in_words, goal_pattern, plain, with_unit
from tasks.models import Guidance
from tasks.plan import Compared


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
    return GoalInWords(target.indicator_id, target.indicator.display_name, goal_in_words(target))


def proposed(goal: ProposedGoal) -> GoalInWords:
    """A goal that is no target yet, in the unit of the document."""
    indicator: Indicator | None = goal.indicator
    value = "" if goal.value is None else with_unit(plain(goal.value), unit_of(goal))
    return GoalInWords(
        key=indicator.pk if indicator else goal.name,
        name=indicator.display_name if indicator else goal.name,
        text=goal_pattern(Comparator(goal.comparator)) % {"value": value},
    )


def unit_of(goal: ProposedGoal) -> str:
    """The unit as the indicator shows it where the document uses the same one."""
    if goal.indicator and goal.indicator.unit == goal.unit:
        return goal.indicator.display_unit
    return goal.unit
