"""Workdays with 调休, and years whose calendar is not out yet."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organizations.workdays import (
    is_calendar_known,
    is_counted_in_weekdays,
    is_workday,
    workdays_after,
    workdays_before,
    workdays_between,
)

DAYS = st.dates(dt.date(2004, 2, 1), dt.date(2040, 12, 31))


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        ("2021-09-26", True),  # a Sunday, worked in exchange for the National Day's week
        ("2021-09-30", True),
        ("2021-10-01", False),
        ("2021-10-07", False),
        ("2021-10-08", True),
        ("2021-10-09", True),  # a Saturday, worked
        ("2021-10-10", False),
        ("2021-10-16", False),
        ("2026-02-14", True),  # a Saturday before the Spring Festival
        ("2026-02-16", False),
    ],
)
def test_a_day_is_worked_as_announced(day: str, worked: bool) -> None:
    assert is_workday(dt.date.fromisoformat(day)) is worked


@pytest.mark.parametrize(
    ("number", "expected"), [(0, "2021-10-12"), (1, "2021-10-11"), (3, "2021-10-08"), (7, "2021-09-27")]
)
def test_counting_back_leaves_the_national_day_out_and_takes_the_worked_saturday(
    number: int, expected: str
) -> None:
    assert workdays_before(dt.date(2021, 10, 12), number) == dt.date.fromisoformat(expected)


def test_counting_on_from_a_holiday() -> None:
    assert workdays_after(dt.date(2021, 9, 30), 1) == dt.date(2021, 10, 8)
    assert workdays_after(dt.date(2021, 9, 30), 3) == dt.date(2021, 10, 11)


def test_workdays_between_count_the_first_and_not_the_last() -> None:
    assert workdays_between(dt.date(2021, 9, 26), dt.date(2021, 10, 10)) == 7
    assert workdays_between(dt.date(2021, 10, 8), dt.date(2021, 10, 8)) == 0
    assert workdays_between(dt.date(2021, 10, 9), dt.date(2021, 10, 8)) == 0


def test_a_year_whose_calendar_is_not_out_counts_weekdays() -> None:
    assert not is_calendar_known(2035)
    assert is_workday(dt.date(2035, 10, 1))  # a Monday
    assert not is_workday(dt.date(2035, 10, 6))
    assert workdays_before(dt.date(2035, 10, 10), 7) == dt.date(2035, 10, 1)


def test_a_count_that_reaches_into_an_unknown_year_says_so() -> None:
    assert not is_counted_in_weekdays(dt.date(2021, 9, 1), dt.date(2021, 10, 1))
    assert is_counted_in_weekdays(dt.date(2021, 12, 1), dt.date(2035, 1, 4))


@given(day=DAYS, number=st.integers(1, 30))
def test_counting_back_and_counting_between_agree(day: dt.date, number: int) -> None:
    before = workdays_before(day, number)
    assert is_workday(before)
    assert workdays_between(before, day) == number
