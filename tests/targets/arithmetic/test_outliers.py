"""What lies far from other numbers, and what does not."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from targets.arithmetic.outliers import ENOUGH, Outlier, outlier

STEP = Decimal("0.1")
numbers = st.decimals(min_value=-(10**9), max_value=10**9, places=2)
many = st.lists(numbers, min_size=ENOUGH, max_size=20)


def far(value: str, *others: str) -> Outlier | None:
    return outlier(Decimal(value), [Decimal(one) for one in others], step=STEP)


def test_a_value_far_outside_is_told_with_what_the_others_are() -> None:
    assert far("51.7", "10", "12", "11", "13", "12.3") == Outlier(
        value=Decimal("51.7"), median=Decimal(12), low=Decimal(10), high=Decimal(13), count=5
    )


def test_too_few_others_tell_nothing() -> None:
    assert far("1000", "10", "10", "10") is None


@pytest.mark.parametrize("value", ["100", "110", "90", "117"])
def test_a_calm_history_scatters_a_little(value: str) -> None:
    assert far(value, "100", "100", "100", "100") is None


@pytest.mark.parametrize("value", ["118", "80", "0"])
def test_leaving_a_calm_history_is_far(value: str) -> None:
    assert far(value, "100", "100", "100", "100") is not None


def test_zeros_alone_let_a_few_steps_pass() -> None:
    assert far("0.3", "0", "0", "0", "0") is None
    assert far("5", "0", "0", "0", "0") is not None


def test_one_wild_value_hides_no_other() -> None:
    assert far("300", "10", "11", "12", "10", "500", "11") is None
    assert far("300", "10", "11", "12", "10", "200", "11") is not None


@given(many, st.data())
def test_what_others_reported_already_is_never_far(others: list[Decimal], data: st.DataObject) -> None:
    between = data.draw(st.decimals(min_value=min(others), max_value=max(others), places=2))
    assert outlier(between, others, step=STEP) is None


@given(numbers, many)
def test_order_changes_nothing(value: Decimal, others: list[Decimal]) -> None:
    assert outlier(value, others, step=STEP) == outlier(value, sorted(others), step=STEP)


@given(numbers, many, st.integers(1, 1000))
def test_what_lies_farther_out_on_the_same_side_is_far_too(
    value: Decimal, others: list[Decimal], more: int
) -> None:
    if outlier(value, others, step=STEP) is None:
        return
    farther = value + more if value > max(others) else value - more
    assert outlier(farther, others, step=STEP) is not None
