"""When a figure that is not the subordinates' total is doubted: like is compared with like, and rounding is
no difference."""

from collections.abc import Sequence
from decimal import Decimal

import pytest

from targets.arithmetic.rollup import Figure, Report, roll_up
from targets.figures.terms import rule_of
from targets.measurement_line.checks import differences
from targets.models import Indicator, Measurement, Target
from tasks.lines.doubts import Severity

FINANCING = Indicator(unit="亿元", english_unit="CNY 100 million", decimals=1, over_organizations="sum")
CENTRES = Indicator(unit="家", english_unit="centers", decimals=0, over_organizations="sum")
ONE_WINDOW = Indicator(
    form="ratio", unit="%", english_unit="%", decimals=1, scale=100, over_organizations="weighted_mean"
)
for indicator in (FINANCING, CENTRES, ONE_WINDOW):
    indicator.over_periods = "latest"


def beneath(indicator: Indicator, values: Sequence[str | None]) -> Figure:
    """What cities come to; None is one that is not approved."""
    reports = [
        Report(city, 3, "draft" if value is None else "approved", None if value is None else Decimal(value))
        for city, value in enumerate(values)
    ]
    return roll_up(reports, range(len(values)), rule_of(indicator), period=3)


def stated(indicator: Indicator, value: str) -> Measurement:
    return Measurement(target=Target(indicator=indicator), value=Decimal(value))


def kinds(indicator: Indicator, value: str, figure: Figure) -> list[Severity]:
    return [problem.severity for problem in differences(stated(indicator, value), figure)]


def test_a_part_of_the_cities_is_a_hint_that_says_n_of_m() -> None:
    problems = differences(stated(FINANCING, "33.2"), beneath(FINANCING, ["1.5"] * 6 + [None] * 15))
    assert [problem.severity for problem in problems] == [Severity.HINT]
    assert "6 of 21" in problems[0].message


def test_all_of_the_cities_are_compared_and_the_doubt_says_n_of_m() -> None:
    problems = differences(stated(FINANCING, "33.2"), beneath(FINANCING, ["1.5"] * 21))
    assert [problem.severity for problem in problems] == [Severity.WARNING]
    assert "21 of 21" in problems[0].message
    assert (problems[0].key, problems[0].compared) == ("subordinates", "33.2 31.5 21")


@pytest.mark.parametrize(
    ("value", "wanted"),
    [("31.5", []), ("32.6", []), ("30.4", []), ("32.7", [Severity.WARNING]), ("30.3", [Severity.WARNING])],
)
def test_rounding_of_each_part_and_of_the_sum_is_no_difference(value: str, wanted: list[Severity]) -> None:
    """21 cities and their total, each rounded to a tenth: up to 22 × 0.05."""
    assert kinds(FINANCING, value, beneath(FINANCING, ["1.5"] * 21)) == wanted


def test_a_nil_return_is_no_part_that_could_be_rounded() -> None:
    """Two cities of 21 state a number: up to 3 × 0.05."""
    said = [Report(city, 3, "approved", Decimal("1.5")) for city in range(2)]
    nothing = [Report(city, 3, "approved", is_nil=True) for city in range(2, 21)]
    figure = roll_up([*said, *nothing], range(21), rule_of(FINANCING), period=3)
    assert kinds(FINANCING, "3.1", figure) == []
    assert kinds(FINANCING, "3.2", figure) == [Severity.WARNING]


@pytest.mark.parametrize(("value", "wanted"), [("42", []), ("43", [Severity.WARNING])])
def test_what_is_counted_in_whole_ones_is_exact(value: str, wanted: list[Severity]) -> None:
    assert kinds(CENTRES, value, beneath(CENTRES, ["2"] * 21)) == wanted


@pytest.mark.parametrize(
    ("numerator", "wanted"),
    [("332", []), ("333", []), ("334", []), ("335", [Severity.WARNING]), ("331", [Severity.WARNING])],
)
def test_of_ratios_half_a_unit_on_either_side_is_no_difference(
    numerator: str, wanted: list[Severity]
) -> None:
    """33.2% against 33.3% is rounding, 33.1% is not, of however many organizations."""
    reports = [Report(city, 3, "approved", None, Decimal(333), Decimal(1000)) for city in range(21)]
    figure = roll_up(reports, range(21), rule_of(ONE_WINDOW), period=3)
    line = Measurement(
        target=Target(indicator=ONE_WINDOW), numerator=Decimal(numerator), denominator=Decimal(1000)
    )
    assert [problem.severity for problem in differences(line, figure)] == wanted
