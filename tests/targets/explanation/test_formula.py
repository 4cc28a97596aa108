"""Formulas with the numbers put in: they say what was calculated, and all of it."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from targets.arithmetic.plausibility import Numbers
from targets.arithmetic.rules import NumberForm, OverOrganizations, OverPeriods, Rule
from targets.explanation.formula import MOST, formula
from targets.wording import plain

SUM = Rule(NumberForm.VALUE, OverOrganizations.SUM, OverPeriods.SUM)
RATIO = Rule(NumberForm.RATIO, OverOrganizations.WEIGHTED_MEAN, OverPeriods.LATEST, 100)
GROWTH = replace(RATIO, form=NumberForm.GROWTH)


def values(*texts: str) -> list[Numbers]:
    return [Numbers(Decimal(text)) for text in texts]


def pairs(*given: tuple[int, int]) -> list[Numbers]:
    return [Numbers(None, Decimal(above), Decimal(below)) for above, below in given]


def full(parts: list[Numbers], rule: Rule, value: Decimal | None, shown: str, unit: str = "") -> str:
    found = formula(parts, rule, value, shown, unit)
    assert found is not None
    return found.full


def test_a_sum_names_every_number() -> None:
    assert full(values("120.5", "98.2"), SUM, Decimal("218.7"), "218.70 亿元") == "120.5 + 98.2 = 218.70 亿元"


def test_a_rounded_sum_says_the_exact_one_before() -> None:
    said = full(values("1234.56", "1"), SUM, Decimal("1235.56"), "1,235.6 亿元")
    assert said == "1,234.56 + 1 = 1,235.56 ≈ 1,235.6 亿元"


def test_a_single_value_is_said_only_where_it_is_rounded() -> None:
    assert formula(values("18.4"), SUM, Decimal("18.4"), "18.4 months") is None
    assert full(values("18.44"), SUM, Decimal("18.44"), "18.4 months") == "18.44 ≈ 18.4 months"


def test_money_in_english_names_the_unit_that_its_numbers_are_filed_in() -> None:
    unit = "CNY 100 million"
    said = full(values("2000", "316.5"), SUM, Decimal("2316.50"), "CNY 231.65 billion", unit)
    assert said == "(2,000 + 316.5) × CNY 100 million = CNY 231.65 billion"
    said = full(values("2000", "316.54"), SUM, Decimal("2316.54"), "CNY 231.65 billion", unit)
    assert said == ("(2,000 + 316.54) × CNY 100 million = 2,316.54 × CNY 100 million ≈ CNY 231.65 billion")
    assert formula(values("2316.5"), SUM, Decimal("2316.5"), "CNY 231.65 billion", unit) is None
    said = full(values("2316.54"), SUM, Decimal("2316.54"), "CNY 231.65 billion", unit)
    assert said == "2,316.54 × CNY 100 million ≈ CNY 231.65 billion"
    assert full(values("3", "5"), SUM, Decimal(8), "CNY 8", "CNY") == "3 + 5 = CNY 8"


def test_a_ratio_divides_the_sums() -> None:
    value = Decimal(800) / 22
    said = full(pairs((3, 10), (5, 12)), RATIO, value, "36.4%")
    assert said == "(3 + 5) ÷ (10 + 12) × 100 = 8 ÷ 22 × 100 ≈ 36.4%"
    assert full(pairs((1, 4)), RATIO, Decimal(25), "25.0%") == "1 ÷ 4 × 100 = 25.0%"


def test_a_growth_takes_off_the_whole() -> None:
    assert full(pairs((142, 100)), GROWTH, Decimal(42), "42.0%") == "(142 ÷ 100 − 1) × 100 = 42.0%"
    assert full(pairs((3, 2)), replace(GROWTH, scale=1), Decimal("0.5"), "0.5") == "3 ÷ 2 − 1 = 0.5"


@pytest.mark.parametrize("over", [OverOrganizations.MIN, OverOrganizations.MAX])
def test_the_smallest_and_the_largest_are_chosen_from_all(over: OverOrganizations) -> None:
    rule = replace(SUM, over_organizations=over)
    assert full(values("18", "20"), rule, Decimal(18), "18 d") == f"{over.value}(18, 20) = 18 d"


def test_nothing_that_counts_has_no_formula() -> None:
    assert formula([], SUM, None, "—") is None


@given(st.lists(st.integers(0, 10**6), min_size=2, max_size=40))
def test_long_sums_are_folded_and_all_there(numbers: list[int]) -> None:
    parts = values(*[str(number) for number in numbers])
    found = formula(parts, SUM, Decimal(sum(numbers)), f"{sum(numbers):,} 亿元")
    assert found is not None
    assert found.is_folded == (len(numbers) > MOST)
    left = found.full.rsplit(" = ", 1)[0]
    assert left.split(" + ") == [plain(Decimal(number)) for number in numbers]
    assert len(found.short.split(" + ")) <= MOST + 1
