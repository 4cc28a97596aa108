"""Pauses between wrong passwords: plain arithmetic."""

import datetime as dt

import pytest

from organizations.sign_in_pauses import LONGEST, Wrong, next_try_at, pause_after

NOON = dt.datetime(2021, 10, 10, 12, tzinfo=dt.UTC)
NONE = Wrong(0, None)


@pytest.mark.parametrize(
    ("count", "seconds"), [(0, 0), (4, 0), (5, 1), (6, 2), (8, 8), (11, 60), (10_000, 60)]
)
def test_pauses_double_after_the_free_tries_and_never_lock(count: int, seconds: int) -> None:
    assert pause_after(count, free=5) == dt.timedelta(seconds=seconds)


def test_the_first_try_from_a_place_is_looked_at_whatever_was_tried_elsewhere() -> None:
    assert next_try_at(here=NONE, name=10_000, address=NONE) is None


def test_a_place_that_was_wrong_waits_longer_while_the_name_is_under_attack() -> None:
    once = Wrong(1, NOON)
    assert next_try_at(here=once, name=3, address=once) == NOON
    assert next_try_at(here=once, name=10_000, address=once) == NOON + LONGEST


def test_a_place_that_tries_many_names_is_slowed_down_too() -> None:
    assert next_try_at(here=NONE, name=0, address=Wrong(29, NOON)) == NOON
    assert next_try_at(here=NONE, name=0, address=Wrong(33, NOON)) == NOON + dt.timedelta(seconds=8)
