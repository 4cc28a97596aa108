"""The fields in which the doubts about a line are explained, three for each kind of doubt.

``explanation_…`` is the text, ``compared_…`` what the page said was compared when it was typed, and
``still_holds_…`` says that a text written on other numbers answers these too.
"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tasks.lines.doubts import Explanations, explained
from tasks.models import LONGEST_TEXT
from texts.form_fields import Text

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

LONGEST_COMPARED = 1_000
# Alike on every line, and changed by none: a file has hundreds of lines, each with a form of its own.
COMPARED = Text(required=False, max_length=LONGEST_COMPARED, widget=forms.HiddenInput)
STILL_HOLDS = forms.BooleanField(label=_("My explanation still holds for these numbers"), required=False)


def explanation_fields(
    doubts: "Mapping[str, StrOrPromise]", explanations: Explanations
) -> dict[str, forms.Field]:
    """The fields of every kind of doubt that lines of one kind can have."""
    fields: dict[str, forms.Field] = {}
    for key, label in doubts.items():
        said = explanations.get(key)
        fields[f"explanation_{key}"] = Text(
            label=label,
            initial=said["text"] if said else "",
            required=False,
            max_length=LONGEST_TEXT,
            widget=forms.Textarea(attrs={"rows": 2}),
        )
        fields[f"compared_{key}"], fields[f"still_holds_{key}"] = COMPARED, STILL_HOLDS
    return fields


def sent_explanations(
    cleaned: Mapping[str, Any], sent: Iterable[str], keys: Iterable[str], before: Explanations
) -> Explanations:
    """What stands written on the doubts after a form was sent. Of a doubt that the page did not show nothing
    was ``sent``; what was written on it stays, for it may come back with the next digit."""
    names, found = set(sent), dict(before)
    for key in keys:
        if f"explanation_{key}" not in names:
            continue
        now = explained(
            found.pop(key, None),
            text=cleaned.get(f"explanation_{key}") or "",
            shown=cleaned.get(f"compared_{key}") or "",
            still_holds=bool(cleaned.get(f"still_holds_{key}")),
        )
        if now is not None:
            found[key] = now
    return found
