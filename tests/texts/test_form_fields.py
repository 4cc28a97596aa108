"""The fields of forms: the gate for what is typed, at every page."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from texts.form_fields import Day, DecimalNumber, Json, Text, WholeNumber, form_field, give_choices

LINES = Text(widget=forms.Textarea, max_length=3)


@pytest.mark.parametrize(
    ("field", "typed", "read"),
    [
        (WholeNumber(), "１２３", 123),
        (WholeNumber(), "\u200b-8\ufeff", -8),
        (DecimalNumber(), "１２．５", Decimal("12.5")),
        (DecimalNumber(), " \u20608.\u200b", Decimal(8)),
        (Day(), "２０２１-１０-２０", dt.date(2021, 10, 20)),
        (Day(), "\ufeff2021-10-20", dt.date(2021, 10, 20)),
        (LINES, "一\r\n二", "一\n二"),
        (Text(), "一\r\n\u202e二\ufffe", "一 二"),
        (Json(), '{"a": "\\ufffe\\u0000一\\r\\n"}', {"a": "一\n"}),
    ],
)
def test_what_is_typed_comes_through_the_gate(field: forms.Field, typed: str, read: Any) -> None:
    assert field.clean(typed) == read


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        *((WholeNumber(), text) for text in ("8①", "1_0", "٣", "1.0", "1e3", "八")),
        *((DecimalNumber(), text) for text in ("8①", "1_0", "٣", "1e3", "NaN", "Infinity", "²")),
        *((Day(), text) for text in ("2021-10-2①", "٢٠٢١-10-20", "0001-01-01", "9999-12-31")),
        *((LINES, text) for text in ("一二三四", "😀😀")),
    ],
)
def test_what_only_looks_right_is_refused(field: forms.Field, typed: str) -> None:
    with pytest.raises(ValidationError):
        field.clean(typed)


def test_choices_are_given_to_a_field_that_has_any() -> None:
    class Choosing(forms.Form):
        one = forms.ChoiceField(required=False)
        text = forms.CharField(required=False)

    form = Choosing({"one": "b"})
    for name in ("one", "text", "other"):
        give_choices(form, name, [("a", "A"), ("b", "B")])
    assert form.is_valid()
    assert '<option value="b" selected>B</option>' in str(form["one"])
    assert "B" not in str(form["text"])


@pytest.mark.parametrize(("sent", "is_changed"), [("一\n二", False), ("一\r\n二", False), ("一\n三", True)])
def test_what_was_stored_before_the_gate_is_not_changed_by_sending_it_back(
    sent: str, is_changed: bool
) -> None:
    assert LINES.has_changed("一\r\n\u200b二", sent) is is_changed


@pytest.mark.parametrize(
    ("field", "gated"),
    [
        (models.CharField(max_length=9), Text),
        (models.TextField(), Text),
        (models.IntegerField(), WholeNumber),
        (models.DecimalField(max_digits=9, decimal_places=2), DecimalNumber),
        (models.DateField(), Day),
    ],
)
def test_the_form_of_a_model_asks_through_the_gate(
    field: "models.Field[Any, Any]", gated: type[forms.Field]
) -> None:
    assert type(form_field(field)) is gated
