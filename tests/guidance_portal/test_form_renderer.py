"""Controls written at once are those of Django's own templates."""

from collections.abc import Sequence
from typing import Any

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates, get_default_renderer
from django.utils.safestring import mark_safe
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.asserts import assertHTMLEqual

from guidance_portal.form_renderer import FormRenderer

ODD = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters=" \u00a0"), min_size=1)
VALUES = st.one_of(st.none(), ODD, st.integers(), st.booleans())
ATTRIBUTES = st.dictionaries(
    st.sampled_from(["id", "required", "data-note", "aria-label", "class"]), st.one_of(ODD, st.booleans())
)
CHOICES = st.lists(st.tuples(ODD, ODD), max_size=4)


def both(widget: forms.Widget, value: Any, attrs: dict[str, Any]) -> Sequence[str]:
    return [
        str(widget.render('a<"b', value, attrs, renderer)) for renderer in (FormRenderer(), DjangoTemplates())
    ]


@given(choices=CHOICES, grouped=CHOICES, attrs=ATTRIBUTES, data=st.data())
def test_selects(
    choices: list[tuple[str, str]], grouped: list[tuple[str, str]], attrs: dict[str, Any], data: st.DataObject
) -> None:
    everything: list[Any] = [("", "—"), *choices, *([('Group "<"', grouped)] if grouped else [])]
    value = data.draw(st.sampled_from([key for key, _label in [("", ""), *choices, *grouped]]))
    for widget in (forms.Select(choices=everything), forms.SelectMultiple(choices=everything)):
        written, expected = both(widget, value, attrs)
        assertHTMLEqual(written, expected)


@pytest.mark.parametrize(
    "widget",
    [
        forms.TextInput(),
        forms.NumberInput(),
        forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        forms.HiddenInput(),
        forms.EmailInput(),
        forms.URLInput(),
        forms.PasswordInput(render_value=True),
        forms.TimeInput(),
        forms.CheckboxInput(),
    ],
    ids=lambda widget: type(widget).__name__,
)
@given(value=VALUES, attrs=ATTRIBUTES)
def test_inputs(widget: forms.Widget, value: Any, attrs: dict[str, Any]) -> None:
    written, expected = both(widget, value, attrs)
    assertHTMLEqual(written, expected)


def test_a_label_that_is_markup_stays_so_and_any_other_is_text() -> None:
    widget = forms.Select(choices=[("a", mark_safe("<i>a</i>")), ("b", "<b>"), ("c", 1234)])
    written, expected = both(widget, "b", {})
    assertHTMLEqual(written, expected)
    assert "<i>a</i>" in written
    assert "&lt;b&gt;" in written


def test_the_portal_writes_them_so() -> None:
    assert isinstance(get_default_renderer(), FormRenderer)
