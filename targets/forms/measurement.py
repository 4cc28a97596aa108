"""The form of a measurement."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _t

from targets.models import Indicator, Measurement
from targets.quantity import parse_quantity, unit_in
from tasks.lines.form import AskedLineForm
from texts.form_fields import Text
from texts.numbers import plain_number

LONGEST_NUMBER = 60


class QuantityField(Text):
    """A number in a stated unit, which the page calls ``shown``; empty is None. Keeps what was typed when it
    cannot be read."""

    def __init__(self, *, unit: str, shown: str = "", **kwargs: Any) -> None:
        self.unit, self.shown = unit, shown
        widget = forms.TextInput(
            attrs={"inputmode": "decimal", "autocomplete": "off", "class": "input--number"}
        )
        super().__init__(required=False, max_length=LONGEST_NUMBER, widget=widget, **kwargs)

    def clean(self, value: Any) -> Decimal | None:
        text = super().clean(value)
        return parse_quantity(text, self.unit, shown=self.shown) if text else None

    def prepare_value(self, value: Any) -> Any:
        return plain_number(value) if isinstance(value, Decimal) else value


class MeasurementForm(AskedLineForm):
    """A value in the indicator's unit, or numerator and denominator."""

    def __init__(self, *args: Any, measurement: Measurement, **kwargs: Any) -> None:
        super().__init__(*args, line=measurement, **kwargs)
        self.measurement = measurement
        indicator = measurement.target.indicator
        fields = ratio_fields(indicator) if indicator.has_two_numbers else value_field(indicator)
        self.fields = fields | self.fields
        self.answer_fields = tuple(fields)

    def clean_denominator(self) -> Decimal | None:
        denominator: Decimal | None = self.cleaned_data["denominator"]
        if denominator == 0:
            raise ValidationError(
                _t("The denominator must be above 0. With nothing to count, file a nil return.")
            )
        return denominator

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        numerator, denominator = cleaned.get("numerator"), cleaned.get("denominator")
        is_share = self.measurement.target.indicator.form == Indicator.Form.RATIO
        if is_share and numerator is not None and denominator is not None and numerator > denominator:
            self.add_error("numerator", _t("The part cannot be larger than the whole (denominator)."))
        return cleaned


def what_is_counted(indicator: Indicator) -> str:
    """Over which time the numbers of a line are counted."""
    if indicator.has_two_numbers:
        return _t("Since the beginning of the year.")
    if indicator.over_periods == Indicator.OverPeriods.SUM:
        return _t("Only what was added in this period.")
    return _t("The level at the end of the period.")


def value_field(indicator: Indicator) -> dict[str, forms.Field]:
    hint, unit, shown = what_is_counted(indicator), indicator.unit, indicator.display_unit
    return {"value": QuantityField(label=indicator.display_name, help_text=hint, unit=unit, shown=shown)}


def ratio_fields(indicator: Indicator) -> dict[str, forms.Field]:
    """What is counted says its unit in its name, if anywhere."""
    return {
        "numerator": counted(indicator, indicator.numerator_name, indicator.display_numerator_name),
        "denominator": counted(indicator, indicator.denominator_name, indicator.display_denominator_name),
    }


def counted(indicator: Indicator, name: str, label: str) -> QuantityField:
    hint = what_is_counted(indicator)
    return QuantityField(label=label, help_text=hint, unit=unit_in(name), shown=unit_in(label))
