"""Money in English, and ranges."""

import pytest
from django.utils import translation

from targets.money import is_money, money_in_english
from targets.wording import range_with_unit, value_with_range, with_unit


@pytest.mark.parametrize(
    ("number", "unit", "words"),
    [
        ("2,400", "CNY 100 million", "CNY 240 billion"),
        ("2,316.5", "CNY 100 million", "CNY 231.65 billion"),
        ("38.0", "CNY 100 million", "CNY 3.80 billion"),
        ("5.2", "CNY 100 million", "CNY 520 million"),
        ("0.3", "CNY 100 million", "CNY 30 million"),
        ("142,983.0", "CNY 100 million", "CNY 14.29830 trillion"),
        ("0", "CNY 100 million", "CNY 0"),
        ("-38", "CNY 100 million", "−CNY 3.8 billion"),
        ("12", "CNY 10,000", "CNY 120,000"),
        ("1.5", "CNY trillion", "CNY 1.5 trillion"),
    ],
)
def test_money_is_said_in_the_scale_that_english_reads(number: str, unit: str, words: str) -> None:
    assert with_unit(number, unit) == money_in_english(number, unit) == words


def test_other_units_stand_behind_the_number() -> None:
    assert not is_money("months")
    assert with_unit("18.5", "months") == "18.5 months"
    with translation.override("zh-hans"):
        assert range_with_unit("2,900", "3,200", "亿元") == "2,900 至 3,200 亿元"
    with translation.override("en"):
        assert range_with_unit("2,900", "3,200", "CNY 100 million") == "CNY 290 billion to CNY 320 billion"


def test_a_range_of_percentages_names_the_unit_at_both_ends() -> None:
    with translation.override("zh-hans"):
        assert range_with_unit("-8.8", "59.0", "%") == "-8.8% 至 59.0%"
        assert value_with_range("25.1%", "-8.8% 至 59.0%") == "25.1%（-8.8% 至 59.0%）"
