"""What an export is asked for."""

from typing import Any, cast

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.forms import (
    BooleanField,
    CheckboxSelectMultiple,
    ChoiceField,
    Form,
    ModelChoiceField,
    MultipleChoiceField,
    RadioSelect,
)
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from organizations.models import Organization, User
from organizations.permissions import Permission
from organizations.scope import Scope
from reports.exports.rights import may_export, may_export_all
from reports.models import Export, FormKey
from reports.report_forms import FORMS
from tasks.models import Guidance


def form_choices() -> list[tuple[str, Any]]:
    return [(form.key.value, form.key.label) for form in FORMS]


def usual_forms() -> list[str]:
    return [form.key.value for form in FORMS if form.is_usual]


class ExportForm(Form):
    """Which year's reports, of whom, and in which forms.

    Offered are the organizations at which the person may export, and those who file to them; any other below
    them is taken as well. Without one, the highest.
    """

    guidance = ModelChoiceField(
        queryset=Guidance.objects.published().defer("source_text"),
        label=_("Guidance"),
        empty_label=None,
        error_messages={"invalid_choice": _("This guidance does not exist or is not published.")},
    )
    organization = ModelChoiceField(
        queryset=Organization.objects.none(),
        label=_("Organization"),
        empty_label=None,
        required=False,
        error_messages={
            "invalid_choice": _("There is no such organization, or its report is not yours to export.")
        },
    )
    scope = ChoiceField(
        choices=[(each.value, each.label) for each in (Export.Scope.ALONE, Export.Scope.ALL)],
        label=_("Which reports"),
        widget=RadioSelect,
        required=False,
        initial=Export.Scope.ALONE,
        error_messages={"invalid_choice": _("Choose one of the two.")},
    )
    forms = MultipleChoiceField(
        choices=form_choices,
        label=_("Forms"),
        widget=CheckboxSelectMultiple,
        initial=usual_forms,
        error_messages={
            "required": _("Choose at least one form."),
            "invalid_choice": _("The report has no form called %(value)s."),
        },
    )
    language = ChoiceField(
        choices=settings.LANGUAGES,
        label=_("Language of the report"),
        required=False,
        initial=get_language,
        error_messages={"invalid_choice": _("The report has no such language.")},
    )
    with_submitted = BooleanField(
        label=_("Also what still waits for approval"),
        required=False,
        help_text=_(
            "Nobody has approved such figures and texts yet. Each is marked, and the report says on its first"
            " page that it is not final, even where a frozen one exists. Not to be handed in."
        ),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.own = user.organizations_where(Permission.EXPORT_REPORT)
        self.reachable = Organization.objects.visible_to(Scope.of(self.own))
        self.offered = self.offered_to_choose()
        field = cast("ModelChoiceField[Organization]", self.fields["organization"])
        field.queryset = self.reachable
        field.choices = [(node.pk, node.full_display_name) for node in self.offered]

    def offered_to_choose(self) -> list[Organization]:
        """The person's own organizations, those who file to them, and whichever the address names, as far as
        the person may export there (one query)."""
        offered, named = Q(pk__in=[node.pk for node in self.own]), self.initial.get("organization")
        for node in self.own:
            offered |= Q(path__startswith=node.path, depth=node.depth + 1)
        nodes = [*self.reachable.filter(offered)]
        if named is not None and named not in nodes:
            nodes.append(named)
        return [node for node in nodes if may_export(self.user, [node])]

    def clean_organization(self) -> Organization:
        chosen: Organization = self.cleaned_data["organization"] or self.own[0]
        if not may_export(self.user, [chosen]):
            raise ValidationError(self.fields["organization"].error_messages["invalid_choice"])
        return chosen

    def clean_scope(self) -> Export.Scope:
        return Export.Scope(self.cleaned_data["scope"] or Export.Scope.ALONE)

    def clean_forms(self) -> list[FormKey]:
        return [FormKey(key) for key in self.cleaned_data["forms"]]

    def clean_language(self) -> str:
        return str(self.cleaned_data["language"] or get_language() or settings.LANGUAGE_CODE)

    def clean(self) -> dict[str, Any]:
        """All reports are for whoever may export each of them."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        guidance, organization = cleaned.get("guidance"), cleaned.get("organization")
        is_of_all = cleaned.get("scope") == Export.Scope.ALL
        is_refused = (
            is_of_all and guidance and organization and not may_export_all(self.user, guidance, organization)
        )
        if is_refused:
            self.add_error("scope", _("You may export the report of this organization alone."))
        return cleaned
