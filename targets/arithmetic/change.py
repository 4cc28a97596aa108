"""Whether a figure has become better: plain arithmetic over plain values (design R11)."""

from decimal import Decimal
from enum import StrEnum

from targets.arithmetic.comparators import Direction
from targets.arithmetic.outcome import ZERO, Goal


class Trend(StrEnum):
    """Where a figure went, in the sense of its goal."""

    BETTER = "better"
    WORSE = "worse"
    UNCHANGED = "unchanged"


def trend(before: Decimal, now: Decimal, goal: Goal) -> Trend | None:
    """Whether ``now`` is better than ``before`` for somebody who wants ``goal``: more, less, or nearer to
    the mark, within whose range or tolerance nothing is nearer than anything else.

    None for a mark that no number names.
    """
    if goal.comparison.direction is Direction.MARK:
        apart = [distance(value, goal) for value in (before, now)]
        if apart[0] is None or apart[1] is None:
            return None
        return told(apart[0] - apart[1])
    return told(now - before if goal.comparison.direction is Direction.UP else before - now)


def distance(value: Decimal, goal: Goal) -> Decimal | None:
    """How far a value lies outside of what is wanted; None without a number to be near to."""
    if goal.is_reached_by(value):
        return ZERO
    gap = goal.gap_of(value)
    return None if gap is None else abs(gap)


def told(gain: Decimal) -> Trend:
    if not gain:
        return Trend.UNCHANGED
    return Trend.BETTER if gain > 0 else Trend.WORSE
