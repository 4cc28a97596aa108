"""What a dashboard and an export are asked for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from organizations.models import Organization
from targets.forms.day import DayForm
from targets.models import Target
from tasks.models import Guidance, ReportingPeriod

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


class ExportForm(forms.Form):
    """Which year's report, and of which organization."""

    guidance = forms.ModelChoiceField(
        queryset=Guidance.objects.published().defer("source_text"),
        label=_("Guidance"),
        empty_label=None,
        error_messages={"invalid_choice": _("This guidance does not exist or is not published.")},
    )
    organization = forms.ChoiceField(label=_("Organization"), required=False)

    def __init__(self, *args: Any, organizations: list[Organization], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organizations = {str(organization.pk): organization for organization in organizations}
        field = self.fields["organization"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(key, one.full_display_name) for key, one in self.organizations.items()]

    def clean_organization(self) -> Organization:
        """The chosen one, else the first: the highest that the person may report for."""
        return self.organizations.get(self.cleaned_data["organization"]) or next(
            iter(self.organizations.values())
        )
