"""The forms that change the reporting tree; each asks why."""

from typing import Any, cast

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect
from django.utils.translation import gettext_lazy as _

from organizations.models import Organization
from organizations.models.organization_event import LONGEST_REASON
from organizations.reporting_tree import KINDS_UNDER, kinds_above
from texts.form_fields import Day, Text, form_field


def day_input() -> forms.DateInput:
    """A field in which the browser offers a calendar."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class ReasonForm(forms.Form):
    """Why the tree is changed."""

    reason = Text(
        label=_("Reason"),
        help_text=_("It stays on record with your name: what makes the change necessary?"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
    )


class SuperiorField(forms.ModelChoiceField[Organization]):
    """The organization that another one is to file to; ``kinds`` says which ones it may."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Organization.objects.none(), label=_("Files to"), **kwargs)

    def offer(self, kinds: list[str]) -> None:
        open_ones = Organization.objects.filter(kind__in=kinds, active_until__isnull=True)
        self.queryset = open_ones.order_by("path")

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.full_display_name)


class NamesForm(forms.ModelForm[Organization], ReasonForm):
    """How an organization is called, and since when it exists."""

    aliases = Text(
        label=_("aliases"),
        help_text=_("Other names under which documents mention it, one a line."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "cols": 40}),
    )

    class Meta:
        formfield_callback = form_field
        model = Organization
        fields = ["name", "short_name", "english_name", "aliases", "active_from"]
        widgets = {"active_from": day_input()}

    field_order = [*Meta.fields, "reason"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["aliases"] = "\n".join(self.instance.aliases)

    def clean_aliases(self) -> list[str]:
        lines: str = self.cleaned_data["aliases"]
        return [line.strip() for line in lines.splitlines() if line.strip()]


class NewOrganizationForm(NamesForm):
    """A new organization, and whom it files to."""

    under = SuperiorField()

    class Meta(NamesForm.Meta):
        fields = ["code", "kind", *NamesForm.Meta.fields]

    field_order = ["code", "kind", "under", *NamesForm.Meta.fields, "reason"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("SuperiorField", self.fields["under"]).offer(list(KINDS_UNDER))
        kind = cast("forms.ChoiceField", self.fields["kind"])
        others = [choice for choice in Organization.Kind.choices if choice[0] != Organization.Kind.OFFICE]
        kind.choices = [("", "—"), *others]


class MoveForm(ReasonForm):
    """Whom an organization is to file to from now on."""

    under = SuperiorField()
    field_order = ["under"]

    def __init__(self, *args: Any, organization: Organization, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("SuperiorField", self.fields["under"]).offer(kinds_above(organization.kind))


class CloseForm(ReasonForm):
    """Until when an organization exists, and who speaks for it then."""

    last_day = Day(
        label=_("Last day"),
        widget=day_input(),
        help_text=_("For periods that end later it is not asked any more; what it filed stays."),
    )
    successor = forms.ModelChoiceField(
        Organization.objects.all(),
        label=_("Merged into"),
        required=False,
        help_text=_("Leave it empty where nobody reports in its place."),
    )
    field_order = ["last_day", "successor"]

    def __init__(self, *args: Any, site: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        searching = AutocompleteSelect(Organization._meta.get_field("successor"), site)
        searching.choices = self.fields["successor"].widget.choices
        self.fields["successor"].widget = searching
