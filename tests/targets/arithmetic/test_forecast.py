"""The forecast of the year's end: its ways, its bounds, and what it says of a goal (design R12)."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading import Comparator
from targets.arithmetic.forecast import (
    Course,
    Forecast,
    Kind,
    Lacking,
    Prospect,
    Reading,
    Way,
    forecast,
    is_telling,
    prospect,
)
from targets.arithmetic.outcome import Goal
from targets.arithmetic.projection import student, value_at

QUARTERS = ("0.25", "0.5", "0.75", "1")


def year(*values: str) -> tuple[Reading, ...]:
    return tuple(
        Reading(Decimal(share), Decimal(value)) for share, value in zip(QUARTERS, values, strict=False)
    )


def made(course: Course) -> Forecast:
    found = forecast(course)
    assert isinstance(found, Forecast)
    return found


def test_a_sum_goes_on_at_its_pace() -> None:
    found = made(Course(Kind.SUM, year("600", "1400", "2100")))
    assert (found.way, found.value) == (Way.RUN_RATE, Decimal(2800))
    assert 2100 < found.low < 2800 < found.high


def test_a_sum_follows_the_season_of_earlier_years() -> None:
    """Half of the year's sum came in the last quarter of both years, so it will again."""
    earlier = (year("100", "200", "500", "1000"), year("110", "220", "560", "1100"))
    found = made(Course(Kind.SUM, year("120", "240", "600"), earlier))
    assert (found.way, found.years) == (Way.YEARS, 2)
    assert 1150 < found.value < 1230
    assert forecast(Course(Kind.SUM, year("120", "240", "600"))) != found


def test_one_earlier_year_lends_its_season() -> None:
    found = made(Course(Kind.SUM, year("110", "212", "540"), (year("100", "200", "500", "1000"),)))
    assert found.way is Way.LAST_YEAR
    assert 1040 < found.value < 1120
    assert found.low < found.value < found.high


def test_after_one_period_one_earlier_year_gives_a_wide_range() -> None:
    found = made(Course(Kind.SUM, year("110"), (year("100", "200", "500", "1000"),)))
    assert round(found.value) == 1100
    assert found.high - found.low > 500


def test_a_level_goes_on_by_the_median_slope() -> None:
    found = made(Course(Kind.LEVEL, year("19.5", "19", "18.5"), start=Decimal(20)))
    assert (found.way, round(found.value, 6)) == (Way.TREND, Decimal(18))


def test_one_odd_period_does_not_turn_a_trend() -> None:
    steady = made(Course(Kind.LEVEL, year("19.5", "19", "18.5"), start=Decimal(20)))
    odd = made(Course(Kind.LEVEL, year("19.5", "25", "18.5"), start=Decimal(20)))
    assert abs(odd.value - steady.value) < 1
    assert odd.high - odd.low > steady.high - steady.low


def test_a_level_changes_as_in_earlier_years() -> None:
    earlier = (year("80", "81", "82", "86"), year("84", "85", "86", "91"))
    found = made(Course(Kind.LEVEL, year("88", "89"), earlier))
    assert (found.way, found.value) == (Way.YEARS, Decimal("94.5"))


def test_a_level_after_one_period_takes_last_years_change() -> None:
    found = made(Course(Kind.LEVEL, year("88"), (year("80", "81", "83", "86"),)))
    assert (found.way, found.value) == (Way.LAST_YEAR, Decimal(94))


def test_earlier_years_without_an_end_say_nothing() -> None:
    unfinished = (year("100", "200", "500"),)
    assert made(Course(Kind.SUM, year("110", "212"), unfinished)).way is Way.RUN_RATE


@pytest.mark.parametrize(
    ("course", "reason"),
    [
        (Course(Kind.SUM, ()), Lacking.NO_FIGURE),
        (Course(Kind.SUM, year("5")), Lacking.TOO_FEW),
        (Course(Kind.LEVEL, year("19.5")), Lacking.TOO_FEW),
        (Course(Kind.LEVEL, year("19.5"), start=Decimal(20)), Lacking.TOO_FEW),
        (Course(Kind.LEVEL, year("19.5", "19")), Lacking.TOO_FEW),
        (Course(Kind.SUM, year("5", "6", "7", "8")), Lacking.YEAR_OVER),
    ],
)
def test_too_little_gives_the_reason(course: Course, reason: Lacking) -> None:
    assert forecast(course) is reason


def test_a_running_total_takes_no_start_from_the_year_before() -> None:
    given = year("71", "81", "92")
    assert forecast(Course(Kind.RUNNING, given, start=Decimal(99))) == forecast(Course(Kind.RUNNING, given))


def test_a_share_stays_within_the_whole() -> None:
    found = made(Course(Kind.LEVEL, year("80", "93", "97"), start=Decimal(70), ceiling=Decimal(100)))
    assert found.value <= 100
    assert found.high == 100


def test_a_growth_falls_by_the_whole_at_most() -> None:
    found = made(Course(Kind.LEVEL, year("90", "-70", "-95"), start=Decimal(0), floor=Decimal(-100)))
    assert found.low == -100
    assert made(Course(Kind.LEVEL, year("90", "5", "1"), start=Decimal(70))).low == 0


def test_a_constant_level_keeps_a_step_of_doubt() -> None:
    found = made(Course(Kind.LEVEL, year("4", "4", "4"), start=Decimal(4), step=Decimal("0.1")))
    assert (found.low, found.value, found.high) == (Decimal("3.9"), Decimal(4), Decimal("4.1"))


def test_zeros_give_no_error() -> None:
    earlier = (year("0", "0", "0", "0"), year("0", "0", "0", "5"))
    found = made(Course(Kind.SUM, year("0", "0"), earlier))
    assert (found.way, found.value) == (Way.RUN_RATE, Decimal(0))


numbers = st.decimals(0, 10**9, places=4, allow_nan=False)
courses = st.lists(numbers, min_size=4, max_size=4)


@given(
    st.sampled_from(Kind), st.lists(numbers, min_size=1, max_size=3), st.lists(courses, max_size=4), numbers
)
def test_a_forecast_stays_possible(
    kind: Kind, values: list[Decimal], earlier: list[list[Decimal]], start: Decimal
) -> None:
    so_far = sorted(values) if kind is not Kind.LEVEL else values
    course = Course(
        kind,
        year(*map(str, so_far)),
        tuple(year(*map(str, sorted(one) if kind is not Kind.LEVEL else one)) for one in earlier),
        start=start,
    )
    found = forecast(course)
    if isinstance(found, Lacking):
        return
    assert 0 <= found.low <= found.value <= found.high
    if kind is not Kind.LEVEL:
        assert found.low >= so_far[-1]


def goal(comparator: Comparator, value: str | None, tolerance: str = "0") -> Goal:
    wanted = None if value is None else Decimal(value)
    return Goal(
        comparator, dt.date(2021, 1, 1), dt.date(2021, 12, 31), value=wanted, tolerance=Decimal(tolerance)
    )


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        (goal(Comparator.AT_LEAST, "90"), Prospect.LIKELY_MET),
        (goal(Comparator.AT_LEAST, "100"), Prospect.OPEN),
        (goal(Comparator.AT_LEAST, "120"), Prospect.LIKELY_MISSED),
        (goal(Comparator.AT_MOST, "120"), Prospect.LIKELY_MET),
        (goal(Comparator.AT_MOST, "90"), Prospect.LIKELY_MISSED),
        (goal(Comparator.HOLD_AT, "100"), Prospect.OPEN),
        (goal(Comparator.HOLD_AT, "100", "20"), Prospect.LIKELY_MET),
        (goal(Comparator.HOLD_AT, "150", "20"), Prospect.LIKELY_MISSED),
        (goal(Comparator.QUALITATIVE, None), None),
    ],
)
def test_the_range_is_held_against_the_goal(wanted: Goal, said: Prospect | None) -> None:
    found = Forecast(Decimal(102), Decimal(95), Decimal(109), Way.TREND, Decimal("0.5"), 0)
    assert prospect(found, wanted) is said


def test_students_t_falls_towards_the_normal_distribution() -> None:
    values = [student(freedom) for freedom in range(1, 60)]
    assert values == sorted(values, reverse=True)
    assert student(11) == pytest.approx(1.363, abs=0.006)
    assert student(1000) == pytest.approx(1.2824, abs=0.001)


def test_a_course_is_read_between_its_points() -> None:
    points = [(0.25, 10.0), (0.5, 20.0), (1.0, 60.0)]
    assert [value_at(points, share) for share in (0.1, 0.25, 0.375, 0.75, 1.0)] == [None, 10, 15, 40, 60]


# --- Whether it tells anything ----------------------------------------------------------------------
@pytest.mark.parametrize(
    ("low", "high", "wanted", "tells"),
    [
        ("2000", "3200", "2400", True),
        ("2000", "3200.01", "2400", False),
        ("22.7", "51", "10", False),
        ("18.2", "18.9", "18.5", True),
        ("-3", "-1", "-4", True),
        ("0", "0", "0", True),
        ("0", "0.1", "0", False),
    ],
)
def test_a_range_wider_than_half_the_goal_tells_nothing(
    low: str, high: str, wanted: str, *, tells: bool
) -> None:
    found = Forecast(Decimal(low), Decimal(low), Decimal(high), Way.TREND, Decimal("0.5"), 0)
    assert is_telling(found, Decimal(wanted)) is tells


@pytest.mark.parametrize(("high", "tells"), [("150", True), ("150.1", False)])
def test_without_a_goal_the_forecast_itself_is_the_measure(high: str, *, tells: bool) -> None:
    found = Forecast(Decimal(100), Decimal(100), Decimal(high), Way.TREND, Decimal("0.5"), 0)
    assert is_telling(found, None) is tells
