"""Whether a number can be right beside what was reported before: plain arithmetic over plain values.

An error is what cannot be: a running total that fell. A doubt is what seldom is: a jump (design R5).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from typing import NamedTuple

from targets.arithmetic.rollup import PRECISION
from targets.arithmetic.rules import NumberForm, OverOrganizations, OverPeriods, Rule

HUNDRED = Decimal(100)
# Changes of so few steps of the last shown digit are never a jump: from one center to three is none.
LEAST_STEPS = 5


class Numbers(NamedTuple):
    """What one period's line states; all None for a nil return or an empty line."""

    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None

    @property
    def has_number(self) -> bool:
        return self.value is not None or (self.numerator is not None and bool(self.denominator))


@dataclass(frozen=True, slots=True)
class Jump:
    """How far a level that was ``reached`` lies from the usual one: in percent of it, with its sign; None
    where that was zero."""

    reached: Decimal
    usual: Decimal
    percent: Decimal | None


def level(numbers: Numbers, rule: Rule) -> Decimal | None:
    """What is compared between periods: the value, or the quotient in the indicator's scale.

    For a growth that is this year in percent of the year before, so that a small growth is no small base.
    """
    if rule.form is NumberForm.VALUE:
        return numbers.value
    if numbers.numerator is None or not numbers.denominator:
        return None
    with localcontext(prec=PRECISION):
        return numbers.numerator * rule.scale / numbers.denominator


def usual_level(earlier: Sequence[Numbers], rule: Rule) -> Decimal | None:
    """What one would expect from the earlier periods, given in order: the mean of increments, else the last
    level. None where none of them states a number."""
    if rule.over_periods is OverPeriods.LATEST:
        backwards = (level(numbers, rule) for numbers in reversed(earlier))
        return next((found for found in backwards if found is not None), None)
    levels = [found for numbers in earlier for found in [level(numbers, rule)] if found is not None]
    if not levels:
        return None
    with localcontext(prec=PRECISION):
        return sum(levels, Decimal(0)) / len(levels)


def fallen(now: Numbers, earlier: Sequence[Numbers]) -> list[tuple[str, Decimal]]:
    """The numbers of a running total that are lower than in the last period with a number, by field, with
    what they were then."""
    stated = [numbers for numbers in earlier if numbers.has_number]
    if not stated:
        return []
    falls = []
    for name in ("value", "numerator", "denominator"):
        was, is_now = getattr(stated[-1], name), getattr(now, name)
        if was is not None and is_now is not None and is_now < was:
            falls.append((name, was))
    return falls


def jump(
    now: Numbers, earlier: Sequence[Numbers], rule: Rule, *, most: Decimal, step: Decimal
) -> Jump | None:
    """The jump that ``now`` is against the earlier periods; None where it is none.

    ``most`` is the change that passes, in percent; ``step`` the last shown digit of the level.
    """
    reached, usual = level(now, rule), usual_level(earlier, rule)
    if reached is None or usual is None:
        return None
    change = reached - usual
    if abs(change) <= step * LEAST_STEPS:
        return None
    if not usual:
        return Jump(reached, usual, None)
    with localcontext(prec=PRECISION):
        percent = change * HUNDRED / usual
    return Jump(reached, usual, percent) if abs(percent) > most else None


def is_rounding(stated: Decimal, total: Decimal, rule: Rule, *, step: Decimal, parts: int) -> bool:
    """Whether rounding explains that a figure is not the total of ``parts``.

    ``step`` is the last shown digit. Of a sum, each of the parts and the figure itself may be rounded by half
    a step; what is counted in whole ones is exact. Of other rules, the two figures may each be.
    """
    is_sum = rule.over_organizations is OverOrganizations.SUM and rule.form is NumberForm.VALUE
    if is_sum and step >= 1:
        return stated == total
    rounded = parts + 1 if is_sum else 2
    return abs(stated - total) <= rounded * step / 2
