"""What administrators send who publish a report or withdraw it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from reports.models.publication import LONGEST_REASON
from texts.form_fields import Text, WholeNumber


class PublishForm(forms.Form):
    """The version that was read."""

    seen = WholeNumber(widget=forms.HiddenInput)


class WithdrawalForm(forms.Form):
    """Which publication is withdrawn, and why."""

    publication = WholeNumber(widget=forms.HiddenInput)
    reason = Text(
        label=_("Why it is withdrawn"),
        help_text=_("It stays on record; administrators read it."),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
