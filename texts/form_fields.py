"""Form fields through which text comes in; every form of the portal asks with these."""

import datetime as dt
import re
from collections.abc import Iterable, Sized
from typing import Any, override

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models

from texts.digits import OddDigit, plain_digits, sentence_on
from texts.incoming import incoming, incoming_values, length, one_line

_WHOLE = re.compile(r"[-+]?[0-9]+")
_DECIMAL = re.compile(r"[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
# Of which years the portal can be asked: beside the ends of the calendar no day lies before or after.
FIRST_YEAR, LAST_YEAR = 1900, 2999


class LongestText(MaxLengthValidator):
    """At most so many signs, counted as the browser counts for ``maxlength``."""

    @override
    def clean(self, x: Sized) -> int:
        return length(x) if isinstance(x, str) else len(x)


class Text(forms.CharField):
    """Text through the gate: of one line, or of several where its widget has several."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        longest = [
            LongestText(validator.limit_value)
            for validator in self.validators
            if type(validator) is MaxLengthValidator
        ]
        others = [validator for validator in self.validators if type(validator) is not MaxLengthValidator]
        self.validators = [*others, *longest]

    @override
    def to_python(self, value: Any) -> str | None:
        return super().to_python(self.gated(value))

    def gated(self, value: Any) -> Any:
        """A text as the portal keeps it; anything else as it is."""
        if not isinstance(value, str):
            return value
        return incoming(value) if isinstance(self.widget, forms.Textarea) else one_line(value)

    @override
    def has_changed(self, initial: Any, data: Any) -> bool:
        """What was stored before there was a gate is no change of the person who sends it back."""
        return super().has_changed(self.gated(initial), self.gated(data))


def level(value: Any) -> Any:
    """A typed number or day with plain digits. Raises ``ValidationError`` naming a sign that is none."""
    if not isinstance(value, str):
        return value
    try:
        return plain_digits(value)
    except OddDigit as odd:
        raise ValidationError(sentence_on(odd.sign), code="odd_digit") from None


class WholeNumber(forms.IntegerField):
    """A whole number in plain digits."""

    @override
    def to_python(self, value: Any) -> int | None:
        return super().to_python(matched(self, value, _WHOLE))


class DecimalNumber(forms.DecimalField):
    """A number in plain digits, without an exponent."""

    @override
    def to_python(self, value: Any) -> Any:
        return super().to_python(matched(self, value, _DECIMAL))


class Day(forms.DateField):
    """A day in plain digits, of ``FIRST_YEAR`` to ``LAST_YEAR``."""

    @override
    def to_python(self, value: Any) -> dt.date | None:
        day = super().to_python(level(value))
        if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return day


class Json(forms.JSONField):
    """Values as JSON, each text in them through the gate: an escape brings in what the typed text had not."""

    @override
    def to_python(self, value: Any) -> Any:
        return incoming_values(super().to_python(value))

    @override
    def bound_data(self, data: Any, initial: Any) -> Any:
        """What is shown again beside a message."""
        return incoming_values(super().bound_data(data, initial))


def give_choices(form: forms.BaseForm, name: str, choices: Iterable[tuple[str, Any]]) -> None:
    """Give a field of a form what there is to choose from, known only with the form at hand; a form without
    the field, or whose field is none to choose with, stays as it is."""
    field = form.fields.get(name)
    if isinstance(field, forms.ChoiceField):
        field.choices = list(choices)


def matched(field: forms.Field, value: Any, shape: re.Pattern[str]) -> Any:
    """A typed number of this shape; Python would read more: underscores, and digits of all scripts."""
    typed = level(value)
    if isinstance(typed, str) and typed and not shape.fullmatch(typed):
        raise ValidationError(field.error_messages["invalid"], code="invalid")
    return typed


_GATED: dict[type[forms.Field], type[forms.Field]] = {
    forms.CharField: Text,
    forms.IntegerField: WholeNumber,
    forms.DecimalField: DecimalNumber,
    forms.DateField: Day,
}


def form_field(field: models.Field[Any, Any], **kwargs: Any) -> forms.Field | None:
    """The field of a model form; for ``Meta.formfield_callback``."""
    usual = field.formfield(**kwargs)
    gated = _GATED.get(type(usual)) if usual else None
    return field.formfield(**kwargs | {"form_class": gated}) if gated else usual
