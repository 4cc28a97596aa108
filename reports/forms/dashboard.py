"""What a dashboard is asked for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from targets.forms.day import DayForm
from targets.models import Target
from tasks.models import ReportingPeriod

STATUS = "status"


class DashboardForm(DayForm):
    """Period, what colours the map, and the day. What does not fit is said at its field, and falls back to
    the default."""

    field_order = ("period", "colour", "on")

    period = forms.ChoiceField(
        required=False,
        label=_("Period"),
        error_messages={"invalid_choice": _("This year has no such period. Below stands the latest one.")},
    )
    colour = forms.ChoiceField(
        required=False,
        label=_("Map shows"),
        error_messages={"invalid_choice": _("The map cannot show that. Below it shows the status.")},
    )

    def __init__(
        self, *args: Any, periods: list[ReportingPeriod], targets: list[Target], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.declare("period", [(str(period.pk), str(period)) for period in reversed(periods)])
        shown = [(str(target.pk), target.indicator.display_name) for target in targets]
        self.declare("colour", [(STATUS, str(_("Status of the filing"))), *shown])

    def declare(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    def chosen(self, name: str) -> str | None:
        """A valid choice, else None; one bad field does not spoil the other."""
        self.is_valid()
        return self.cleaned_data.get(name) or None
