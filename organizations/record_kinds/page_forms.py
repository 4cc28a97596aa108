"""The forms with which a workbook of records is brought back, and taken over."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from organizations.models.organization_event import LONGEST_REASON
from organizations.record_kinds.weighing import MINE, THEIRS, RecordChoice
from spreadsheets.incoming.limits import LARGEST_FILE, MEGABYTE
from spreadsheets.records.comparison import Fate, RecordChange
from texts.form_fields import Text

LONGEST_MARK = 64


class BringRecordsForm(forms.Form):
    """The file."""

    file = forms.FileField(
        label=_("Workbook"),
        error_messages={
            "required": _("Choose the workbook that you have edited."),
            "empty": _("The file is empty. Choose another one."),
        },
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xlsm,.csv"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = _t("The workbook that was downloaded here, or one with the same titles; at most %(size)d MB.")
        self.fields["file"].help_text = words % {"size": LARGEST_FILE // MEGABYTE}

    def clean_file(self) -> UploadedFile[Any]:
        """The file, refused by its size before anything of it is read."""
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST_FILE:
            raise forms.ValidationError(
                _t("The file has %(size)d MB; at most %(most)d MB can be read. Leave out its pictures.")
                % {"size": -(-(file.size or 0) // MEGABYTE), "most": LARGEST_FILE // MEGABYTE}
            )
        return file


class TakeOverRecordsForm(forms.Form):
    """Why, whose values stand where both have changed them, and whether rows with errors are left aside.

    ``shown`` is the mark of what the page has shown; ``decided`` what the person has decided before, where
    the worker has taken nothing over.
    """

    shown = Text(required=False, max_length=LONGEST_MARK, widget=forms.HiddenInput)
    reason = Text(
        label=_("Reason"),
        help_text=_("It stays on record with your name: what makes the change necessary?"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    good_only = forms.BooleanField(
        label=_("Take the good rows over, and leave those with errors"), required=False
    )

    def __init__(
        self,
        data: Any = None,
        *,
        changes: Sequence[RecordChange],
        shown: str,
        asks_reason: bool,
        decided: Mapping[str, Any],
    ) -> None:
        sides = {f"row-{row}": side for row, side in decided.get("sides", {}).items()}
        said = {name: decided[name] for name in ("reason", "good_only") if name in decided}
        super().__init__(data, initial={"shown": shown, **said, **sides})
        if not asks_reason:
            del self.fields["reason"]
        self.conflicts = [change for change in changes if change.fate is Fate.CONFLICT]
        for change in self.conflicts:
            self.fields[field_of(change)] = forms.ChoiceField(
                label=_t("What both have changed in row %(row)d") % {"row": change.row},
                choices=[(THEIRS, _t("Leave what stands")), (MINE, _t("Take what the file says"))],
                required=False,
                widget=forms.RadioSelect,
            )

    @property
    def why(self) -> str:
        """The reason, where one is asked for."""
        return str(self.cleaned_data.get("reason", ""))

    @property
    def choice(self) -> RecordChoice:
        """What was decided, once the form is valid."""
        chosen = {change.row: self.cleaned_data.get(field_of(change), "") for change in self.conflicts}
        return RecordChoice(
            {row: side for row, side in chosen.items() if side}, self.cleaned_data["good_only"]
        )


def field_of(change: RecordChange) -> str:
    return f"row-{change.row}"
