"""What people send while reports are handed in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from reports.forms.export import form_choices, usual_forms
from reports.models import Export, FormKey
from reports.models.hand_in import LONGEST_NOTE
from texts.form_fields import Day, Text, WholeNumber

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
# Three times as many as there are provinces; more stacks of paper are noted in turns.
MOST_CODES = 100


class HandInForm(forms.Form):
    """The version that was read, and that it is known not to be signed out where it is not."""

    seen = WholeNumber(widget=forms.HiddenInput)
    is_unsigned_accepted = forms.BooleanField(
        label=_("I know that this version is not signed out, and hand it in so."), required=False
    )


class ReasonForm(forms.Form):
    """Why something is sent back or taken back."""

    reason = Text(label=_("Reason"), max_length=LONGEST_NOTE, widget=forms.Textarea(attrs={"rows": 3}))


class ArrivalForm(forms.Form):
    """When the paper of a version arrived, and why a replaced one is noted."""

    version = WholeNumber(widget=forms.HiddenInput)
    arrived_on = Day(label=_("Arrived on"), widget=DAY)
    reason = Text(label=_("Why a replaced version is noted"), required=False, max_length=LONGEST_NOTE)


class CodesForm(forms.Form):
    """Codes of reports on paper, one a line."""

    codes = Text(
        label=_("Verification codes"),
        help_text=_("One a line, as typed or as a scanner reads them; blanks and hyphens do no harm."),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false", "autocomplete": "off"}),
    )
    arrived_on = Day(label=_("Arrived on"), widget=DAY)
    reason = Text(
        label=_("Why a replaced version is noted"),
        help_text=_("Only where the paper is of a version that a later one has replaced."),
        required=False,
        max_length=LONGEST_NOTE,
    )

    def clean_codes(self) -> list[str]:
        lines = [line for line in self.cleaned_data["codes"].splitlines() if line.strip()]
        if len(lines) > MOST_CODES:
            raise forms.ValidationError(
                _("At most %(most)d codes at once; note the rest afterwards."), params={"most": MOST_CODES}
            )
        return lines


class ReminderForm(forms.Form):
    """Whom to remind, and in which words."""

    text = Text(
        label=_("Text of the reminder"),
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class PackageForm(forms.Form):
    """Which of the reports handed in are packed, in which forms."""

    among = forms.ChoiceField(
        label=_("Of whom"),
        choices=lambda: [("", _("Whole country")), *Export.Among.choices],
        required=False,
        error_messages={"invalid_choice": _("Choose one of those offered.")},
    )
    forms = forms.MultipleChoiceField(
        label=_("Forms"),
        choices=form_choices,
        initial=usual_forms,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Choose at least one form."),
            "invalid_choice": _("The report has no form called %(value)s."),
        },
    )

    def clean_forms(self) -> list[FormKey]:
        return [FormKey(key) for key in self.cleaned_data["forms"]]

    def clean_among(self) -> Any:
        return self.cleaned_data["among"] or ""
