"""The form that says how an organization's reports are headed, addressed and signed."""

from django import forms

from reports.models import ReportSettings
from texts.form_fields import form_field


class ReportSettingsForm(forms.ModelForm[ReportSettings]):
    """Letterhead, number, addressee and contact; what stays empty takes its default."""

    class Meta:
        model = ReportSettings
        fields = [
            "letterhead",
            "mark",
            "document_number",
            "signer",
            "addressee",
            "copies_to",
            "contact_name",
            "contact_phone",
        ]
        widgets = {"letterhead": forms.RadioSelect}
        formfield_callback = form_field
