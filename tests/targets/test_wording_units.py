"""Units beside numbers: of one, of money, with a minus."""

from decimal import Decimal

import pytest
from django.utils import translation

from targets.models import Indicator
from targets.wording import amount, difference, quantity, singular, with_unit

CENTERS = Indicator(unit="家", english_unit="centers", decimals=0)
GROWTH = Indicator(unit="%", english_unit="%", decimals=1, form="growth")


@pytest.mark.parametrize(
    ("unit", "one"),
    [
        ("centers", "center"),
        ("companies", "company"),
        ("boxes", "box"),
        ("branches", "branch"),
        ("classes", "class"),
        ("press", "press"),
        ("km", "km"),
        ("家", "家"),
    ],
)
def test_english_has_another_form_for_one(unit: str, one: str) -> None:
    assert singular(unit) == one


def test_only_exactly_one_is_one() -> None:
    assert with_unit("1", "centers") == "1 center"
    assert with_unit("1.0", "months") == "1.0 months"
    assert with_unit("11", "centers") == "11 centers"
    assert difference(Decimal(-1), CENTERS) == "1 center"
    with translation.override("zh-hans"):
        assert quantity(Decimal(1), CENTERS) == "1 家"


def test_a_number_below_zero_has_a_minus_and_no_hyphen() -> None:
    assert quantity(Decimal("-8.8"), GROWTH) == "−8.8%"
    assert amount(Decimal("-0.04"), GROWTH) == "0.0"
    money = Indicator(unit="亿元", english_unit="CNY 100 million", decimals=1)
    assert quantity(Decimal(-5), money) == "−CNY 500 million"
