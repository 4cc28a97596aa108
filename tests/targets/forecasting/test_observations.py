"""From reports to the course that a forecast stands on."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from targets.arithmetic.forecast import Kind, Reading
from targets.arithmetic.rollup import Report, roll_up
from targets.arithmetic.rules import NumberForm, OverOrganizations, OverPeriods, Rule
from targets.forecasting.observations import kind_of, limits, readings_of

SUM = Rule(NumberForm.VALUE, OverOrganizations.SUM, OverPeriods.SUM)
LEVEL = Rule(NumberForm.VALUE, OverOrganizations.SUM, OverPeriods.LATEST)
RATIO = Rule(NumberForm.RATIO, OverOrganizations.WEIGHTED_MEAN, OverPeriods.LATEST, scale=100)
ENDS = {place: Decimal(place) / 4 for place in (1, 2, 3, 4)}


def said(organization: str, *values: int | None, status: str = "approved") -> list[Report]:
    """One report a quarter; None is one that is still owed."""
    return [
        Report(
            organization,
            place,
            status if value is not None else "draft",
            value=None if value is None else Decimal(value),
        )
        for place, value in enumerate(values, start=1)
    ]


def values(found: tuple[Reading, ...]) -> list[Decimal]:
    return [reading.value for reading in found]


def test_a_sum_is_read_as_its_running_total() -> None:
    reports = said("a", 10, 20, 30) + said("b", 1, 2, 3)
    assert values(readings_of(reports, SUM, ENDS)) == [11, 33, 66]


def test_the_few_that_are_missing_go_on_as_the_others_do() -> None:
    """b had a tenth of the sum; the nine tenths that answered added 90, so 100 were added."""
    reports = said("a", 90, 90) + said("b", 10, None)
    assert values(readings_of(reports, SUM, ENDS)) == [100, 200]


def test_the_course_ends_where_too_many_are_missing() -> None:
    reports = said("a", 70, 70, 70) + said("b", 30, None, 30)
    assert values(readings_of(reports, SUM, ENDS)) == [100]
    assert readings_of(said("a", 90) + said("b", None), SUM, ENDS) == ()


def test_a_gap_at_the_beginning_is_filled_by_what_was_said_later() -> None:
    """b said nothing of the first quarter; in the second it had a tenth of the sum."""
    reports = said("a", 90, 90) + said("b", None, 10)
    assert values(readings_of(reports, SUM, ENDS)) == [100, 200]


def test_who_never_answered_counts_as_one_of_many() -> None:
    reports = [one for name in "abcdefghi" for one in said(name, 10)] + said("j", None)
    assert values(readings_of(reports, SUM, ENDS)) == [100]


def test_a_nil_return_is_an_answer() -> None:
    reports = [*said("a", 90, 90), *said("b", 10), Report("b", 2, "approved", is_nil=True)]
    assert values(readings_of(reports, SUM, ENDS)) == [100, 190]


def test_submitted_filings_do_not_count() -> None:
    assert readings_of(said("a", 5, 6, status="submitted"), LEVEL, ENDS) == ()


def test_a_level_stands_with_what_was_said_last() -> None:
    reports = [one for name in "abcd" for one in said(name, 10, 11)] + said("e", 10, None)
    assert values(readings_of(reports, LEVEL, ENDS)) == [50, 54]


def test_a_ratio_is_that_of_the_sums() -> None:
    reports = [
        Report(name, 1, "approved", numerator=Decimal(top), denominator=Decimal(bottom))
        for name, top, bottom in (("a", 1, 2), ("b", 3, 6))
    ]
    assert values(readings_of(reports, RATIO, ENDS)) == [50]


def test_the_end_of_a_year_that_goes_on_waits_for_everybody() -> None:
    reports = said("a", 90, 90, 90, 90) + said("b", 10, 10, 10, None)
    assert len(readings_of(reports, SUM, ENDS)) == 3
    assert len(readings_of(reports, SUM, ENDS, is_over=True)) == 4


@given(
    st.sampled_from([SUM, LEVEL]),
    st.dictionaries(
        st.sampled_from("abcde"), st.lists(st.integers(0, 10**6), min_size=4, max_size=4), min_size=1
    ),
)
def test_where_all_have_answered_the_course_is_that_of_the_official_figures(
    rule: Rule, filed: dict[str, list[int]]
) -> None:
    reports = [one for name, numbers in filed.items() for one in said(name, *numbers)]
    official = [roll_up(reports, filed, rule, period=place).value for place in ENDS]
    assert values(readings_of(reports, rule, ENDS)) == official


def test_kinds_follow_the_rules_of_the_indicator() -> None:
    assert kind_of(SUM, never_falls=False) is Kind.SUM
    assert kind_of(LEVEL, never_falls=True) is Kind.RUNNING
    assert kind_of(LEVEL, never_falls=False) is Kind.LEVEL
    assert kind_of(RATIO, never_falls=True) is Kind.LEVEL


@pytest.mark.parametrize(
    ("form", "unit", "low", "high"),
    [
        (NumberForm.VALUE, "亿元", 0, None),
        (NumberForm.RATIO, "%", 0, 100),
        (NumberForm.RATIO, "次/人", 0, None),
        (NumberForm.GROWTH, "%", -100, None),
    ],
)
def test_no_figure_comes_to_what_its_indicator_cannot_say(
    form: NumberForm, unit: str, low: int, high: int | None
) -> None:
    rule = Rule(form, OverOrganizations.NONE, OverPeriods.LATEST, scale=100)
    assert limits(rule, unit=unit) == (low, high)
