"""Forms of remarks and of their answers."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tasks.lines.kinds import LINE_KINDS
from tasks.models import LONGEST_REMARK
from texts.form_fields import Text, WholeNumber

MOST = 2**31 - 1


def words(label: object, *, required: bool = True) -> Text:
    """What is said; the message says what to do where nothing is."""
    return Text(
        label=str(label),
        max_length=LONGEST_REMARK,
        required=required,
        error_messages={"required": _("Write what is to be said.")},
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class AnswerForm(forms.Form):
    """An answer to a remark."""

    text = words(_("Answer"))


class SettleForm(forms.Form):
    """Resolving a remark or taking it up again, with a word on it if one likes."""

    text = words(_("Answer"), required=False)


class RemarkForm(forms.Form):
    """A remark: on which line, in whose name, and what."""

    kind = Text(required=False, max_length=20, widget=forms.HiddenInput)
    subject = WholeNumber(required=False, min_value=1, max_value=MOST, widget=forms.HiddenInput)
    voice = WholeNumber(required=False, min_value=1, max_value=MOST, widget=forms.HiddenInput)
    text = words(_("Remark"))

    def clean_kind(self) -> str:
        kind: str = self.cleaned_data["kind"]
        if kind and kind not in LINE_KINDS:
            raise forms.ValidationError(_("There is no such line."))
        return kind
