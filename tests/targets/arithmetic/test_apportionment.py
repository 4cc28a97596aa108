"""Shares add up exactly, whoever comes first."""

import itertools
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from targets.arithmetic.apportionment import share_out, weights_of

WHOLES = st.decimals(0, 10**9, places=2, allow_nan=False, allow_infinity=False)
WEIGHTS = st.dictionaries(
    st.integers(1, 500),
    st.decimals(0, 10**6, places=3, allow_nan=False, allow_infinity=False),
    min_size=1,
    max_size=40,
)


@given(WHOLES, WEIGHTS, st.integers(0, 6))
def test_shares_add_up_exactly_and_none_is_negative(
    whole: Decimal, weights: dict[int, Decimal], decimals: int
) -> None:
    shares = share_out(whole, weights, decimals=decimals)
    assert shares.keys() == weights.keys()
    assert sum(shares.values()) == whole
    assert min(shares.values()) >= 0


@given(WHOLES, WEIGHTS, st.randoms(use_true_random=False))
def test_shares_do_not_depend_on_the_order(whole: Decimal, weights: dict[int, Decimal], dice: object) -> None:
    keys = list(weights)
    dice.shuffle(keys)  # type: ignore[attr-defined]
    mixed = {key: weights[key] for key in keys}
    assert share_out(whole, mixed, decimals=2) == share_out(whole, weights, decimals=2)


@given(WHOLES, WEIGHTS)
def test_a_larger_weight_never_gets_less(whole: Decimal, weights: dict[int, Decimal]) -> None:
    shares = share_out(whole, weights, decimals=2)
    in_order = sorted(weights, key=lambda key: weights[key])
    for lighter, heavier in itertools.pairwise(in_order):
        if weights[lighter] < weights[heavier]:
            assert shares[lighter] <= shares[heavier]


def test_the_steps_left_over_go_to_the_largest_remainders() -> None:
    shares = share_out(Decimal(100), {1: Decimal(1), 2: Decimal(1), 3: Decimal(1)}, decimals=0)
    assert shares == {1: 34, 2: 33, 3: 33}


def test_who_has_no_earlier_figure_counts_as_the_mean() -> None:
    assert weights_of({1: Decimal(10), 2: Decimal(30), 3: None}) == {1: 10, 2: 30, 3: 20}


def test_without_any_earlier_figure_everybody_gets_the_same() -> None:
    shares = share_out(Decimal(9), weights_of({1: None, 2: None, 3: None}), decimals=0)
    assert shares == {1: 3, 2: 3, 3: 3}


def test_a_share_of_less_than_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="below zero"):
        share_out(Decimal(1), {1: Decimal(-1)}, decimals=0)


def test_where_all_weights_are_zero_everybody_gets_the_same() -> None:
    nothing = dict.fromkeys((1, 2, 3), Decimal(0))
    assert share_out(Decimal(10), nothing, decimals=0) == {1: 4, 2: 3, 3: 3}
    assert share_out(Decimal(1), nothing, decimals=1) == {
        1: Decimal("0.4"),
        2: Decimal("0.3"),
        3: Decimal("0.3"),
    }


def test_a_whole_with_more_decimals_keeps_them() -> None:
    assert share_out(Decimal("1.05"), {1: Decimal(1), 2: Decimal(1)}, decimals=1) == {
        1: Decimal("0.53"),
        2: Decimal("0.52"),
    }
    assert share_out(Decimal("0.300"), {1: Decimal(2), 2: Decimal(1)}, decimals=1) == {
        1: Decimal("0.2"),
        2: Decimal("0.1"),
    }
    assert share_out(Decimal(0), {1: Decimal(2)}, decimals=1) == {1: 0}


def test_without_weights_there_is_nobody() -> None:
    assert share_out(Decimal(10), {}, decimals=0) == {}
