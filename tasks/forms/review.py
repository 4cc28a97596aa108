"""Forms of the moves that need words."""

import datetime as dt
import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from tasks.models import Filing
from texts.form_fields import Day, Text, WholeNumber

LONGEST_REASON = 2_000
CHOICE = re.compile(r"([0-9]{1,9})-([0-9]{1,9})")


class ReasonForm(forms.Form):
    """Why a filing is returned, reopened or given back."""

    reason = Text(
        label=_("Reason"),
        help_text=_("The filer reads it. Name the line and say what is to be changed."),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class GiveBackForm(ReasonForm):
    """Why a lead gives a filing back that was handed over."""


class VersionForm(forms.Form):
    """Which submitted version the reviewer has read."""

    version = WholeNumber(min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)


class ReopenForm(ReasonForm, VersionForm):
    """Reopening the approved version that was read."""


class ConfirmedField(forms.Field):
    """What the reviewer confirms having read: the words of every box that was ticked, as a set."""

    widget = forms.SelectMultiple

    def to_python(self, value: list[str] | None) -> frozenset[str]:
        return frozenset(key for ticked in value or [] for key in ticked.split())


class ApprovalForm(VersionForm):
    """Approving the version that was read, with what stands against it."""

    confirmed = ConfirmedField(required=False)


class ReturnForm(ReasonForm, VersionForm):
    """Returning the version that was read, with a reason where no remark stands at a line."""

    def __init__(self, *args: Any, is_remarked: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = not is_remarked


class ChosenField(forms.Field):
    """Filings chosen in the queue, each as "number-version" of what was listed; versions by number."""

    widget = forms.SelectMultiple
    default_error_messages = {"required": _("Choose at least one filing.")}

    def to_python(self, value: list[str] | None) -> dict[int, int]:
        chosen: dict[int, int] = {}
        for text in value or []:
            parts = CHOICE.fullmatch(text)
            if parts is None:
                raise forms.ValidationError(_t("The page was incomplete. Load the queue again."))
            chosen[int(parts[1])] = int(parts[2])
        return chosen


class ChosenForm(forms.Form):
    """What is approved at once."""

    filing = ChosenField()


class ExtendForm(ReasonForm):
    """Until when one organization may still file on time, and why."""

    due_on = Day(
        label=_("New due day"),
        help_text=_("The window closes at the end of this day, Beijing time."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    seen_due_on = Day(widget=forms.HiddenInput)
    field_order = ["due_on", "reason"]

    def __init__(self, *args: Any, filing: Filing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = _("It stands in the log of the filing.")
        self.filing = filing
        self.fields["seen_due_on"].initial = filing.due_on.isoformat()

    def clean_due_on(self) -> dt.date:
        due_on: dt.date = self.cleaned_data["due_on"]
        if due_on <= self.filing.due_on:
            raise forms.ValidationError(
                _t("The new day must lie after the present one, %(day)s.")
                % {"day": self.filing.due_on.isoformat()}
            )
        if due_on.year > self.filing.period.guidance.year + 2:
            raise forms.ValidationError(_t("This day lies too far ahead; check the year."))
        return due_on
