"""Which lines a department has seen."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

CHOICE = re.compile(r"([a-z]{1,20})-([0-9]{1,9})-([0-9]{1,9})-([0-9]{1,9})")

# The version of its filing that was shown, by the kind of a line, its filing and its subject.
type Chosen = dict[tuple[str, int, int], int]


class SeenField(forms.Field):
    """Lines as "kind-filing-subject-version"; the version that was shown by kind, filing and subject."""

    widget = forms.SelectMultiple
    default_error_messages = {
        "required": _("Choose at least one line."),
        "invalid": _("The page was incomplete. Load it again."),
    }

    def to_python(self, value: list[str] | None) -> Chosen:
        chosen: Chosen = {}
        for text in value or []:
            parts = CHOICE.fullmatch(text)
            if parts is None:
                raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
            kind, *numbers = parts.groups()
            filing, subject, version = map(int, numbers)
            chosen[kind, filing, subject] = version
        return chosen


class SeenForm(forms.Form):
    """The chosen lines."""

    line = SeenField()


class AllSeenForm(forms.Form):
    """All lines that the address of the page finds, as they stood when it was shown."""

    shown_at = forms.DateTimeField(error_messages={"required": SeenField.default_error_messages["invalid"]})
