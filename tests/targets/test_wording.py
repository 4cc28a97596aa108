"""Figures and goals in words: never on the wrong side of a goal."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from reading import Comparator
from targets import wording
from targets.arithmetic.outcome import Bands, Goal, Outcome, assess
from targets.arithmetic.rollup import Coverage
from targets.arithmetic.rules import NumberForm, OverOrganizations, OverPeriods, Rule
from targets.models import Indicator, Target

BANDS = Bands(Decimal("0.95"), Decimal("0.80"))
MONTHS = Indicator(name="周期", english_name="Cycle", unit="个月", english_unit="months", decimals=1)
PERCENT = Indicator(name="增长率", english_name="Growth", unit="%", english_unit="%", decimals=1, scale=100)
MONEY = Indicator(
    name="规模", english_name="Volume", unit="亿元", english_unit="100 million yuan", decimals=1
)


@pytest.fixture(autouse=True)
def _english() -> "object":
    with translation.override("en"):
        yield


def goal(comparator: Comparator, value: str | None = None, baseline: str | None = None) -> Goal:
    return Goal(
        comparator,
        dt.date(2021, 1, 1),
        dt.date(2021, 12, 31),
        None if value is None else Decimal(value),
        baseline=None if baseline is None else Decimal(baseline),
    )


def sentence(value: str | None, wanted: Goal, indicator: Indicator, on: dt.date | None = None) -> str:
    number = None if value is None else Decimal(value)
    found = assess(number, wanted, measured_on=on or dt.date(2021, 9, 30), bands=BANDS)
    return wording.outcome_in_words(number, found, wanted, indicator)


def test_quantities_have_separators_decimals_and_unit() -> None:
    assert wording.quantity(Decimal("3098"), MONEY) == "3,098.0 100 million yuan"
    assert wording.quantity(Decimal("42.1049"), PERCENT) == "42.1%"
    assert wording.quantity(None, MONEY) == "—"
    with translation.override("zh-hans"):
        assert wording.quantity(Decimal("18.4"), MONTHS) == "18.4 个月"


@pytest.mark.parametrize(
    ("value", "shown"),
    [("18.54", "18.54"), ("18.5", "18.5"), ("18.46", "18.46"), ("18.44", "18.4"), ("18.500001", "18.500001")],
)
def test_rounding_never_crosses_the_goal(value: str, shown: str) -> None:
    assert wording.amount(Decimal(value), MONTHS, apart_from=[Decimal("18.5")]) == shown


@given(
    st.decimals(min_value=-1000, max_value=1000, places=9),
    st.decimals(min_value=-1000, max_value=1000, places=3),
    st.integers(min_value=0, max_value=4),
)
def test_rounded_values_stay_on_their_side(value: Decimal, mark: Decimal, decimals: int) -> None:
    shown = wording.rounded(value, decimals, apart_from=[mark])
    assert (shown > mark) == (value > mark)
    assert (shown < mark) == (value < mark)


def test_shares_are_rounded_half_up() -> None:
    assert wording.share_in_percent(Decimal("0.0089")) == "0.9%"
    assert wording.share_in_percent(Decimal("0.94996")) == "95.0%"
    assert wording.share_in_percent(Decimal("12.9083")) == "1,290.8%"
    assert wording.share_in_percent(None) == "—"


def test_a_goal_that_is_not_reached_never_reads_100_percent() -> None:
    assert wording.attainment_in_percent(Decimal("0.99999")) == "99.9%"
    assert wording.attainment_in_percent(Decimal("0.94996")) == "95.0%"
    assert wording.attainment_in_percent(Decimal(1)) == "100.0%"
    assert wording.attainment_in_percent(None) == "—"


def test_a_figure_that_nobody_judged_is_not_called_missing() -> None:
    assert wording.outcome_label(Outcome.NO_DATA, has_answer=True) == "To be judged"
    assert wording.outcome_label(Outcome.NO_DATA) == "No data"
    assert wording.outcome_label(Outcome.MET, has_answer=True) == "Met"


@pytest.mark.parametrize(
    ("comparator", "value", "tolerance", "words"),
    [
        ("at_most", "18.5", "0", "at most 18.5 months"),
        ("at_least", "2400", "0", "at least 2,400 months"),
        ("more_than", "10", "0", "more than 10 months"),
        ("hold_at", "4", "0.1", "hold at 4 months (± 0.1)"),
        ("hold_at", "4", "0", "hold at 4 months"),
        ("all", None, "0", "all (100%)"),
        ("increase", None, "0", "more than the year before"),
        ("qualitative", None, "0", "judged by people, no number is set"),
    ],
)
def test_goals_in_words(comparator: str, value: str | None, tolerance: str, words: str) -> None:
    target = Target(
        indicator=MONTHS,
        comparator=comparator,
        value=None if value is None else Decimal(value),
        tolerance=Decimal(tolerance),
    )
    assert wording.goal_in_words(target) == words


@pytest.mark.parametrize(
    ("indicator", "language", "words"),
    [
        (PERCENT, "en", "between 3% and 5.5%"),
        (PERCENT, "zh-hans", "控制在 3%—5.5% 之间"),
        (MONTHS, "en", "between 3 and 5.5 months"),
        (MONTHS, "zh-hans", "控制在 3—5.5 个月之间"),
        (MONEY, "zh-hans", "控制在 3—5.5 亿元之间"),
    ],
)
def test_a_range_in_words(indicator: Indicator, language: str, words: str) -> None:
    target = Target(
        indicator=indicator, comparator="between", value=Decimal(3), upper_value=Decimal("5.500000")
    )
    with translation.override(language):
        assert wording.goal_in_words(target) == words
        assert wording.stated_in_words("between", target.numbers, indicator.display_unit) == words


def test_the_share_of_a_range_is_a_range() -> None:
    target = Target(indicator=MONTHS, comparator="between", value=Decimal(100), upper_value=Decimal(120))
    assert wording.goal_in_words(target, Decimal(25)) == "between 25 and 30 months"


@pytest.mark.parametrize(
    ("value", "language", "words"),
    [
        ("4.2", "en", "Met: 4.2%, within the range."),
        ("2.5", "en", "At risk: 2.5%, 0.5 percentage points below the lower end. Expected by"),
        ("5.5", "zh-hans", "有风险：5.5%，高于上限 0.5 个百分点。"),
        ("2.5", "zh-hans", "有风险：2.5%，低于下限 0.5 个百分点。"),
        ("4.2", "zh-hans", "已达成：4.2%，处于区间内。"),
        ("2.99", "en", "On track: 2.99%, 0.01 percentage points below the lower end."),
        ("5.01", "en", "On track: 5.01%, 0.01 percentage points above the upper end."),
    ],
)
def test_outcomes_of_a_range_in_words(value: str, language: str, words: str) -> None:
    wanted = replace(goal(Comparator.BETWEEN, "3"), upper_value=Decimal(5))
    with translation.override(language):
        assert words in sentence(value, wanted, PERCENT)


def test_an_increase_names_the_year_before() -> None:
    target = Target(indicator=MONEY, comparator="increase", baseline=Decimal(121300))
    assert wording.goal_in_words(target) == "more than the year before (121,300 100 million yuan)"


@pytest.mark.parametrize(
    ("value", "wanted", "indicator", "words"),
    [
        (
            "18.4",
            goal(Comparator.AT_MOST, "18.5"),
            MONTHS,
            "Met: 18.4 months, 0.1 months better than the goal.",
        ),
        ("18.5", goal(Comparator.AT_MOST, "18.5"), MONTHS, "Met: 18.5 months, exactly the goal."),
        (
            "42.1",
            goal(Comparator.MORE_THAN, "10"),
            PERCENT,
            "Met: 42.1%, 32.1 percentage points more than the goal.",
        ),
        ("4", goal(Comparator.HOLD_AT, "4"), MONTHS, "Met: 4.0 months, held."),
        (
            "142983",
            goal(Comparator.INCREASE, None, "121300"),
            MONEY,
            "Met: 142,983.0 100 million yuan, 21,683.0 100 million yuan more than the year before.",
        ),
        ("80.6", goal(Comparator.QUALITATIVE), MONTHS, "80.6 months. People judge this goal"),
        ("80.6", goal(Comparator.INCREASE), MONTHS, "80.6 months. There is nothing to compare it with yet."),
        (None, goal(Comparator.AT_MOST, "18.5"), MONTHS, "No data: no approved figure yet."),
        (
            "25",
            goal(Comparator.AT_MOST, "18.5"),
            MONTHS,
            "Off track: 25.0 months, 6.5 months above the goal. Expected by 2021-09-30: 18.5 months.",
        ),
        ("5", goal(Comparator.HOLD_AT, "4"), MONTHS, "At risk: 5.0 months, 1.0 months away from the goal."),
        ("10", goal(Comparator.MORE_THAN, "10"), PERCENT, "exactly the mark that is to be passed."),
        ("90", goal(Comparator.ALL), PERCENT, "At risk: 90.0%, 10.0 percentage points short of the goal."),
    ],
)
def test_outcomes_in_words(value: str | None, wanted: Goal, indicator: Indicator, words: str) -> None:
    assert words in sentence(value, wanted, indicator)


def test_at_the_year_end_nothing_is_expected_any_more() -> None:
    words = sentence("25", goal(Comparator.AT_MOST, "18.5"), MONTHS, dt.date(2021, 12, 31))
    assert words == "Off track: 25.0 months, 6.5 months above the goal."


def test_rules_and_coverage_in_words() -> None:
    rule = Rule(NumberForm.RATIO, OverOrganizations.WEIGHTED_MEAN, OverPeriods.LATEST)
    assert wording.rule_in_words(rule) == (
        "The sum of the numerators by the sum of the denominators; the latest level of each organization."
    )
    assert wording.coverage_in_words(Coverage(34, 30, 1, 3, 1)) == (
        "30 of 34 organizations, 1 nil returns, 3 pending"
    )


def test_what_rounds_to_nothing_has_no_sign() -> None:
    indicator = Indicator(unit="%", english_unit="%", decimals=1)
    for value in ("-0.04", "0.04", "0", "-0.0"):
        assert wording.amount(Decimal(value), indicator) == "0.0"
    assert wording.amount(Decimal("-0.05"), indicator) == "−0.1"
    assert wording.amount(Decimal("-0.04"), indicator, apart_from=[Decimal(0)]) == "−0.04"
