"""Figures as numbers in files: the same as in the words of the pages."""

from decimal import Decimal

import pytest

from spreadsheets.outgoing.plain_values import plain_text
from targets.figure_numbers import number_of
from targets.models import Indicator
from targets.wording import MINUS, amount

GROWTH = Indicator(name="增长率", unit="%", decimals=2, scale=100)


@pytest.mark.parametrize("value", ["-0.004", "-0.005", "0.004", "-1.005", "0", "-0"])
def test_a_number_in_a_file_is_the_one_of_the_page(value: str) -> None:
    """What rounds to nothing has no sign."""
    number = number_of(Decimal(value), GROWTH)
    assert plain_text(number).replace("-", MINUS) == amount(Decimal(value), GROWTH)
