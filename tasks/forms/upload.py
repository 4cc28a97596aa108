"""The form with which an official document is handed in."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from reading.sources.limits import LARGEST_FILE, MEGABYTE
from tasks.forms.draft import FIRST_YEAR, LAST_YEAR
from texts.form_fields import WholeNumber


class UploadForm(forms.Form):
    """A document, and the year of its plan where the document does not say it."""

    file = forms.FileField(
        label=_("Document"),
        help_text=_("A .docx, a .pdf with text or a .txt file, at most 50 MB."),
        error_messages={
            "required": _("Choose the file of the document."),
            "empty": _("The file is empty. Choose another one."),
        },
        widget=forms.FileInput(attrs={"accept": ".docx,.pdf,.txt"}),
    )
    year = WholeNumber(
        label=_("Year of the plan"),
        help_text=_("Only where the document does not say it, or for a plan over several years."),
        required=False,
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        widget=forms.NumberInput(attrs={"class": "input--year"}),
    )

    def clean_file(self) -> UploadedFile[Any]:
        """The file, refused by its size before anything of it is read."""
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST_FILE:
            raise forms.ValidationError(
                _t("The file has %(size)s MB; at most 50 MB can be read. Leave out its pictures.")
                % {"size": -(-(file.size or 0) // MEGABYTE)}
            )
        return file
