"""The hidden field by which a page carries what was read on it (design R20)."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tasks.statement import Statement
from texts.form_fields import Text

# In signs; a filing of forty lines has some ten thousand.
LONGEST_STATEMENT = 500_000


class StatementField(Text):
    """What was read, as a ``Statement``."""

    widget = forms.HiddenInput
    default_error_messages = {
        "required": _("The page was incomplete. Load it again and read what stands there."),
        "invalid": _("The page was incomplete. Load it again and read what stands there."),
    }

    def __init__(self, **kwargs: Any) -> None:
        # The texts in it are compared sign by sign, blanks at their ends included.
        super().__init__(max_length=LONGEST_STATEMENT, strip=False, **kwargs)

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if isinstance(value, Statement) or not text:
            return value or None
        try:
            return Statement.parse(text)
        except ValueError:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from None

    def run_validators(self, value: Any) -> None:
        """The length is asked of the text, as the form carries it."""
        super().run_validators(str(value) if value else "")


class SignForm(forms.Form):
    """A name under what was read."""

    seen = StatementField()
