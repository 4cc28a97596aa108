"""Rounding a figure for people to read: half up (四舍五入), everywhere the same.

A half goes away from zero, as offices round: 0.85 is 0.9 and −0.85 is −0.9. Whether a goal is met is never
asked of a rounded figure.
"""

from decimal import ROUND_HALF_UP, Decimal

TENTH = Decimal("0.1")


def half_up(value: Decimal, step: Decimal = TENTH) -> Decimal:
    """``value`` as a multiple of ``step``, a power of ten."""
    return value.quantize(step, rounding=ROUND_HALF_UP)


def in_tenths_of_percent(share: Decimal) -> Decimal:
    """A share, of which 1 is the whole, in percent with one decimal."""
    return half_up(share * 100)


def reached_in_percent(share: Decimal) -> Decimal:
    """How much of what is wanted is reached, in percent with one decimal. What lacks anything stays below
    100: there alone it is rounded down, since 100.0% reads as done."""
    percent = in_tenths_of_percent(share)
    return percent if share >= 1 else min(percent, Decimal("99.9"))
