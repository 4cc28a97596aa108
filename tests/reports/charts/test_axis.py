"""Round numbers for an axis."""

from decimal import Decimal
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from reports.charts.axis import axis_to

MOST_NUMBERS = 7
numbers = st.decimals(min_value=0, max_value=10**9, places=1, allow_nan=False)


@given(numbers, numbers)
def test_an_axis_holds_both_ends_in_few_even_steps(one: Decimal, other: Decimal) -> None:
    smallest, largest = sorted([one, other])
    steps = axis_to(largest, smallest)
    assert steps[0] <= smallest
    assert steps[-1] >= largest
    assert 2 <= len(steps) <= MOST_NUMBERS
    assert len({later - earlier for earlier, later in pairwise(steps)}) == 1


def test_rates_between_92_and_100_get_even_numbers() -> None:
    assert axis_to(Decimal(100), Decimal("92.6")) == [92, 94, 96, 98, 100]


def test_what_is_all_the_same_has_an_axis_too() -> None:
    assert len(axis_to(Decimal(0))) > 1
