"""Numbers as people read them."""

from decimal import Decimal

import pytest

from texts.numbers import grouped_number, plain_number


@pytest.mark.parametrize(
    ("number", "plain", "grouped"),
    [
        ("1120.50", "1120.5", "1,120.5"),
        ("100", "100", "100"),
        ("1E+3", "1000", "1,000"),
        ("0.00", "0", "0"),
        ("-1234567.10", "-1234567.1", "-1,234,567.1"),
    ],
)
def test_a_number_has_neither_exponent_nor_idle_zeros(number: str, plain: str, grouped: str) -> None:
    assert (plain_number(Decimal(number)), grouped_number(Decimal(number))) == (plain, grouped)
