"""What editors type about material: a note, a score, why a case is chosen."""

from django import forms
from django.utils.translation import gettext_lazy as _

from reports.models import CaseOfYear, CaseScore, MaterialPick
from reports.models.case_score import CRITERIA, LEAST, MOST
from texts.form_fields import Text, WholeNumber, form_field

POINTS = [(points, str(points)) for points in range(LEAST, MOST + 1)]


class PickNoteForm(forms.ModelForm[MaterialPick]):
    """A note beside what is marked; ``seen`` is the one that stood there."""

    seen = Text(required=False, strip=False, widget=forms.HiddenInput)

    class Meta:
        model = MaterialPick
        fields = ("note",)
        formfield_callback = form_field


class ScoreForm(forms.ModelForm[CaseScore]):
    """Points for each criterion, and a remark; ``version`` is that of the filing that was read."""

    version = WholeNumber(min_value=0, widget=forms.HiddenInput)

    class Meta:
        model = CaseScore
        fields = (*CRITERIA, "remark")
        formfield_callback = form_field

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        for name in CRITERIA:
            known = self.fields[name]
            self.fields[name] = forms.TypedChoiceField(
                choices=POINTS,
                coerce=int,
                widget=forms.RadioSelect,
                label=known.label,
                help_text=known.help_text,
            )


class ChoiceForm(forms.ModelForm[CaseOfYear]):
    """Why a case is one of the year."""

    class Meta:
        model = CaseOfYear
        fields = ("reason",)
        labels = {"reason": _("Why it is a case of the year")}
        formfield_callback = form_field
