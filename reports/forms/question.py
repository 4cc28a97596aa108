"""What a dashboard is asked for, as a form whose answers stay in the address."""

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from organizations.calendar import today
from organizations.models import Organization
from organizations.statistical_regions import REGION_LABELS, Region, region_of
from reports.dashboards.question import Question
from targets.arithmetic.outcome import Outcome
from targets.forms.day import DayForm
from targets.wording import outcome_label
from tasks.models import Guidance, ReportingPeriod, Section
from texts.form_fields import Day, give_choices

SUBMITTED = "submitted"


class QuestionForm(DayForm):
    """Whose year is looked at, up to when, and how it is narrowed. What does not fit is said at its field,
    and falls back to the default; one bad answer does not spoil the others."""

    field_order: tuple[str, ...] = (
        "period",
        "on",
        "region",
        "department",
        "section",
        "outcome",
        "counting",
        "since",
    )

    period = forms.ChoiceField(
        required=False,
        label=_("Period"),
        error_messages={"invalid_choice": _("This year has no such period. Below stands the latest one.")},
    )
    region = forms.ChoiceField(
        required=False,
        label=_("Region"),
        choices=[("", _("Whole country")), *((region.value, REGION_LABELS[region]) for region in Region)],
        error_messages={"invalid_choice": _("There is no such region. Below stands the whole country.")},
    )
    department = forms.ChoiceField(
        required=False,
        label=_("Responsible department"),
        error_messages={
            "invalid_choice": _("This department is responsible for nothing here. Below stand all of them.")
        },
    )
    section = forms.ChoiceField(
        required=False,
        label=_("Section"),
        error_messages={"invalid_choice": _("The guidance has no such section. Below stand all of them.")},
    )
    outcome = forms.ChoiceField(
        required=False,
        label=_("Outcome"),
        error_messages={"invalid_choice": _("There is no such outcome. Below stand all of them.")},
    )
    counting = forms.ChoiceField(
        required=False,
        label=_("Counted"),
        choices=[("", _("Official: approved filings")), (SUBMITTED, _("Provisional: with submitted ones"))],
        error_messages={"invalid_choice": _("This is no way of counting. Below stand official figures.")},
    )
    since = Day(
        label=_("Changes since"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "invalid": _("Enter a day such as 2021-09-30. Below stand changes since your last visit.")
        },
    )

    def __init__(
        self,
        *args: Any,
        periods: Sequence[ReportingPeriod],
        departments: Iterable[Organization],
        sections: Iterable[Section],
        organization: Organization | None = None,
        years: Collection[int] = (),
        **kwargs: Any,
    ) -> None:
        """``years`` are those that an address can name; without them none is asked for by its number."""
        super().__init__(*args, **kwargs)
        self.years = frozenset(map(str, years))
        self.periods = {str(period.pk): period for period in periods}
        self.departments = {department.code: department for department in departments}
        self.sections = {str(section.pk): section for section in sections}
        anyone = ("", _("All"))
        self.fields["on"].label = _("As of")
        give_choices(self, "period", [(key, str(period)) for key, period in reversed(self.periods.items())])
        give_choices(
            self, "department", [anyone, *((key, str(one)) for key, one in self.departments.items())]
        )
        give_choices(
            self, "section", [anyone, *((key, str(section)) for key, section in self.sections.items())]
        )
        outcomes = [(outcome.value, outcome_label(outcome, has_answer=False)) for outcome in Outcome]
        give_choices(self, "outcome", [anyone, *outcomes])
        if organization is not None and organization.is_local:
            self.keep_region_of(organization)

    def keep_region_of(self, organization: Organization) -> None:
        """A local organization and all beneath it lie in one region, which narrows nothing; that it lies in
        none of the others is said to whoever asks for one."""
        if self.data.get("region", "") in {"", region_of(organization.code)}:
            del self.fields["region"]
            return
        give_choices(self, "region", [("", _("All"))])
        self.fields["region"].error_messages["invalid_choice"] = _(
            "The organization does not lie in this region. Below stands all of it."
        )

    def clean(self) -> dict[str, Any]:
        year = self.data.get("year")
        if self.years and year and year not in self.years:
            self.add_error("period", _("No guidance of that year is published. Below stands another."))
        return self.cleaned_data

    def clean_since(self) -> dt.date | None:
        day: dt.date | None = self.cleaned_data["since"]
        if day is not None and day > (self.cleaned_data.get("on") or today()):
            raise ValidationError(
                _("This day comes after the one of which the page tells. Below changes are told as usual.")
            )
        return day

    def chosen(self, name: str) -> Any:
        """A valid answer, else None."""
        self.is_valid()
        return self.cleaned_data.get(name) or None

    def question(self, organization: Organization, guidance: Guidance, default: ReportingPeriod) -> Question:
        """What is asked, of one organization's year; ``default`` is the period where none is chosen, and the
        form shows it as if it had been: whoever changes something else keeps it."""
        region, outcome = self.chosen("region"), self.chosen("outcome")
        period = self.periods.get(self.chosen("period") or "", default)
        shown = QueryDict(mutable=True)
        shown.update(self.data)
        shown["period"] = str(period.pk)
        self.data = shown
        return Question(
            organization=organization,
            guidance=guidance,
            periods=tuple(self.periods.values()),
            period=period,
            region=Region(region) if region else None,
            department=self.departments.get(self.chosen("department") or ""),
            section=self.sections.get(self.chosen("section") or ""),
            outcome=Outcome(outcome) if outcome else None,
            with_submitted=self.chosen("counting") == SUBMITTED,
            on=self.day,
            since=self.chosen("since"),
        )
