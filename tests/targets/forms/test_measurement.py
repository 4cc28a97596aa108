"""The fields of a measurement: numbers with the unit that the page says, or alone."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from targets.forms.measurement import ratio_fields, value_field
from targets.models import Indicator

GROWTH = Indicator(
    form=Indicator.Form.GROWTH,
    numerator_name="今年以来惠及企业数（家）",
    english_numerator_name="Enterprises financed this year",
    denominator_name="上年同期惠及企业数",
)


def test_what_is_counted_may_be_written_with_the_unit_of_its_name() -> None:
    fields = ratio_fields(GROWTH)
    assert fields["numerator"].clean("1,674 家") == Decimal(1674)
    assert fields["denominator"].clean("1257") == Decimal(1257)


def test_what_is_counted_in_another_unit_is_refused_with_its_own() -> None:
    fields = ratio_fields(GROWTH)
    with pytest.raises(ValidationError, match="The unit here is “家”, not “亿元”"):
        fields["numerator"].clean("1,234.5亿元")
    with pytest.raises(ValidationError, match="Write the number alone, without “亿元”"):
        fields["denominator"].clean("1,234.5亿元")


def test_a_value_may_be_written_with_the_unit_of_either_language() -> None:
    field = value_field(Indicator(name="支持中心", unit="家", english_unit="centers"))["value"]
    assert field.clean("8 centers") == field.clean("8家") == Decimal(8)
