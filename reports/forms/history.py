"""What is looked for among what reviewers said."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from organizations.models import Organization
from reports.dashboards.history.sayings import ALL_YEARS, UNRESOLVED
from tasks.filings.review_sayings import WHAT_LABELS, Sayings, What
from texts.form_fields import Text

YEAR = "year"


class SayingsForm(forms.Form):
    """Words of it, what was done with them, whose filing, and of which years. What does not fit is said at
    its field, and leaves nothing out."""

    words = Text(required=False, label=_("Words"), max_length=100)
    what = forms.ChoiceField(
        required=False,
        label=_("What was done"),
        choices=[("", _("Anything")), *((what.value, label) for what, label in WHAT_LABELS.items())],
        error_messages={"invalid_choice": _("Nobody can have done that. Below stands all that was said.")},
    )
    of = forms.ChoiceField(
        required=False,
        label=_("Organization"),
        error_messages={"invalid_choice": _("Nothing was said to it here. Below stands all that was said.")},
    )
    state = forms.ChoiceField(
        required=False,
        label=_("State"),
        choices=[("", _("Anything")), (UNRESOLVED, _("Not resolved"))],
        error_messages={"invalid_choice": _("There is no such state. Below stands all that was said.")},
    )
    years = forms.ChoiceField(
        required=False,
        label=_("Years"),
        choices=[(ALL_YEARS, _("Every year")), (YEAR, _("The year in view"))],
        error_messages={"invalid_choice": _("There is no such choice. Below stands every year.")},
    )

    def __init__(self, *args: Any, organizations: Iterable[Organization], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organizations = {organization.code: organization for organization in organizations}
        of = self.fields["of"]
        if isinstance(of, forms.ChoiceField):
            of.choices = [("", _("All")), *((code, str(one)) for code, one in self.organizations.items())]
        if len(self.organizations) < 2:
            of.widget = forms.HiddenInput()

    def chosen(self, name: str) -> str:
        """A valid answer, else nothing."""
        self.is_valid()
        return str(self.cleaned_data.get(name) or "")

    @property
    def is_asked(self) -> bool:
        """Whether anything is looked for."""
        return any(self.data.get(name) for name in self.fields)

    @property
    def act(self) -> What | None:
        chosen = self.chosen("what")
        return What(chosen) if chosen else None

    @property
    def organization(self) -> Organization | None:
        return self.organizations.get(self.chosen("of"))

    @property
    def is_of_year(self) -> bool:
        return self.chosen("years") == YEAR

    def found(self, sayings: Sayings, year: int) -> Sayings:
        """What fits of what was said; ``year`` is the one in view."""
        organization = self.organization
        return sayings.fitting(
            text=self.chosen("words"),
            what=self.act,
            organization=organization.pk if organization else None,
            year=year if self.is_of_year else None,
            is_open=self.chosen("state") == UNRESOLVED,
        )
