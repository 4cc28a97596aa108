"""Combining reports (design R7–R9): worked examples and properties."""

from decimal import Decimal
from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from targets.arithmetic.rollup import AnswerStatus, Coverage, Report, roll_up
from targets.arithmetic.rules import NumberForm, OverOrganizations, OverPeriods, Rule
from targets.models import Indicator

SUM = Rule(NumberForm.VALUE, OverOrganizations.SUM, OverPeriods.SUM)
LEVEL = Rule(NumberForm.VALUE, OverOrganizations.SUM, OverPeriods.LATEST)
RATIO = Rule(NumberForm.RATIO, OverOrganizations.WEIGHTED_MEAN, OverPeriods.LATEST, scale=100)
GROWTH = Rule(NumberForm.GROWTH, OverOrganizations.WEIGHTED_MEAN, OverPeriods.LATEST, scale=100)


def value(organization: str, number: object, *, period: int = 1, status: str = "approved") -> Report:
    return Report(organization, period, status, value=Decimal(str(number)))


def ratio(organization: str, numerator: int, denominator: int, *, period: int = 1) -> Report:
    return Report(
        organization,
        period,
        "approved",
        numerator=Decimal(numerator),
        denominator=Decimal(denominator),
    )


def nil(organization: str, *, period: int = 1) -> Report:
    return Report(organization, period, "approved", is_nil=True)


def test_rules_are_those_that_indicators_offer() -> None:
    assert {one.value for one in NumberForm} == set(Indicator.Form.values)
    assert {one.value for one in OverOrganizations} == set(Indicator.OverOrganizations.values)
    assert {one.value for one in OverPeriods} == set(Indicator.OverPeriods.values)


def test_increments_are_summed_over_periods_and_organizations() -> None:
    reports = [value("a", 10), value("a", "5.5", period=2), value("b", 1)]
    assert roll_up(reports, ["a", "b"], SUM).value == Decimal("16.5")


def test_levels_take_the_latest_approved_one_of_each_organization() -> None:
    reports = [
        value("a", 10),
        value("a", 12, period=2),
        value("b", 3),
        value("b", 9, period=2, status="draft"),
    ]
    figure = roll_up(reports, ["a", "b"], LEVEL)
    assert figure.value == 15
    assert [one.last_period for one in figure.contributors] == [2, 1]


def test_three_levels_of_18_19_and_20_never_come_to_57() -> None:
    reports = [ratio("a", 18, 1), ratio("b", 19, 1), ratio("c", 20, 1)]
    rule = Rule(NumberForm.RATIO, OverOrganizations.WEIGHTED_MEAN, OverPeriods.LATEST)
    assert roll_up(reports, ["a", "b", "c"], rule).value == 19
    periods = [value("a", 18), value("a", 19, period=2), value("a", 20, period=3)]
    own = Rule(NumberForm.VALUE, OverOrganizations.NONE, OverPeriods.LATEST)
    assert roll_up(periods, ["a"], own).value == 20


def test_ratio_is_sum_by_sum_not_a_mean_of_ratios() -> None:
    figure = roll_up([ratio("a", 1, 2), ratio("b", 90, 100)], ["a", "b"], RATIO)
    assert figure.value is not None
    assert figure.value.quantize(Decimal("0.0001")) == Decimal("89.2157")
    assert (figure.numerator, figure.denominator) == (91, 102)


def test_growth_is_sum_by_sum_less_one() -> None:
    assert roll_up([ratio("a", 142, 100), ratio("b", 142, 100)], ["a", "b"], GROWTH).value == 42
    assert roll_up([ratio("a", 80, 100)], ["a"], GROWTH).value == -20


@pytest.mark.parametrize(("over", "expected"), [(OverOrganizations.MIN, 2), (OverOrganizations.MAX, 9)])
def test_smallest_and_largest(over: OverOrganizations, expected: int) -> None:
    rule = Rule(NumberForm.VALUE, over, OverPeriods.LATEST)
    assert roll_up([value("a", 9), value("b", 2)], ["a", "b", "c"], rule).value == expected


def test_a_rule_that_combines_nothing_refuses_several_organizations() -> None:
    rule = Rule(NumberForm.VALUE, OverOrganizations.NONE, OverPeriods.LATEST)
    with pytest.raises(ValueError, match="nothing to combine"):
        roll_up([value("a", 1), value("b", 2)], ["a", "b"], rule)


def test_official_counts_approved_only_and_provisional_adds_submitted() -> None:
    reports = [
        value("a", 1),
        value("b", 10, status="submitted"),
        value("c", 100, status="draft"),
        value("d", 1000, status="returned"),
    ]
    official = roll_up(reports, "abcd", SUM)
    assert (official.value, official.is_provisional) == (1, False)
    assert official.coverage == Coverage(expected=4, counted=1, nil=0, pending=1, missing=2)
    provisional = roll_up(reports, "abcd", SUM, provisional=True)
    assert (provisional.value, provisional.is_provisional) == (11, True)
    assert provisional.coverage == Coverage(expected=4, counted=2, nil=0, pending=0, missing=2)


def test_missing_is_never_zero() -> None:
    assert roll_up([], ["a", "b"], SUM).value is None
    assert roll_up([value("a", 0)], ["a", "b"], SUM).value == 0


def test_nil_return_is_an_answer_that_contributes_nothing() -> None:
    figure = roll_up([value("a", 5), nil("b")], ["a", "b"], SUM)
    assert figure.value == 5
    assert figure.coverage == Coverage(expected=2, counted=2, nil=1)
    assert roll_up([nil("a")], ["a"], SUM).value is None


def test_nil_return_leaves_a_level_as_it_was() -> None:
    figure = roll_up([value("a", 5), nil("a", period=2)], ["a"], LEVEL)
    assert figure.value == 5
    assert figure.contributors[0].status is AnswerStatus.NIL


def test_approved_filing_without_an_answer_is_missing() -> None:
    figure = roll_up([Report("a", 1, "approved")], ["a"], SUM)
    assert (figure.value, figure.coverage.missing) == (None, 1)


def test_coverage_of_the_period_and_of_the_year_to_date_differ() -> None:
    reports = [value("a", 1), value("b", 1), value("a", 1, period=2), Report("b", 2, "draft")]
    figure = roll_up(reports, ["a", "b"], SUM, period=2)
    assert figure.coverage == Coverage(expected=2, counted=1, missing=1)
    assert figure.coverage_to_date == Coverage(expected=2, counted=2)
    assert (figure.gaps, figure.coverage.is_complete) == (0, False)


def test_gaps_count_earlier_answers_that_do_not_count() -> None:
    reports = [Report("a", 1, "draft"), value("a", 4, period=2)]
    figure = roll_up(reports, ["a"], SUM, period=2)
    assert (figure.value, figure.gaps) == (4, 1)


def test_period_leaves_later_reports_out() -> None:
    reports = [value("a", 1), value("a", 2, period=2), value("a", 4, period=3)]
    assert roll_up(reports, ["a"], SUM, period=2).value == 3


def merged(name: str, into: str, number: int, *, period: int = 1) -> Report:
    return value(name, number, period=period)._replace(successor=into)


def test_a_chain_of_mergers_counts_once() -> None:
    reports = [
        merged("a", "b", 1),
        merged("b", "c", 2),
        value("c", 4),
        merged("b", "c", 3, period=2),
        value("c", 4, period=2),
    ]
    assert roll_up(reports, "abc", LEVEL).value == 7
    assert roll_up([*reports, value("c", 8, period=3)], "abc", LEVEL).value == 8


def test_a_successor_that_has_not_answered_since_supersedes_nothing() -> None:
    reports = [merged("a", "b", 1), value("b", 2), nil("b", period=2)]
    assert roll_up(reports, "ab", LEVEL, period=2).value == 3


def test_two_that_were_merged_into_each_other_end_the_search() -> None:
    assert roll_up([merged("a", "b", 1), merged("b", "a", 2)], "ab", LEVEL).value == 3


@pytest.mark.parametrize(
    ("rule", "period", "total"), [(LEVEL, 1, 16), (LEVEL, 2, 11), (LEVEL, 3, 11), (SUM, 2, 16)]
)
def test_the_level_of_one_that_left_counts_for_the_periods_that_it_was_asked_for(
    rule: Rule, period: int, total: int
) -> None:
    reports = [value("left", 5)._replace(has_left=True), value("stays", 11)]
    assert roll_up(reports, ["left", "stays"], rule, period=period).value == total


def test_one_that_left_and_came_back_counts_with_what_it_states_since() -> None:
    reports = [value("a", 5)._replace(has_left=True), value("a", 7, period=3)._replace(has_left=True)]
    assert roll_up(reports, ["a"], LEVEL, period=3).value == 7
    assert roll_up(reports, ["a"], LEVEL, period=4).value is None


def test_one_merged_into_one_that_left_has_left_with_it() -> None:
    merged = value("a", 5)._replace(successor="b")
    heir = value("b", 6, period=2)._replace(has_left=True)
    owing = Report("b", 3, "draft", has_left=True)
    assert roll_up([merged, owing], ["a", "b"], LEVEL, period=3).value == 5
    assert roll_up([merged, heir], ["a", "b"], LEVEL, period=2).value == 6
    assert roll_up([merged, heir], ["a", "b"], LEVEL, period=3).value is None


def test_reports_of_others_do_not_count() -> None:
    assert roll_up([value("a", 1), value("z", 100)], ["a"], SUM).value == 1


numbers = st.decimals(min_value=0, max_value=10**13, places=6, allow_nan=False, allow_infinity=False)
wholes = st.integers(min_value=1, max_value=10**9)


@given(st.lists(numbers, min_size=1, max_size=4), st.sampled_from(list(OverOrganizations)[2:4]))
def test_order_changes_nothing(values: list[Decimal], over: OverOrganizations) -> None:
    reports = [Report(str(key), 1, "approved", value=number) for key, number in enumerate(values)]
    names = [str(key) for key in range(len(values))]
    for rule in (SUM, LEVEL, Rule(NumberForm.VALUE, over, OverPeriods.LATEST)):
        assert len({roll_up(order, names, rule).value for order in permutations(reports)}) == 1


@given(st.lists(st.tuples(wholes, wholes), min_size=1, max_size=8))
def test_a_ratio_lies_between_the_smallest_and_the_largest(pairs: list[tuple[int, int]]) -> None:
    reports = [ratio(str(key), *pair) for key, pair in enumerate(pairs)]
    figure = roll_up(reports, [str(key) for key in range(len(pairs))], RATIO)
    parts = [one.value for one in figure.contributors if one.value is not None]
    slack = Fraction(1, 10**20)
    assert figure.value is not None
    assert Fraction(min(parts)) - slack <= Fraction(figure.value) <= Fraction(max(parts)) + slack


@given(st.lists(numbers, min_size=1, max_size=60))
def test_sums_are_exact(values: list[Decimal]) -> None:
    reports = [Report(key, 1, "approved", value=number) for key, number in enumerate(values)]
    total = sum(int(number.scaleb(6)) for number in values)
    figure = roll_up(reports, range(len(values)), SUM)
    assert figure.value is not None
    assert int(figure.value.scaleb(6)) == total


@given(st.lists(st.sampled_from(["approved", "submitted", "draft", "returned", None]), max_size=12))
def test_coverage_adds_up(statuses: list[str | None]) -> None:
    reports = [Report(key, 1, status, value=Decimal(1)) for key, status in enumerate(statuses)]
    coverage = roll_up(reports, range(len(statuses)), SUM).coverage
    assert coverage.expected == coverage.counted + coverage.pending + coverage.missing == len(statuses)
