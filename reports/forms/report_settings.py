"""The form that says how an organization's reports are headed, addressed and signed."""

from collections.abc import Iterable, Mapping

from django import forms

from reports.actions.report_settings import FIELDS
from reports.models import ReportSettings
from texts.form_fields import form_field


class ReportSettingsForm(forms.ModelForm[ReportSettings]):
    """Letterhead, number, addressee and contact; what stays empty takes its default."""

    class Meta:
        model = ReportSettings
        fields = FIELDS
        widgets = {"letterhead": forms.RadioSelect}
        formfield_callback = form_field


def changes_in_words(form: ReportSettingsForm, changes: Iterable[Mapping[str, str]]) -> list[dict[str, str]]:
    """Changes of settings with the names that fields and choices have on the page."""
    choices = (*ReportSettings.Letterhead.choices, *ReportSettings.SignOff.choices)
    labels = {key: str(label) for key, label in choices}
    return [
        {
            "field": str(form.fields[change["field"]].label),
            "before": labels.get(change["before"], change["before"]),
            "after": labels.get(change["after"], change["after"]),
        }
        for change in changes
        if change["field"] in form.fields
    ]
