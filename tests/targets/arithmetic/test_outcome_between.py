"""Judging a range that is to be held: met only inside, its ends included, and worse on both sides."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reading import Comparator
from targets.arithmetic.forecast import Forecast, Prospect, Way, prospect
from targets.arithmetic.outcome import Goal, Outcome
from tests.targets.arithmetic.test_outcome import MID_YEAR, YEAR_END, goal, judged, place, values

RATE = replace(goal(Comparator.BETWEEN, 3), upper_value=Decimal(5))
FROM_BELOW = replace(RATE, baseline=Decimal(1))
FROM_ABOVE = replace(RATE, baseline=Decimal(9))
FIRMS = replace(goal(Comparator.BETWEEN, 100, accumulates=True), upper_value=Decimal(120))


@pytest.mark.parametrize(
    ("value", "wanted", "outcome", "gap"),
    [
        (3, RATE, Outcome.MET, "0"),
        (5, RATE, Outcome.MET, "0"),
        ("4.2", RATE, Outcome.MET, "0"),
        ("2.9", RATE, Outcome.ON_TRACK, "-0.1"),
        ("2.5", RATE, Outcome.AT_RISK, "-0.5"),
        (1, RATE, Outcome.OFF_TRACK, "-2"),
        ("5.2", RATE, Outcome.ON_TRACK, "0.2"),
        ("5.5", RATE, Outcome.AT_RISK, "0.5"),
        (9, RATE, Outcome.OFF_TRACK, "4"),
        (None, RATE, Outcome.NO_DATA, None),
        (2, FROM_BELOW, Outcome.ON_TRACK, "-1"),
        ("1.1", FROM_BELOW, Outcome.OFF_TRACK, "-1.9"),
        (9, FROM_BELOW, Outcome.OFF_TRACK, "4"),
        (6, FROM_ABOVE, Outcome.ON_TRACK, "1"),
        ("8.9", FROM_ABOVE, Outcome.OFF_TRACK, "3.9"),
        (1, FROM_ABOVE, Outcome.OFF_TRACK, "-2"),
        (4, FROM_ABOVE, Outcome.MET, "0"),
        (55, FIRMS, Outcome.ON_TRACK, "-45"),
        (30, FIRMS, Outcome.OFF_TRACK, "-70"),
        (90, FIRMS, Outcome.OFF_TRACK, "-10"),
        (121, FIRMS, Outcome.OFF_TRACK, "1"),
    ],
)
def test_outcome_at_mid_year(value: object, wanted: Goal, outcome: Outcome, gap: str | None) -> None:
    found = judged(value, wanted)
    assert found.outcome is outcome
    assert found.gap == (None if gap is None else Decimal(gap))


@pytest.mark.parametrize(
    ("value", "wanted", "outcome"),
    [
        ("2.99", RATE, Outcome.OFF_TRACK),
        (3, RATE, Outcome.MET),
        ("5.01", FROM_ABOVE, Outcome.OFF_TRACK),
        (110, FIRMS, Outcome.MET),
        (121, FIRMS, Outcome.OFF_TRACK),
        (99, FIRMS, Outcome.OFF_TRACK),
    ],
)
def test_at_the_year_end_there_is_no_almost(value: object, wanted: Goal, outcome: Outcome) -> None:
    assert judged(value, wanted, YEAR_END).outcome is outcome


def test_the_path_runs_to_the_nearer_end() -> None:
    assert (FROM_BELOW.expected_on(YEAR_END), FROM_BELOW.start) == (3, 1)
    assert (FROM_ABOVE.expected_on(YEAR_END), FROM_ABOVE.start) == (5, 9)
    assert (FIRMS.expected_on(YEAR_END), FIRMS.start) == (100, 0)
    assert FROM_BELOW.bounds == FROM_ABOVE.bounds == (3, 5)
    within = replace(RATE, baseline=Decimal(4))
    assert within.is_flat
    assert not within.may_have_milestones
    assert FROM_ABOVE.may_have_milestones
    assert FIRMS.may_have_milestones


def test_milestones_lead_to_the_end_that_the_figure_moves_to() -> None:
    spring = dt.date(2021, 4, 30)
    down = replace(FROM_ABOVE, milestones=((spring, Decimal(8)),))
    assert down.expected_on(spring) == 8
    assert judged(8, down, spring).outcome is Outcome.ON_TRACK
    assert down.turning_back() == []
    assert replace(FROM_ABOVE, milestones=((spring, Decimal(4)),)).turning_back() == [spring]
    sums = replace(FIRMS, milestones=((spring, Decimal(80)),))
    assert [round(side.expected_on(spring) or 0, 9) for side in sums.sides] == [80, 96]
    assert judged(90, sums, spring).outcome is Outcome.ON_TRACK


@given(values, values, values, st.none() | values, st.dates(dt.date(2021, 1, 1), YEAR_END), st.booleans())
def test_a_figure_farther_from_the_range_is_never_better(
    low: Decimal, high: Decimal, value: Decimal, baseline: Decimal | None, day: dt.date, accumulates: bool
) -> None:
    assume(low < high)
    wanted = Goal(
        Comparator.BETWEEN,
        *(dt.date(2021, 1, 1), YEAR_END, low, baseline),
        upper_value=high,
        accumulates=accumulates,
    )
    away = max(high - low, Decimal(1))
    farther = value + away if value >= high else value - away if value <= low else value
    near, far = judged(value, wanted, day), judged(farther, wanted, day)
    if accumulates and day < YEAR_END:
        return
    assert place(near.outcome) <= place(far.outcome)
    assert (near.outcome is Outcome.MET) == (low <= value <= high)


@given(values, values, values, st.none() | values)
def test_attainment_is_whole_inside_and_less_on_both_sides(
    low: Decimal, high: Decimal, value: Decimal, baseline: Decimal | None
) -> None:
    assume(low < high)
    wanted = Goal(Comparator.BETWEEN, *(dt.date(2021, 1, 1), YEAR_END, low, baseline), upper_value=high)
    found = judged(value, wanted, MID_YEAR)
    assert found.attainment is not None
    assert 0 <= found.attainment <= 1
    assert (found.attainment == 1) == wanted.is_reached_by(value)
    assert wanted.is_reached_by(value) == (found.gap == 0)


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        ("3.1", "4.9", Prospect.LIKELY_MET),
        ("2", "4", Prospect.OPEN),
        ("4", "6", Prospect.OPEN),
        ("1", "9", Prospect.OPEN),
        ("1", "2", Prospect.LIKELY_MISSED),
        ("6", "9", Prospect.LIKELY_MISSED),
    ],
)
def test_a_forecast_says_whether_the_landing_falls_in_the_range(low: str, high: str, said: Prospect) -> None:
    found = Forecast(Decimal(low), Decimal(low), Decimal(high), Way.TREND, Decimal("0.5"), 0)
    assert prospect(found, RATE) is said
