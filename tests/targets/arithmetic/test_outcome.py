"""Judging figures (design R11, R12): worked examples and properties."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reading import Comparator
from targets.arithmetic.outcome import BEST_FIRST, Assessment, Bands, Goal, Outcome, assess

BANDS = Bands(Decimal("0.95"), Decimal("0.80"))
MID_YEAR = dt.date(2021, 7, 2)  # day 183 of 365
YEAR_END = dt.date(2021, 12, 31)


def goal(comparator: Comparator, value: object = None, **more: object) -> Goal:
    given: dict[str, object] = {
        name: Decimal(str(number)) if name in {"baseline", "tolerance", "whole"} else number
        for name, number in more.items()
    }
    return Goal(
        comparator,
        dt.date(2021, 1, 1),
        YEAR_END,
        value=None if value is None else Decimal(str(value)),
        **given,  # type: ignore[arg-type]
    )


def judged(value: object, wanted: Goal, on: dt.date = MID_YEAR) -> Assessment:
    number = None if value is None else Decimal(str(value))
    return assess(number, wanted, measured_on=on, bands=BANDS)


values = st.decimals(min_value=0, max_value=10**6, places=3, allow_nan=False, allow_infinity=False)
days = st.dates(dt.date(2021, 1, 1), YEAR_END)
baselines = st.none() | values

CYCLE = goal(Comparator.AT_MOST, "18.5")
PLEDGE = goal(Comparator.AT_LEAST, 2400, accumulates=True)


def test_18_4_months_against_at_most_18_5_is_met() -> None:
    found = judged("18.4", CYCLE)
    assert (found.outcome, found.attainment, found.gap) == (Outcome.MET, 1, Decimal("-0.1"))


def test_25_months_against_at_most_18_5_is_off_track_and_below_100_percent() -> None:
    found = judged(25, CYCLE)
    assert found.outcome is Outcome.OFF_TRACK
    assert found.attainment == Decimal("18.5") / 25
    assert found.gap == Decimal("6.5")


@pytest.mark.parametrize(
    ("value", "wanted", "expected"),
    [
        ("18.5", CYCLE, Outcome.MET),
        ("18.500001", CYCLE, Outcome.ON_TRACK),
        (20, CYCLE, Outcome.AT_RISK),
        (2400, PLEDGE, Outcome.MET),
        (1200, PLEDGE, Outcome.ON_TRACK),
        (1100, PLEDGE, Outcome.AT_RISK),
        (500, PLEDGE, Outcome.OFF_TRACK),
        (0, PLEDGE, Outcome.OFF_TRACK),
        ("10.0", goal(Comparator.MORE_THAN, 10), Outcome.ON_TRACK),
        ("10.01", goal(Comparator.MORE_THAN, 10), Outcome.MET),
        (-3, goal(Comparator.MORE_THAN, 10), Outcome.OFF_TRACK),
        ("4.1", goal(Comparator.HOLD_AT, 4, tolerance="0.1"), Outcome.MET),
        ("3.9", goal(Comparator.HOLD_AT, 4, tolerance="0.1"), Outcome.MET),
        ("4.2", goal(Comparator.HOLD_AT, 4, tolerance="0.1"), Outcome.ON_TRACK),
        (5, goal(Comparator.HOLD_AT, 4), Outcome.AT_RISK),
        (2, goal(Comparator.HOLD_AT, 4), Outcome.OFF_TRACK),
        (100, goal(Comparator.ALL), Outcome.MET),
        ("99.99", goal(Comparator.ALL), Outcome.ON_TRACK),
        (121301, goal(Comparator.INCREASE, baseline=121300), Outcome.MET),
        (121300, goal(Comparator.INCREASE, baseline=121300), Outcome.ON_TRACK),
        (100000, goal(Comparator.INCREASE, baseline=121300), Outcome.AT_RISK),
        (121301, goal(Comparator.INCREASE), Outcome.NO_DATA),
        (80, goal(Comparator.QUALITATIVE), Outcome.NO_DATA),
        (None, CYCLE, Outcome.NO_DATA),
    ],
)
def test_outcome_at_mid_year(value: object, wanted: Goal, expected: Outcome) -> None:
    assert judged(value, wanted).outcome is expected


@pytest.mark.parametrize(
    ("value", "wanted", "expected"),
    [
        ("18.6", CYCLE, Outcome.OFF_TRACK),
        ("2399.9", PLEDGE, Outcome.OFF_TRACK),
        (3098, PLEDGE, Outcome.MET),
        (10, goal(Comparator.MORE_THAN, 10), Outcome.OFF_TRACK),
    ],
)
def test_at_the_year_end_there_is_no_almost(value: object, wanted: Goal, expected: Outcome) -> None:
    assert judged(value, wanted, YEAR_END).outcome is expected


def test_levels_with_a_baseline_are_judged_by_their_progress() -> None:
    wanted = goal(Comparator.AT_MOST, 18, baseline=20)
    halfway = judged(19, wanted)
    assert halfway.outcome is Outcome.ON_TRACK
    assert judged("19.9", wanted).outcome is Outcome.OFF_TRACK
    assert halfway.expected is not None
    assert halfway.expected.quantize(Decimal("0.01")) == Decimal("19.00")


def test_path_is_flat_where_the_baseline_already_is_as_good_as_the_goal() -> None:
    wanted = goal(Comparator.AT_LEAST, 100, baseline=110)
    assert wanted.expected_on(MID_YEAR) == 100
    assert judged(97, wanted).outcome is Outcome.ON_TRACK


def test_sums_start_the_year_at_zero() -> None:
    assert PLEDGE.expected_on(dt.date(2020, 12, 31)) == 0
    assert PLEDGE.expected_on(YEAR_END) == 2400
    assert judged(0, PLEDGE, dt.date(2020, 12, 31)).outcome is Outcome.ON_TRACK


def test_milestones_bend_the_path() -> None:
    spring, autumn = dt.date(2021, 4, 30), dt.date(2021, 9, 30)
    bent = replace(PLEDGE, milestones=((spring, Decimal(300)), (autumn, Decimal(1500))))
    assert bent.expected_on(spring) == 300
    assert bent.expected_on(autumn) == 1500
    assert bent.expected_on(YEAR_END) == 2400
    assert bent.expected_on(dt.date(2020, 12, 31)) == 0
    assert round(bent.expected_on(dt.date(2021, 2, 28)) or 0, 9) == Decimal(300) * 59 / 120
    assert judged(290, bent, spring).outcome is Outcome.ON_TRACK
    assert judged(290, PLEDGE, spring).outcome is Outcome.OFF_TRACK


def test_milestones_give_a_level_without_baseline_a_path() -> None:
    bent = replace(CYCLE, milestones=((dt.date(2021, 6, 30), Decimal(20)),))
    assert bent.expected_on(dt.date(2021, 3, 31)) == 20
    assert bent.expected_on(YEAR_END) == Decimal("18.5")
    assert judged(20, bent, dt.date(2021, 6, 30)).outcome is Outcome.ON_TRACK
    assert judged(20, CYCLE, dt.date(2021, 6, 30)).outcome is Outcome.AT_RISK


@pytest.mark.parametrize(
    ("milestones", "wrong"),
    [
        ((300, 1500), []),
        ((300, 300), []),
        ((1500, 300), [2]),
        ((300, 2500), [2]),
        ((-1, 300), [1]),
    ],
)
def test_milestones_that_turn_back_are_found(milestones: tuple[int, int], wrong: list[int]) -> None:
    days = (dt.date(2021, 4, 30), dt.date(2021, 9, 30))
    bent = replace(PLEDGE, milestones=tuple(zip(days, map(Decimal, milestones), strict=True)))
    assert bent.turning_back() == [days[number - 1] for number in wrong]


def test_goals_without_a_way_have_no_milestones() -> None:
    assert PLEDGE.may_have_milestones
    assert CYCLE.may_have_milestones
    assert goal(Comparator.HOLD_AT, 4, accumulates=True).may_have_milestones
    assert not goal(Comparator.HOLD_AT, 4).may_have_milestones
    assert not goal(Comparator.INCREASE, baseline=3).may_have_milestones
    assert not goal(Comparator.QUALITATIVE).may_have_milestones


def test_a_limit_on_a_sum_is_met_only_when_the_year_is_over() -> None:
    budget = goal(Comparator.AT_MOST, 100, accumulates=True)
    assert judged(50, budget).outcome is Outcome.ON_TRACK
    assert judged(90, budget).outcome is Outcome.OFF_TRACK
    assert judged(101, budget).outcome is Outcome.OFF_TRACK
    assert judged(100, budget, YEAR_END).outcome is Outcome.MET


@pytest.mark.parametrize(
    ("wanted", "day", "milestone"),
    [("876.364", dt.date(2021, 7, 19), "388.229"), ("0.004", dt.date(2021, 3, 27), "0.000")],
)
def test_the_path_ends_in_the_goal_to_the_last_digit(wanted: str, day: dt.date, milestone: str) -> None:
    bent = Goal(
        Comparator.AT_LEAST,
        *(dt.date(2021, 1, 1), YEAR_END, Decimal(wanted)),
        accumulates=True,
        milestones=((day, Decimal(milestone)),),
    )
    assert (bent.expected_on(day), bent.expected_on(YEAR_END)) == (Decimal(milestone), Decimal(wanted))


@given(st.data())
def test_the_path_never_leaves_the_way_from_its_start_to_the_goal(data: st.DataObject) -> None:
    wanted = data.draw(values)
    between = sorted(data.draw(st.lists(st.decimals(min_value=0, max_value=wanted, places=3), max_size=4)))
    on = sorted(data.draw(st.sets(days, min_size=len(between), max_size=len(between))))
    assume(YEAR_END not in on)
    bent = Goal(
        Comparator.AT_LEAST,
        *(dt.date(2021, 1, 1), YEAR_END, wanted),
        accumulates=True,
        milestones=tuple(zip(on, between, strict=True)),
    )
    assert bent.turning_back() == []
    first, second = sorted([data.draw(days), data.draw(days)])
    before, after = bent.expected_on(first), bent.expected_on(second)
    assert before is not None
    assert after is not None
    assert 0 <= before <= after <= wanted


def place(outcome: Outcome) -> int:
    return BEST_FIRST.index(outcome)


@given(values, values, values, baselines, days, st.booleans())
def test_lower_is_better_never_gains_when_the_value_rises(
    low: Decimal, high: Decimal, wanted: Decimal, baseline: Decimal | None, day: dt.date, accumulates: bool
) -> None:
    assume(low <= high)
    target = Goal(
        Comparator.AT_MOST, dt.date(2021, 1, 1), YEAR_END, wanted, baseline, accumulates=accumulates
    )
    better, worse = (assess(one, target, measured_on=day, bands=BANDS) for one in (low, high))
    assert place(better.outcome) <= place(worse.outcome)
    if better.attainment is not None and worse.attainment is not None:
        assert better.attainment >= worse.attainment


@given(values, values, values, baselines, days, st.booleans())
def test_higher_is_better_never_loses_when_the_value_rises(
    low: Decimal, high: Decimal, wanted: Decimal, baseline: Decimal | None, day: dt.date, accumulates: bool
) -> None:
    assume(low <= high)
    for comparator in (Comparator.AT_LEAST, Comparator.MORE_THAN):
        target = Goal(comparator, dt.date(2021, 1, 1), YEAR_END, wanted, baseline, accumulates=accumulates)
        worse, better = (assess(one, target, measured_on=day, bands=BANDS) for one in (low, high))
        assert place(better.outcome) <= place(worse.outcome)


@given(values, values, baselines, days)
def test_attainment_of_at_most_and_hold_never_passes_100_percent(
    value: Decimal, wanted: Decimal, baseline: Decimal | None, day: dt.date
) -> None:
    for comparator in (Comparator.AT_MOST, Comparator.HOLD_AT):
        target = Goal(comparator, dt.date(2021, 1, 1), YEAR_END, wanted, baseline)
        found = assess(value, target, measured_on=day, bands=BANDS).attainment
        assert found is None or 0 <= found <= 1


@given(values, values, st.sampled_from(list(Comparator)))
def test_met_exactly_where_the_goal_is_reached_at_the_year_end(
    value: Decimal, wanted: Decimal, comparator: Comparator
) -> None:
    target = Goal(comparator, dt.date(2021, 1, 1), YEAR_END, wanted, wanted)
    found = assess(value, target, measured_on=YEAR_END, bands=BANDS)
    assert (found.outcome is Outcome.MET) == target.is_reached_by(value)
