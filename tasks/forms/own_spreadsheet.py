"""The forms with which a spreadsheet of an organization's own is kept and mapped."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from organizations.models import Organization
from tasks.forms.line_import import file_of_size
from tasks.models import LONGEST_SPREADSHEET_NAME, LONGEST_UNIT, OwnSpreadsheet
from tasks.own_spreadsheets.mapping import FixedCell, HeadAndKey
from texts.form_fields import Text, give_choices

Shape = OwnSpreadsheet.Shape


class NameForm(forms.Form):
    """What people call the spreadsheet."""

    name = Text(
        label=_("Name of the spreadsheet"),
        help_text=_("As your colleagues call it, such as “Quarterly summary”."),
        max_length=LONGEST_SPREADSHEET_NAME,
    )


def sample_field(*, required: bool, label: Any) -> forms.FileField:
    return forms.FileField(
        label=label,
        required=required,
        error_messages={
            "required": _("Choose a file, filled in or empty."),
            "empty": _("The file is empty. Choose another one."),
        },
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xlsm,.csv"}),
    )


class AddForm(NameForm):
    """A new one: its name, whose it is, what it holds, and a file to map on."""

    organization = forms.ChoiceField(label=_("Whose it is"))
    shape = forms.ChoiceField(
        label=_("What the spreadsheet holds"),
        choices=Shape.choices,
        initial=Shape.CELLS,
        widget=forms.RadioSelect,
    )
    file = sample_field(required=True, label=_("A file as it is kept"))

    field_order = ("name", "organization", "shape", "file")

    def __init__(self, *args: Any, organizations: Sequence[Organization], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organizations = {str(each.pk): each for each in organizations}
        give_choices(self, "organization", [(key, str(each)) for key, each in self.organizations.items()])
        self.fields["file"].help_text = _t(
            "A file of an earlier period will do: its cells are shown beside the fields, and nothing of it is"
            " filed."
        )
        if len(organizations) == 1:
            self.fields["organization"].widget = forms.HiddenInput()
            self.fields["organization"].initial = next(iter(self.organizations))

    def clean_file(self) -> UploadedFile[Any]:
        return file_of_size(self.cleaned_data["file"])

    @property
    def chosen_organization(self) -> Organization:
        """Whose it is, once the form is valid."""
        return self.organizations[self.cleaned_data["organization"]]


class SettingsForm(NameForm):
    """Another name, and a newer file to map on."""

    file = sample_field(required=False, label=_("A newer file to map on"))

    def clean_file(self) -> UploadedFile[Any] | None:
        file: UploadedFile[Any] | None = self.cleaned_data["file"]
        return file_of_size(file) if file else None


class PickForm(forms.Form):
    """A cell for a field: a button in the table, else the address that was typed."""

    field = Text(max_length=300, widget=forms.HiddenInput)
    sheet = Text(max_length=100, widget=forms.HiddenInput)
    cell = Text(required=False, max_length=12)
    address = Text(
        label=_("Address of the cell"),
        required=False,
        max_length=12,
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "input--number"}),
    )

    @property
    def picked(self) -> str:
        """The address, once the form is valid."""
        return str(self.cleaned_data["cell"] or self.cleaned_data["address"] or "")


class AdjustForm(forms.Form):
    """How a mapped cell is found again, and in which unit its numbers are."""

    field = Text(max_length=300, widget=forms.HiddenInput)
    how = forms.ChoiceField(
        label=_("How it is found again"),
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("The sample has changed meanwhile: choose again.")},
    )
    unit = Text(
        label=_("Unit in the spreadsheet"),
        required=False,
        max_length=LONGEST_UNIT,
        help_text=_("Empty where the numbers are in the unit of the field."),
        widget=forms.TextInput(attrs={"class": "input--number"}),
    )

    def __init__(
        self, *args: Any, ways: Sequence[FixedCell | HeadAndKey], is_number: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.ways = ways
        if ways:
            give_choices(self, "how", [(str(place), in_words(way)) for place, way in enumerate(ways)])
        else:
            del self.fields["how"]
        if not is_number:
            del self.fields["unit"]

    @property
    def way(self) -> FixedCell | HeadAndKey | None:
        """The chosen way, once the form is valid; None for a column."""
        return self.ways[int(self.cleaned_data["how"])] if self.ways else None


def in_words(way: FixedCell | HeadAndKey) -> str:
    """How a cell is found again, for people."""
    if isinstance(way, HeadAndKey):
        return _t("Under “%(head)s”, in the row of “%(key)s”, wherever they stand") % {
            "head": way.head,
            "key": way.key,
        }
    beside = "、".join(f"“{label}”" for label in (way.left, way.above) if label)
    if beside:
        return _t("At %(cell)s, as long as %(labels)s stands beside it") % {
            "cell": way.name,
            "labels": beside,
        }
    return _t("At %(cell)s, whatever stands beside it") % {"cell": way.name}
