"""The forms with which a spreadsheet is brought for a filing, and taken over."""

import json
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from spreadsheets.incoming.limits import LARGEST_FILE
from tasks.actions.import_lines import Choice
from tasks.line_imports.preview import Preview
from tasks.line_imports.weighing import LinePlace, Weighed
from tasks.models import OwnSpreadsheet
from texts.form_fields import Text, give_choices

MEGABYTE = 1 << 20
MINE, THEIRS = "mine", "theirs"
# Longer ones name no versions that a page of ours has shown.
LONGEST_SEEN = 100_000


class BringForm(forms.Form):
    """The file."""

    file = forms.FileField(
        label=_("Workbook"),
        error_messages={
            "required": _("Choose the workbook that you have filled in."),
            "empty": _("The file is empty. Choose another one."),
        },
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xlsm,.csv"}),
    )

    own = forms.ChoiceField(
        label=_("Which file it is"),
        required=False,
        error_messages={"invalid_choice": _("This spreadsheet is not there any more. Choose again.")},
    )

    def __init__(self, *args: Any, spreadsheets: Sequence[OwnSpreadsheet] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.spreadsheets = {str(each.pk): each for each in spreadsheets}
        words = _t("The fill-in workbook of this filing, as .xlsx; at most %(size)d MB.")
        if spreadsheets:
            words = _t(
                "The fill-in workbook of this filing, or a spreadsheet of your own that was mapped; at most"
                " %(size)d MB."
            )
        self.fields["file"].help_text = words % {"size": LARGEST_FILE // MEGABYTE}
        names = [(key, each.name) for key, each in self.spreadsheets.items()]
        give_choices(self, "own", [("", _t("Told by its content")), *names])
        if not spreadsheets:
            del self.fields["own"]

    @property
    def chosen(self) -> OwnSpreadsheet | None:
        """The own spreadsheet that the person said the file is, once the form is valid."""
        return self.spreadsheets.get(self.cleaned_data.get("own") or "")

    def clean_file(self) -> UploadedFile[Any]:
        """The file, refused by its size before anything of it is read."""
        return file_of_size(self.cleaned_data["file"])


def file_of_size(file: UploadedFile[Any]) -> UploadedFile[Any]:
    """A file that is not too large to be read. Raises ``ValidationError``."""
    if (file.size or 0) > LARGEST_FILE:
        raise forms.ValidationError(
            _t("The file has %(size)d MB; at most %(most)d MB can be read. Leave out its pictures.")
            % {"size": -(-(file.size or 0) // MEGABYTE), "most": LARGEST_FILE // MEGABYTE}
        )
    return file


class SeenField(Text):
    """The versions that a page has shown, by line; a page that was tampered with has shown none."""

    widget = forms.HiddenInput

    def to_python(self, value: Any) -> Any:
        try:
            rows = json.loads(str(value or "")[:LONGEST_SEEN])
            return {(str(kind), int(subject)): int(version) for kind, subject, version in rows}
        except (ValueError, TypeError, OverflowError, RecursionError):
            return {}


class TakeOverForm(forms.Form):
    """What the person has seen, whose text stands where somebody else has changed a line too, and whether
    errors are left aside."""

    seen = SeenField(required=False)
    reading = Text(required=False, max_length=64, widget=forms.HiddenInput)
    good_only = forms.BooleanField(
        label=_("Take the good rows over, and leave those with errors"), required=False
    )

    def __init__(self, data: Any = None, *, preview: Preview, reading: str = "") -> None:
        super().__init__(data, initial={"seen": seen_of(preview), "reading": reading})
        self.preview = preview
        for row in preview.conflicts:
            self.fields[row.key] = forms.ChoiceField(
                label=row.subject,
                choices=[(THEIRS, _t("Leave what stands")), (MINE, _t("Take the text of the file"))],
                required=False,
                widget=forms.RadioSelect,
            )

    @property
    def choice(self) -> Choice:
        """What was decided, once the form is valid."""
        return Choice(
            mine=self.places(MINE), theirs=self.places(THEIRS), good_only=self.cleaned_data["good_only"]
        )

    def places(self, side: str) -> frozenset[LinePlace]:
        return frozenset(
            row.place for row in self.preview.conflicts if self.cleaned_data.get(row.key) == side
        )

    def chosen_of(self, row: Weighed) -> forms.BoundField:
        return self[row.key]


def seen_of(preview: Preview) -> str:
    """The versions of the lines that would be written, as the page carries them."""
    return json.dumps([[*place, version] for place, version in preview.versions.items()])
