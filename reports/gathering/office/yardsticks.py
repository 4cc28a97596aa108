"""How the figures of one indicator are combined and compared, as plain values."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from reports.gathering.bilingual import in_both
from reports.snapshot.year import Name
from targets.arithmetic.comparators import Direction
from targets.arithmetic.outcome import attainment
from targets.arithmetic.rules import Rule
from targets.figures.terms import goal_of, rule_of
from targets.models import Target
from targets.wording import quantity, rule_in_words


@dataclass(frozen=True, slots=True)
class Yardstick:
    """``direction`` is where its goal wants figures to go; ``reached`` tells of a figure and a share how much
    of it is reached, ``worded`` how a figure reads with its unit."""

    rule: Rule
    rule_name: Name
    direction: Direction
    reached: Callable[[Decimal, Decimal], Decimal | None]
    worded: Callable[[Decimal], Name]


def yardsticks_of(targets: Iterable[Target]) -> Mapping[str, Yardstick]:
    """The yardstick of each indicator by its code; ``targets`` come with their indicator and guidance."""
    return {target.indicator.code: yardstick_of(target) for target in targets}


def yardstick_of(target: Target) -> Yardstick:
    rule = rule_of(target.indicator)
    return Yardstick(
        rule=rule,
        rule_name=in_both(lambda: rule_in_words(rule)),
        direction=goal_of(target).comparison.direction,
        reached=lambda value, share: attainment(value, goal_of(target, share)),
        worded=lambda value: in_both(lambda: quantity(value, target.indicator)),
    )
