"""The form that opens a supplement: which lines, of whom, why and until when (design R6)."""

import datetime as dt
from collections.abc import Collection
from typing import Any, cast

from django import forms
from django.db import models
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from organizations.models import Organization
from tasks.filings.filers import filers
from tasks.forms.amendment import ReasonForm
from tasks.forms.draft import DAY
from tasks.forms.owner import named
from tasks.lines.answerers import everybody
from tasks.lines.kinds import LINE_KINDS
from tasks.models import Guidance, ReportingPeriod
from texts.form_fields import Day, Text

DAYS_TO_FILE = 14


class Whom(models.TextChoices):
    """Who is asked among those who answer the chosen lines by the plan."""

    NAMED = "named", _("The organizations named below")
    DIRECT = "direct", _("Everybody who answers them and files to the office")
    ALL = "all", _("Everybody who answers them, on every level")


class SupplementForm(ReasonForm):
    """A choice of lines for every kind of line, whom they are asked of, the window and the reason."""

    opens_on = Day(label=_("Window opens"), widget=DAY)
    due_on = Day(label=_("Window closes"), widget=DAY, help_text=_("At the end of this day, Beijing time."))
    whom = forms.ChoiceField(
        label=_("Who is to file"), choices=Whom, initial=Whom.NAMED, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, guidance: Guidance, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.guidance = guidance
        asked = {key: kind for key, kind in LINE_KINDS.items() if kind.is_asked}
        self.questions = {key: kind.questions(guidance) for key, kind in asked.items()}
        for key, kind in asked.items():
            self.fields[key] = forms.TypedMultipleChoiceField(
                label=kind.label,
                choices=[(question.subject, question.name) for question in self.questions[key]],
                coerce=int,
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )

    @property
    def line_fields(self) -> list[forms.BoundField]:
        """The choice of lines of each kind: targets, of which there are few, before tasks."""
        return [self[key] for key in reversed(self.questions)]

    @property
    def lines(self) -> dict[str, Collection[int]]:
        """The chosen lines as ``open_supplement`` takes them."""
        return {key: self.cleaned_data[key] for key in self.questions}

    def clean(self) -> None:
        super().clean()
        if not any(self.cleaned_data.get(key) for key in self.questions):
            raise forms.ValidationError(_t("Choose at least one task or target that is asked for."))

    def organizations(self, rows: "BaseNamesFormSet") -> list[Organization]:
        """Who is asked: those named in ``rows``, or whom the chosen lines concern."""
        if self.cleaned_data["whom"] == Whom.NAMED:
            return rows.organizations
        chosen = [
            question
            for key, asked in self.questions.items()
            for question in asked
            if question.subject in self.lines[key]
        ]
        year_end = ReportingPeriod(guidance=self.guidance, ends_on=dt.date(self.guidance.year, 12, 31))
        found = filers(year_end, everybody(question.answerers for question in chosen))
        if self.cleaned_data["whom"] == Whom.DIRECT:
            found = found.filter(depth=2)
        return list(found)


class NameForm(forms.Form):
    """One organization; an empty row names nobody."""

    who = Text(
        label=_("Organization"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"list": "organization-names", "autocomplete": "off"}),
    )

    def clean_who(self) -> str:
        who: str = self.cleaned_data["who"]
        if who.strip():
            organization = named(who).organization
            if organization is None:
                raise forms.ValidationError(_t("Name an organization, or choose above who is to file."))
            self.cleaned_data["organization"] = organization
        return who


class BaseNamesFormSet(forms.BaseFormSet[NameForm]):
    """Organizations by name."""

    @property
    def organizations(self) -> list[Organization]:
        """Those named, each once."""
        chosen = [form.cleaned_data.get("organization") for form in self.forms]
        return list(dict.fromkeys(organization for organization in chosen if organization is not None))


NamesFormSet = cast(
    "type[BaseNamesFormSet]",
    forms.formset_factory(NameForm, formset=BaseNamesFormSet, extra=4, max_num=200, absolute_max=220),
)
