"""What people send while they edit the text of a report."""

from django import forms
from django.utils.translation import gettext_lazy as _

from reports.models.edition import LONGEST_PART, LONGEST_REASON
from reports.models.sign_off import LONGEST_OPINION
from texts.form_fields import Text, WholeNumber


class WordsForm(forms.Form):
    """The words of one part."""

    words = Text(label=_("Text"), max_length=LONGEST_PART, widget=forms.Textarea)


class ConfirmationForm(forms.Form):
    """Why something stands that a check points out."""

    key = Text(max_length=200, widget=forms.HiddenInput)
    reason = Text(label=_("Why it stands"), max_length=LONGEST_REASON)


class OpinionForm(forms.Form):
    """What somebody says who puts their name under a text, or sends it back."""

    opinion = Text(
        label=_("Opinion"), max_length=LONGEST_OPINION, required=False, widget=forms.Textarea({"rows": 2})
    )
    seen = WholeNumber(widget=forms.HiddenInput)
