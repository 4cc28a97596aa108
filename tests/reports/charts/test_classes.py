"""Classes of values: whatever the values are, the colours tell them apart."""

from collections import Counter
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.charts.classes import MOST, Classes, by_steps, classes_of, roundest

NUMBERS = st.decimals(min_value=-(10**6), max_value=10**9, places=2)
# Few numbers that come again and again, and one that is far above all others.
TIES = st.lists(st.sampled_from([Decimal(0), Decimal(1), Decimal(7), Decimal(90_000)]), max_size=40)
SKEWED = st.lists(NUMBERS.map(lambda number: abs(number) ** 3), max_size=60)
VALUES = st.one_of(st.lists(NUMBERS, max_size=60), TIES, SKEWED)


def decimals(*numbers: object) -> list[Decimal]:
    return [Decimal(str(number)) for number in numbers]


@given(VALUES)
def test_every_value_lies_in_exactly_one_class_and_none_is_empty(values: list[Decimal]) -> None:
    found = classes_of(values)
    assert sum(found.counts) == len(values)
    assert all(found.counts)
    assert len(found) <= MOST
    told = Counter(found.place_of(value) for value in values)
    assert [told[place] for place in range(len(found))] == list(found.counts)
    for value in values:
        within = [
            (one.low is None or one.low <= value) and (one.high is None or value < one.high)
            for one in found.ranges
        ]
        assert within.count(True) == 1
        assert within[found.place_of(value)]


@given(VALUES)
def test_larger_values_never_lie_in_a_lower_class(values: list[Decimal]) -> None:
    found = classes_of(values)
    places = [found.place_of(value) for value in sorted(values)]
    assert places == sorted(places)
    assert list(found.breaks) == sorted(set(found.breaks))


@given(VALUES)
def test_values_that_differ_are_told_apart(values: list[Decimal]) -> None:
    distinct = len(set(values))
    assert len(classes_of(values)) >= min(distinct, 2)
    if distinct <= MOST:
        assert len(classes_of(values)) in {distinct, *range(3, distinct)}


@given(VALUES)
def test_no_class_holds_more_than_its_part_and_what_cannot_be_parted(values: list[Decimal]) -> None:
    found, most_alike = classes_of(values), max(Counter(values).values(), default=0)
    if found.counts:
        classes = min(MOST, len(set(values)))
        even_steps = 2 * len(values) / len(found)
        assert max(found.counts) <= max(len(values) / classes + 4 * most_alike, even_steps)


@given(st.lists(NUMBERS, min_size=34, max_size=34, unique=True))
def test_thirty_of_thirty_four_never_have_one_colour(values: list[Decimal]) -> None:
    assert max(classes_of(values).counts) <= 23


def test_round_steps_that_would_hold_nearly_all_in_one_class_are_not_taken() -> None:
    """Steps of ten would leave none empty: thirty below ten, and one each in the steps above it."""
    values = decimals(*range(1, 10), *(f"{tenth / 10}" for tenth in range(11, 32)), 15, 25, 35, 45)
    assert max(classes_of(values).counts) <= 2 * len(values) / len(classes_of(values))


def test_few_large_ones_leave_the_others_apart() -> None:
    found = classes_of(decimals(*range(1, 31), 5_000, 9_000, 20_000, 90_000))
    assert max(found.counts) <= 8
    assert len(found) == MOST


def test_even_values_get_round_steps_of_one_size() -> None:
    found = classes_of(decimals(*range(3, 98, 3)))
    assert found.breaks == tuple(decimals(20, 40, 60, 80))


def test_limits_are_the_roundest_numbers_between_the_classes() -> None:
    found = classes_of(decimals("0.13", "0.14", "1.7", "1.8", "23", "24", "371", "388", "7201", "9404"))
    assert found.breaks == tuple(decimals(1, 20, 300, 5000))
    assert found.counts == (2, 2, 2, 2, 2)


def test_a_limit_moves_by_one_value_to_where_a_rounder_number_lies() -> None:
    values = decimals(
        "1.1", "1.2", "1.31", "1.41", "1.52", "1.63", "7.4", "8.4", "9.4", "9.9", "10.2", "10.3"
    )
    assert classes_of(values, most=2).breaks == (Decimal(5),)
    assert classes_of(decimals(1, 2, 3, 9, 11, 12, 13, 130), most=2).breaks == (Decimal(10),)


@pytest.mark.parametrize(
    ("below", "upper", "found"),
    [
        ("1", "2", "2"),
        ("0", "0.03", "0.03"),
        ("18", "23", "20"),
        ("-7", "-3", "-5"),
        ("-3", "0", "0"),
        ("17", "17.2", "17.2"),
        ("99", "101", "100"),
        ("12.4", "12.6", "12.5"),
    ],
)
def test_what_parts_two_numbers(below: str, upper: str, found: str) -> None:
    assert roundest(Decimal(below), Decimal(upper)) == Decimal(found)


@given(NUMBERS, NUMBERS)
def test_what_parts_two_numbers_lies_between_them(one: Decimal, other: Decimal) -> None:
    if one != other:
        below, upper = sorted([one, other])
        assert below < roundest(below, upper) <= upper


def test_values_that_are_alike_make_one_class_and_none_makes_none() -> None:
    assert classes_of(decimals(4, 4, 4)) == Classes((), (3,))
    assert classes_of([]) == Classes((), ())
    assert classes_of([]).ranges == []


def test_given_steps_keep_what_holds_nothing() -> None:
    found = by_steps(decimals("0.5", "0.75", "1", "1.2"), decimals("0.5", "0.75", "1"))
    assert found.counts == (0, 1, 1, 2)
