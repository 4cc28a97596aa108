"""What people send while reports are handed in."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.forms import ChoiceField
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from organizations.models import Organization
from reports.forms.export import form_choices, usual_forms
from reports.hand_ins.handed_in_versions import handed_in_among
from reports.hand_ins.register import Register
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
    """Which of the reports handed in are packed, in which forms: of everybody, of some, or of one of those
    who owe a report by the ``register``. Where none has come in, the form says so."""

    among = forms.ChoiceField(
        label=_("Of whom"),
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

    def __init__(self, *args: Any, register: Register, **kwargs: Any) -> None:
        # On the page of exports another form has fields of these names.
        super().__init__(*args, **{"auto_id": "package_%s"} | kwargs)
        self.register = register
        cast("ChoiceField", self.fields["among"]).choices = choices_of(register)

    def clean_forms(self) -> list[FormKey]:
        return [FormKey(key) for key in self.cleaned_data["forms"]]

    def clean_among(self) -> str:
        """Whom the package is of; the organization where it is one alone is put beside."""
        asked = str(self.cleaned_data["among"])
        entries = [entry for entry in self.register.entries if stated(entry.organization) == asked]
        among = str(Export.Among.ONE) if entries else asked
        if not handed_in_among(entries or self.register.entries, among):
            raise ValidationError(_("Nobody of these has handed in a report, so there is nothing to pack."))
        self.cleaned_data |= {"organization": entries[0].organization} if entries else {}
        return among


def stated(organization: Organization) -> str:
    """How a form names one organization alone."""
    return f"{Export.Among.ONE}-{organization.pk}"


def choices_of(register: Register) -> list[Any]:
    """The whole country, some, and each one who owes a report."""
    whole: list[Any] = [("", _t("Whole country"))]
    some = [choice for choice in Export.Among.choices if choice[0] != Export.Among.ONE]
    named = [(entry.organization, str(entry.organization)) for entry in register.entries]
    local = [(stated(node), name) for node, name in named if node.is_local]
    departments = [(stated(node), name) for node, name in named if not node.is_local]
    groups = (
        (_t("Several"), some),
        (_t("One bureau or center"), local),
        (_t("One department"), departments),
    )
    return whole + [group for group in groups if group[1]]
