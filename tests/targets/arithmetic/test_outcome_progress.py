"""How much of what was expected by a day is there, on numbers that were worked out by hand."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from reading import Comparator
from targets.arithmetic.outcome import Goal, exceeds_for_good, share_of_expected

DAYS = 365
BEFORE, FIFTH, END = dt.date(2020, 12, 31), dt.date(2021, 3, 14), dt.date(2021, 12, 31)


def goal(comparator: Comparator, value: str | None, **stated: Any) -> Goal:
    numbers = {name: Decimal(given) if isinstance(given, str) else given for name, given in stated.items()}
    wanted = None if value is None else Decimal(value)
    return Goal(comparator, dt.date(2021, 1, 1), END, wanted, **numbers)


@pytest.mark.parametrize(
    ("wanted", "value", "day", "share"),
    [
        # Of the way from 20 down to 15, a fifth is one; of that from 80 up to 90, two.
        (goal(Comparator.AT_MOST, "15", baseline="20"), "19.2", FIFTH, "0.8"),
        (goal(Comparator.AT_MOST, "15", baseline="20"), "19", FIFTH, "1"),
        (goal(Comparator.AT_MOST, "15", baseline="20"), "12", FIFTH, "1"),
        (goal(Comparator.AT_MOST, "15", baseline="20"), "21", FIFTH, "-1"),
        (goal(Comparator.AT_LEAST, "90", baseline="80"), "81.5", FIFTH, "0.75"),
        (goal(Comparator.AT_LEAST, "90", baseline="80"), "79", FIFTH, "-0.5"),
        (goal(Comparator.AT_LEAST, "90", baseline="80"), "89", END, "0.9"),
        # Before the year nothing is expected but where it starts.
        (goal(Comparator.AT_MOST, "15", baseline="20"), "20", BEFORE, "1"),
        (goal(Comparator.AT_MOST, "15", baseline="20"), "19", BEFORE, "1"),
        (goal(Comparator.AT_MOST, "15", baseline="20"), "20.1", BEFORE, "0"),
        (goal(Comparator.AT_LEAST, "90", baseline="80"), "80", BEFORE, "1"),
        (goal(Comparator.AT_LEAST, "90", baseline="80"), "81", BEFORE, "1"),
        (goal(Comparator.AT_LEAST, "90", baseline="80"), "79.9", BEFORE, "0"),
        # Sums begin at zero; what has no path is a quotient with the goal.
        (goal(Comparator.AT_LEAST, "500", accumulates=True), "75", FIFTH, "0.75"),
        (goal(Comparator.AT_MOST, "500", accumulates=True), "125", FIFTH, "0.8"),
        (goal(Comparator.AT_LEAST, "80"), "60", FIFTH, "0.75"),
        (goal(Comparator.AT_MOST, "20"), "25", FIFTH, "0.8"),
        (goal(Comparator.HOLD_AT, "4", baseline="8"), "5", FIFTH, "0.8"),
        (goal(Comparator.HOLD_AT, "4"), "3", FIFTH, "0.75"),
        (goal(Comparator.QUALITATIVE, None), "3", FIFTH, "0"),
    ],
)
def test_the_share_of_what_is_expected(wanted: Goal, value: str, day: dt.date, share: str) -> None:
    assert (FIFTH - BEFORE).days * 5 == DAYS
    assert share_of_expected(Decimal(value), wanted, day) == Decimal(share)


@pytest.mark.parametrize(
    ("value", "exceeds"), [("94", False), ("104", False), ("105", False), ("105.1", True)]
)
def test_a_sum_has_passed_a_mark_beyond_its_tolerance(value: str, *, exceeds: bool) -> None:
    held = goal(Comparator.HOLD_AT, "100", tolerance="5", accumulates=True)
    assert exceeds_for_good(Decimal(value), held) is exceeds


def test_without_a_number_nothing_is_exceeded() -> None:
    assert exceeds_for_good(Decimal(5), goal(Comparator.QUALITATIVE, None)) is False


def test_an_end_of_a_range_is_a_goal_with_one_number() -> None:
    both = goal(
        Comparator.BETWEEN,
        "10",
        upper_value=Decimal(30),
        baseline="5",
        tolerance="2",
        milestones=((FIFTH, Decimal(6)),),
    )
    lower, upper = both.sides
    assert (lower.comparator, lower.value, lower.upper_value) == (Comparator.AT_LEAST, 10, None)
    assert (upper.comparator, upper.value, upper.upper_value) == (Comparator.AT_MOST, 30, None)
    assert (lower.tolerance, upper.tolerance) == (0, 0)
    assert (lower.milestones, upper.milestones) == (((FIFTH, Decimal(6)),), ())
