"""The forms with which the workbooks of many filings are asked for, and brought back."""

from typing import Any, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from spreadsheets.incoming.limits import LARGEST_PACKAGE
from tasks.fill_in.many_filings import MOST_IN_ONE_WORKBOOK
from tasks.models import FilingBundle, ReportingPeriod
from texts.form_fields import Text

MEGABYTE = 1 << 20
MOST_IN_ONE_PACKAGE = 500
LONGEST_QUERY = 2_000


class TakeForm(forms.Form):
    """Of which period the workbooks are wanted, and in which form; ``filters`` are those of the list that the
    person came from, as its address has them."""

    period = forms.ChoiceField(
        label=_("Period"), error_messages={"required": _("Choose the period.")}, widget=forms.RadioSelect
    )
    form = forms.ChoiceField(
        label=_("As"),
        choices=FilingBundle.Form.choices,
        initial=FilingBundle.Form.ZIP,
        error_messages={"required": _("Choose a form.")},
        widget=forms.RadioSelect,
    )
    filters = Text(required=False, widget=forms.HiddenInput, max_length=LONGEST_QUERY)

    def __init__(self, data: Any = None, *, periods: dict[ReportingPeriod, int], filters: str) -> None:
        """``periods`` with how many filings of each can be filled in."""
        first = next(iter(periods), None)
        super().__init__(data, initial={"filters": filters, "period": first and first.pk})
        self.filters_said = filters
        self.counts = {str(period.pk): count for period, count in periods.items()}
        self.periods = {str(period.pk): period for period in periods}
        cast("forms.ChoiceField", self.fields["period"]).choices = [
            (str(period.pk), counted(period, count)) for period, count in periods.items()
        ]

    def clean(self) -> dict[str, Any]:
        """Refuse more filings than the file can hold."""
        cleaned = super().clean() or {}
        is_workbook = cleaned.get("form") == FilingBundle.Form.WORKBOOK
        most = MOST_IN_ONE_WORKBOOK if is_workbook else MOST_IN_ONE_PACKAGE
        count = self.counts.get(cleaned.get("period", ""), 0)
        if count > most:
            said = _t(
                "These are %(count)d filings; at most %(most)d come in this form. Filter the list first."
            )
            self.add_error("form", said % {"count": count, "most": most})
        return cleaned

    @property
    def chosen_period(self) -> ReportingPeriod:
        """The period, once the form is valid."""
        return self.periods[self.cleaned_data["period"]]


def counted(period: ReportingPeriod, count: int) -> str:
    said = ngettext("%(period)s (%(count)d filing)", "%(period)s (%(count)d filings)", count)
    return said % {"period": period, "count": count}


class BringManyForm(forms.Form):
    """The file."""

    file = forms.FileField(
        label=_("Workbook or package"),
        error_messages={
            "required": _("Choose the workbook or the package that you bring back."),
            "empty": _("The file is empty. Choose another one."),
        },
        widget=forms.FileInput(attrs={"accept": ".zip,.xlsx,.xlsm"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = _t(
            "A .zip of filled-in workbooks, one workbook (.xlsx) of one filing or of many, or your own"
            " spreadsheet with a row for each city, once it is mapped; at most %(size)d MB."
        )
        self.fields["file"].help_text = words % {"size": LARGEST_PACKAGE // MEGABYTE}

    def clean_file(self) -> UploadedFile[Any]:
        """The file, refused by its size before anything of it is read."""
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST_PACKAGE:
            raise forms.ValidationError(
                _t("The file has %(size)d MB; at most %(most)d MB can be read. Bring it in several parts.")
                % {"size": -(-(file.size or 0) // MEGABYTE), "most": LARGEST_PACKAGE // MEGABYTE}
            )
        return file
