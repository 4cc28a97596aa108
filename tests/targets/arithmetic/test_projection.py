"""Each way of estimating on numbers that were worked out by hand."""

from math import exp, log, sqrt

import pytest

from targets.arithmetic.projection import (
    Landing,
    along_line,
    by_last_years_change,
    by_last_years_shape,
    by_run_rate,
    by_trend,
    by_years,
    height_of,
    increments,
    off_line,
    step_scatter,
    student,
    thinned,
    value_at,
    wandered,
)

# Student's t at 0.9 as tables print it.
T1, T2 = 3.078, 1.886
LAST_SUM = [(0.25, 100.0), (0.5, 200.0), (0.75, 500.0), (1.0, 1000.0)]
LAST_LEVEL = [(0.25, 80.0), (0.5, 81.0), (0.75, 83.0), (1.0, 86.0)]
LEVELS = [(0.0, 20.0), (0.25, 19.0), (0.5, 19.5), (0.75, 17.0)]


def landed(found: Landing | None, value: float, half: float) -> None:
    assert found is not None
    assert (found.value, found.low, found.high) == pytest.approx((value, value - half, value + half))


def test_students_t_is_that_of_the_tables() -> None:
    table = [3.078, 1.886, 1.638, 1.533, 1.476, 1.440, 1.415, 1.397, 1.383, 1.372]
    assert [student(freedom) for freedom in range(1, 11)] == table
    # 11, 15, 30 and 120 degrees of freedom: there the expansion is right to four thousandths.
    assert [student(freedom) for freedom in (11, 15, 30, 120)] == pytest.approx(
        [1.3634, 1.3406, 1.3104, 1.2886], rel=4e-3
    )
    assert student(11) == pytest.approx(1.2815516 * (1 + (1.2815516**2 + 1) / 44))


def test_a_course_begins_with_its_first_point_and_ends_with_its_last() -> None:
    points = [(0.25, 10.0), (0.5, 20.0), (0.9, 60.0)]
    assert value_at(points, 0.25 - 1e-7) == 10
    assert value_at(points, 0.25 - 1e-3) is None
    assert value_at(points, 0.5 + 1e-7) == 20
    assert value_at(points, 0.6) == pytest.approx(30)
    assert value_at(points, 0.9 + 1e-7) == 60
    assert value_at(points, 0.95) is None
    assert value_at([], 0.5) is None


def test_what_each_period_added() -> None:
    assert increments([(0.25, 10.0), (0.75, 40.0)]) == [(0.25, 10.0), (0.5, 30.0)]


def test_years_of_sums_grow_by_their_factors() -> None:
    earlier = [[(0.5, 200.0), (1.0, 1000.0)], [(0.5, 200.0), (1.0, 800.0)]]
    found = by_years([(0.25, 100.0), (0.5, 240.0)], earlier, is_sum=True)
    half = T1 * (log(5) - log(4)) / sqrt(2) * sqrt(1.5)
    assert found is not None
    middle = 240 * sqrt(20)
    assert (found.value, found.low, found.high) == pytest.approx(
        (middle, middle * exp(-half), middle * exp(half))
    )


def test_years_of_levels_move_by_their_differences() -> None:
    earlier = [[(0.5, 81.0), (1.0, 86.0)], [(0.5, 85.0), (1.0, 91.0)], [(0.5, 80.0), (1.0, 87.0)]]
    landed(by_years([(0.5, 89.0)], earlier, is_sum=False), 95, T2 * sqrt(1 + 1 / 3))
    landed(by_years([(0.5, -1.0)], earlier, is_sum=False), 5, T2 * sqrt(1 + 1 / 3))


@pytest.mark.parametrize(
    ("year", "earlier"),
    [
        ([(0.5, 240.0)], [[(0.5, 200.0), (1.0, 1000.0)]]),
        ([(0.5, 240.0)], [[(0.5, 200.0), (1.0, 1000.0)], [(0.75, 200.0), (1.0, 900.0)]]),
        ([(0.5, 240.0)], [[(0.5, 200.0), (1.0, 1000.0)], [(0.5, 0.0), (1.0, 900.0)]]),
        ([(0.5, 240.0)], [[(0.5, 200.0), (1.0, 1000.0)], [(0.5, -1.0), (1.0, 0.0)]]),
        ([(0.5, 0.0)], [[(0.5, 200.0), (1.0, 1000.0)], [(0.5, 200.0), (1.0, 900.0)]]),
    ],
    ids=["one year", "one known this far", "one from zero", "one to zero", "nothing yet"],
)
def test_factors_need_two_years_above_zero(
    year: list[tuple[float, float]], earlier: list[list[tuple[float, float]]]
) -> None:
    assert by_years(year, earlier, is_sum=True) is None


def test_small_factors_count() -> None:
    earlier = [[(0.5, 0.5), (1.0, 1.0)], [(0.5, 0.25), (1.0, 0.5)]]
    landed(by_years([(0.5, 0.5)], earlier, is_sum=True), 1, 0)


def test_a_sum_takes_last_years_shape() -> None:
    found = by_last_years_shape([(0.25, 110.0), (0.5, 212.0)], LAST_SUM)
    middle, apart = (log(1.1) + log(1.02)) / 2, log(1.1) - log(1.02)
    half = T1 * sqrt(apart**2 / 2 * ((3 / 8) ** 2 + (5 / 8) ** 2 + 1 / 2))
    assert found is not None
    assert (found.value, found.low, found.high) == pytest.approx(
        (212 + 800 * exp(middle), 212 + 800 * exp(middle - half), 212 + 800 * exp(middle + half))
    )


def test_after_one_period_last_years_unevenness_spreads_it() -> None:
    found = by_last_years_shape([(0.25, 110.0)], LAST_SUM)
    rates = [log(400), log(400), log(1200), log(2000)]
    mean = sum(rates) / 4
    scatter = 2 * sum((rate - mean) ** 2 for rate in rates) / 3
    half = 1.638 * sqrt(scatter * ((1 / 9) ** 2 + (3 / 9) ** 2 + (5 / 9) ** 2 + 1))
    assert found is not None
    assert (found.value, found.low, found.high) == pytest.approx(
        (110 + 900 * 1.1, 110 + 900 * 1.1 * exp(-half), 110 + 900 * 1.1 * exp(half))
    )


@pytest.mark.parametrize(
    ("year", "last"),
    [
        ([(0.25, 0.0), (0.5, 212.0)], LAST_SUM),
        ([(0.25, 110.0), (0.5, 212.0)], [(0.25, 0.0), (0.5, 200.0), (1.0, 900.0)]),
        ([(0.25, 110.0), (0.5, 212.0)], [(0.25, 100.0), (0.5, 200.0), (1.0, 200.0)]),
        ([(0.25, 110.0), (0.5, 110.0)], LAST_SUM),
        ([(0.25, 110.0)], [(0.25, 100.0)]),
        ([(0.25, 110.0), (0.75, 212.0)], [(0.5, 100.0)]),
    ],
    ids=["nothing yet", "from zero", "nothing left", "one without", "last year ended", "last year too short"],
)
def test_a_shape_needs_something_in_every_period(
    year: list[tuple[float, float]], last: list[tuple[float, float]]
) -> None:
    assert by_last_years_shape(year, last) is None


def test_a_sum_goes_on_at_its_pace() -> None:
    year = [(0.25, 600.0), (0.5, 1400.0), (0.75, 2100.0)]
    landed(by_run_rate(year), 2800, T2 * sqrt(40000 * (0.25 + 0.25**2 / 0.75)))
    landed(by_run_rate([(0.25, 300.0), (0.5, 700.0)]), 1400, T1 * sqrt(20000 * (0.5 + 0.5)))
    assert by_run_rate(year[:1]) is None


def test_a_trend_is_mostly_a_line_and_partly_a_walk() -> None:
    found = by_trend(LEVELS)
    assert found is not None
    # The slopes of all pairs are -4, -1, -4, 2, -4 and -10.
    line, walk = along_line(LEVELS, -4), wandered(LEVELS, -4)
    for end in ("value", "low", "high"):
        assert getattr(found, end) == pytest.approx((2 * getattr(line, end) + getattr(walk, end)) / 3)
    assert by_trend(LEVELS[:2]) is None
    assert by_trend(LEVELS[:3]) is not None


def test_a_line_lies_in_the_middle_of_its_points() -> None:
    # With slope -4 the points begin the year at 20, 20, 21.5 and 20; off the line of 20 lies one, by 1.5.
    assert height_of(LEVELS, -4) == pytest.approx(20)
    assert off_line(LEVELS, -4) == pytest.approx(1.5**2 / 2)
    spread = 2 * (0.375**2 + 0.125**2)
    landed(along_line(LEVELS, -4), 16, T2 * sqrt(1.125 * (1 + 1 / 4 + 0.625**2 / spread)))


def test_a_walk_goes_on_from_its_last_point() -> None:
    # The steps are -1, 0.5 and -2.5, where the slope makes them -1 each.
    assert step_scatter(LEVELS, -4) == pytest.approx((1.5**2 + 1.5**2) / 0.25 / 2)
    landed(wandered(LEVELS, -4), 16, T2 * sqrt(9 * (0.25 + 0.25**2 / 0.75)))


def test_points_too_close_for_a_far_end_are_thinned_out() -> None:
    months = [(month / 12, float(month)) for month in range(1, 12)]
    assert thinned(months[:3]) == months[:3]
    assert thinned(months[:6]) == [months[0], months[2], months[5]]
    assert thinned(months[:9]) == [months[0], months[4], months[8]]
    assert thinned(months) == [months[0], months[3], months[7], months[10]]
    threes = [(0.0, 1.0), (0.25, 2.0), (0.5, 3.0), (0.6, 4.0), (0.75, 5.0)]
    assert thinned(threes) == [threes[0], threes[1], threes[3], threes[4]]


def test_a_level_changes_as_last_year() -> None:
    # Last year's steps were 1, 2 and 3, where an even course makes them 2 each.
    landed(by_last_years_change([(0.25, 88.0)], LAST_LEVEL), 94, T2 * sqrt(2 * 4 * 0.75))
    landed(by_last_years_change([(0.25, 1.0), (0.5, 88.0)], LAST_LEVEL), 93, T2 * sqrt(2 * 4 * 0.5))
    landed(by_last_years_change([(0.5, 88.0)], LAST_LEVEL[1:]), 93, T1 * sqrt(2 * 2 * 0.5))


def test_a_change_needs_three_points_that_reach_this_far() -> None:
    assert by_last_years_change([(0.75, 88.0)], LAST_LEVEL[2:]) is None
    assert by_last_years_change([(0.2, 88.0)], LAST_LEVEL) is None
