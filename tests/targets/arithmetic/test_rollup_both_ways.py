"""The official figure and the provisional one, asked for together (design R9)."""

from decimal import Decimal

from targets.arithmetic.rollup import Report, both_ways, roll_up
from targets.arithmetic.rules import NumberForm, OverOrganizations, OverPeriods, Rule

SUM = Rule(NumberForm.VALUE, OverOrganizations.SUM, OverPeriods.SUM)
LEVEL = Rule(NumberForm.VALUE, OverOrganizations.SUM, OverPeriods.LATEST)


def said(organization: str, number: int, *, period: int = 1, status: str = "approved") -> Report:
    return Report(organization, period, status, Decimal(number))


def test_what_waits_counts_in_the_provisional_figure_alone() -> None:
    reports = [said("a", 1), said("b", 10, status="submitted"), said("c", 100)]
    official, provisional = both_ways(reports, iter("ab"), SUM, period=1)
    assert official == roll_up(reports, "ab", SUM, period=1)
    assert provisional == roll_up(reports, "ab", SUM, period=1, provisional=True)
    assert (official.value, provisional.value) == (1, 11)


def test_where_nothing_waits_both_are_the_same_and_say_which_they_are() -> None:
    reports = [said("a", 1), said("b", 10, status="draft"), said("a", 5, period=2)]
    official, provisional = both_ways(reports, "ab", SUM, period=1)
    assert (official.value, official.is_provisional) == (1, False)
    assert (provisional.value, provisional.is_provisional) == (1, True)
    assert provisional.coverage == official.coverage
    assert provisional.contributors == official.contributors


def test_both_stop_at_the_period_that_is_asked_for() -> None:
    reports = [said("a", 1), said("a", 2, period=2, status="submitted"), said("a", 4, period=3)]
    official, provisional = both_ways(reports, "a", SUM, period=2)
    assert (official.value, provisional.value) == (1, 3)
    official, provisional = both_ways(reports, "a", SUM, period=None)
    assert (official.value, provisional.value) == (5, 7)


def test_a_supplement_is_no_period_for_which_somebody_was_asked() -> None:
    """``b`` takes over ``a``; a supplement of ``a`` after that asks ``a`` for nothing more."""
    moved = said("a", 1)._replace(successor="b")
    late = said("a", 2, period=9)._replace(is_supplement=True)
    reports = [moved, late, said("b", 4, period=2)]
    assert roll_up(reports, "ab", LEVEL, period=2).value == 4


def test_who_was_never_asked_by_the_plan_is_superseded_by_whoever_answers() -> None:
    late = said("a", 2, period=9)._replace(is_supplement=True, successor="b")
    assert roll_up([late, said("b", 4)], "ab", LEVEL, period=1).value == 4
