"""Which lines a department has seen."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

CHOICE = re.compile(r"([0-9]{1,9})-([0-9]{1,9})-([0-9]{1,9})")


class SeenField(forms.Field):
    """Lines as "filing-subject-version"; the version that was shown by filing and subject."""

    widget = forms.SelectMultiple
    default_error_messages = {
        "required": _("Choose at least one line."),
        "invalid": _("The page was incomplete. Load it again."),
    }

    def to_python(self, value: list[str] | None) -> dict[tuple[int, int], int]:
        chosen: dict[tuple[int, int], int] = {}
        for text in value or []:
            parts = CHOICE.fullmatch(text)
            if parts is None:
                raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
            filing, subject, version = map(int, parts.groups())
            chosen[filing, subject] = version
        return chosen


class SeenForm(forms.Form):
    """The chosen lines of one kind."""

    line = SeenField()
