"""Of which day figures are told."""

import datetime as dt

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from organizations.calendar import today
from targets.figures.history import earlier_day
from texts.form_fields import Day


class DayForm(forms.Form):
    """An earlier day at whose end figures are told; empty for now."""

    on = Day(
        label=_("Figures as of"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Enter a day such as 2021-09-30. Below stands what holds now.")},
    )

    def clean_on(self) -> dt.date | None:
        day: dt.date | None = self.cleaned_data["on"]
        if day is not None and day > today():
            raise ValidationError(_("This day is still to come. Below stands what holds now."))
        return day

    @property
    def day(self) -> dt.date | None:
        """The earlier day that was asked for; None for now, and where the answer is no day."""
        self.is_valid()
        return earlier_day(self.cleaned_data.get("on"))
