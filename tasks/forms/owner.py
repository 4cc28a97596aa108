"""Naming who answers for a task: one organization or every local bureau, in which role."""

import re
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from organizations.models import Organization
from organizations.name_search import organizations_named
from tasks.models import Responsibility, Task
from texts.form_fields import Text
from texts.name_search import is_called

# Of more that may be meant none is named: the list helps better.
MOST_PROPOSED = 5
PARTED = re.compile("[、；;\n]")
LOCAL_BUREAUS = Responsibility.Collective.LOCAL_BUREAUS


@dataclass(frozen=True, slots=True)
class Named:
    """Who was named: an organization, or a collective."""

    organization: Organization | None = None
    collective: str = ""


def named(text: str) -> Named:
    """Who is meant by a code, any of an organization's whole names, or the words for a collective.

    Parts of names and pinyin only propose. Raises ``ValidationError`` where nobody or more than one is meant
    (two queries).
    """
    text = text.strip()
    if not text:
        raise forms.ValidationError(_t("Type the name of an organization, or choose one from the list."))
    if text in {LOCAL_BUREAUS.value, str(LOCAL_BUREAUS.label)}:
        return Named(collective=LOCAL_BUREAUS.value)
    likely = list(organizations_named(text))
    called = [
        organization for organization in likely if is_called(text, organization.code, *organization.all_names)
    ]
    exact = [organization for organization in called if is_called(text, organization.code, organization.name)]
    match exact or called or likely[: MOST_PROPOSED + 1]:
        case [organization] if called:
            return Named(organization)
        case several if called or 0 < len(several) <= MOST_PROPOSED:
            raise forms.ValidationError(
                _t("“%(name)s” may be %(names)s. Type the full name.")
                % {
                    "name": text,
                    "names": " / ".join(organization.full_display_name for organization in several),
                }
            )
        case _:
            raise forms.ValidationError(
                _t("“%(name)s” is no known organization. Choose one from the list.") % {"name": text}
            )


@dataclass(frozen=True, slots=True)
class NamedTogether:
    """Who was named by a text that may name several: organizations, or one collective."""

    organizations: tuple[Organization, ...] = ()
    collective: str = ""


def named_together(text: str) -> NamedTogether:
    """Who is meant by one or several names, parted as documents part them. Raises ``ValidationError`` as
    ``named`` does, and where a collective stands beside others (two queries a name)."""
    names = [name for name in PARTED.split(text) if name.strip()]
    each = [named(name) for name in names] or [named("")]
    if len(each) > 1 and any(one.collective for one in each):
        raise forms.ValidationError(_t("Name several organizations, or one collective alone."))
    organizations = tuple(one.organization for one in each if one.organization)
    return NamedTogether(organizations, each[0].collective)


class OwnerForm(forms.Form):
    """One owner of a task; an empty row names nobody."""

    who = Text(
        label=_("Organization"),
        max_length=120,
        error_messages={"required": _("Name an organization, or remove the row.")},
        widget=forms.TextInput(attrs={"list": "organization-names", "autocomplete": "off"}),
    )
    role = forms.ChoiceField(
        label=_("Role"), choices=Responsibility.Role.choices, initial=Responsibility.Role.LEAD.value
    )

    def clean_who(self) -> str:
        who: str = self.cleaned_data["who"]
        self.cleaned_data["named"] = named(who)
        return who


class BaseOwnerFormSet(forms.BaseFormSet[OwnerForm]):
    """The owners of a task: each once."""

    def clean(self) -> None:
        seen = set()
        for form in self.kept:
            who = form.cleaned_data.get("named")
            if who is None:
                continue
            if who in seen:
                form.add_error("who", _t("This owner stands in another row already."))
            seen.add(who)

    @property
    def kept(self) -> list[OwnerForm]:
        """The rows that name somebody and were not removed."""
        filled = [form for form in self.forms if form.initial or form.has_changed()]
        return [form for form in filled if not form.cleaned_data.get("DELETE")]


OwnerFormSet = cast(
    "type[BaseOwnerFormSet]",
    forms.formset_factory(
        OwnerForm, formset=BaseOwnerFormSet, extra=3, can_delete=True, max_num=100, absolute_max=120
    ),
)


def rows_of(task: Task) -> list[dict[str, Any]]:
    """The owners of a task as the rows of the form show them."""
    return [
        {
            "who": (
                responsibility.organization.full_display_name
                if responsibility.organization
                else responsibility.get_collective_display()
            ),
            "role": responsibility.role,
        }
        for responsibility in task.responsibilities.all()
    ]
