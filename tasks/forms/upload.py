"""The form with which an official document is handed in."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from reading import DocumentError, read_source
from reading.sources.limits import LARGEST_FILE, MEGABYTE
from tasks.forms.draft import FIRST_YEAR, LAST_YEAR
from texts.form_fields import Text, WholeNumber


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
        return of_size(self.cleaned_data["file"])


def of_size(file: UploadedFile[Any]) -> UploadedFile[Any]:
    """A file that is not too large to be read. Raises ``ValidationError``."""
    if (file.size or 0) > LARGEST_FILE:
        raise forms.ValidationError(
            _t("The file has %(size)s MB; at most 50 MB can be read. Leave out its pictures.")
            % {"size": -(-(file.size or 0) // MEGABYTE)}
        )
    return file


class ByHandForm(forms.Form):
    """A document that the reader cannot read: its text as the page has kept it or the file once more, its
    title and the year of its plan."""

    title = Text(label=_("Title"), max_length=200)
    year = WholeNumber(
        label=_("Year of the plan"),
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        widget=forms.NumberInput(attrs={"class": "input--year"}),
    )
    text = Text(required=False, strip=False, widget=forms.Textarea(attrs={"hidden": True}))
    source_name = Text(required=False, max_length=200, widget=forms.HiddenInput)
    file = forms.FileField(
        label=_("Document"),
        required=False,
        help_text=_("The text is too long for the page to keep: choose the file once more."),
        widget=forms.FileInput(attrs={"accept": ".docx,.pdf,.txt"}),
    )

    def clean_file(self) -> UploadedFile[Any] | None:
        file: UploadedFile[Any] | None = self.cleaned_data["file"]
        return of_size(file) if file else None

    def clean(self) -> None:
        """The text is there, kept or in a file."""
        file = self.cleaned_data.get("file")
        if file is None and not self.cleaned_data.get("text", "").strip():
            self.add_error("file", _t("Choose the file of the document."))
        elif file is not None:
            self.cleaned_data["source_name"] = file.name
            try:
                self.cleaned_data["text"] = read_source(file.read(), file.name or "")
            except DocumentError as refusal:
                self.add_error("file", str(refusal))
