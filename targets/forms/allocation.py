"""The form of a target's shares: one number for each subordinate, all on one page."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from organizations.models import Organization
from targets.forms.goal import LONGEST_ID, number_field
from targets.models import AllocationVersion, Indicator
from targets.quantity import parse_quantity
from targets.wording import plain
from texts.form_fields import DecimalNumber, Text, WholeNumber


def name_of(organization: Organization) -> str:
    return f"share-{organization.pk}"


class ReceiversField(Text):
    """Organizations by id, as a set."""

    widget = forms.HiddenInput

    def to_python(self, value: Any) -> Any:
        """Words that are no id name nobody: the edit is then of another page."""
        words = (super().to_python(value) or "").split()
        return frozenset(int(word[:LONGEST_ID]) for word in words if word.isascii() and word.isdecimal())


class AllocationForm(forms.Form):
    """Shares as they are typed, with or without their unit; an empty field is no share."""

    version = WholeNumber(widget=forms.HiddenInput, min_value=0)
    whole = DecimalNumber(widget=forms.HiddenInput, required=False)
    receivers = ReceiversField(required=False)
    way = forms.ChoiceField(widget=forms.HiddenInput, choices=AllocationVersion.Way.choices, required=False)
    reason = Text(
        label=_("Reason"),
        required=False,
        max_length=500,
        help_text=_("Needed where shares that were saved before change."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(
        self, data: Any = None, *, organizations: Sequence[Organization], indicator: Indicator, **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        self.organizations, self.indicator = organizations, indicator
        self.fields["receivers"].initial = receivers_of(organizations)
        for organization in organizations:
            field = number_field(_("Share of %(name)s") % {"name": organization.display_name})
            field.widget.attrs["data-share"] = ""
            self.fields[name_of(organization)] = field

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        unit, shown = self.indicator.unit, self.indicator.display_unit
        for organization in self.organizations:
            name = name_of(organization)
            text = cleaned.get(name)
            try:
                cleaned[name] = parse_quantity(text, unit, shown=shown) if text else None
            except ValidationError as error:
                self.add_error(name, error)
        return cleaned

    @property
    def shares(self) -> dict[int, Decimal]:
        """What can be read of it by now, by organization id."""
        read = {
            organization.pk: self.cleaned_data.get(name_of(organization))
            for organization in self.organizations
        }
        return {pk: value for pk, value in read.items() if isinstance(value, Decimal)}


def receivers_of(organizations: Iterable[Organization]) -> str:
    """The organizations that a page shows, as it carries them."""
    return " ".join(str(organization.pk) for organization in organizations)


def typed(organizations: Iterable[Organization], shares: Mapping[int, Decimal]) -> dict[str, str]:
    """Shares as the form's fields take them."""
    return {
        name_of(organization): plain(shares[organization.pk]) if organization.pk in shares else ""
        for organization in organizations
    }
