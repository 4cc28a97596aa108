"""Better and worse, in the sense of each comparator (design R11)."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading import Comparator
from targets.arithmetic.change import Trend, trend
from targets.arithmetic.outcome import Goal

NUMBERS = st.decimals(min_value=-1000, max_value=1000, places=2)
UP = (Comparator.AT_LEAST, Comparator.MORE_THAN, Comparator.ALL, Comparator.INCREASE, Comparator.QUALITATIVE)
OPPOSITE = {Trend.BETTER: Trend.WORSE, Trend.WORSE: Trend.BETTER, Trend.UNCHANGED: Trend.UNCHANGED}


def goal(comparator: Comparator, **numbers: Decimal) -> Goal:
    return Goal(comparator, dt.date(2021, 1, 1), dt.date(2021, 12, 31), **numbers)


@given(NUMBERS, NUMBERS)
def test_where_more_is_wanted_more_is_better(before: Decimal, now: Decimal) -> None:
    expected = Trend.BETTER if now > before else Trend.WORSE if now < before else Trend.UNCHANGED
    assert {trend(before, now, goal(comparator, value=Decimal(10))) for comparator in UP} == {expected}
    assert trend(before, now, goal(Comparator.AT_MOST, value=Decimal(10))) is OPPOSITE[expected]


@given(NUMBERS, NUMBERS, NUMBERS, st.decimals(min_value=0, max_value=5, places=2))
def test_near_a_mark_what_is_nearer_is_better(
    before: Decimal, now: Decimal, mark: Decimal, tolerance: Decimal
) -> None:
    """Within the tolerance nothing is nearer than anything else."""
    apart = [Decimal(0) if abs(value - mark) <= tolerance else abs(value - mark) for value in (before, now)]
    expected = (
        Trend.UNCHANGED if apart[0] == apart[1] else Trend.BETTER if apart[1] < apart[0] else Trend.WORSE
    )
    assert trend(before, now, goal(Comparator.HOLD_AT, value=mark, tolerance=tolerance)) is expected


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        ("2", "4", Trend.BETTER),
        ("4", "7", Trend.WORSE),
        ("3", "5", Trend.UNCHANGED),
        ("9", "6", Trend.BETTER),
        ("1", "7", Trend.UNCHANGED),
    ],
)
def test_of_a_range_its_nearer_end_decides(before: str, now: str, expected: Trend) -> None:
    wanted = goal(Comparator.BETWEEN, value=Decimal(3), upper_value=Decimal(5))
    assert trend(Decimal(before), Decimal(now), wanted) is expected


def test_nothing_is_near_to_a_mark_without_a_number() -> None:
    assert trend(Decimal(1), Decimal(2), goal(Comparator.HOLD_AT)) is None
