"""What a dashboard is asked for, as a form whose answers stay in the address."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from organizations.models import Organization
from organizations.statistical_regions import REGION_LABELS, Region
from reports.dashboards.question import Question
from targets.arithmetic.outcome import Outcome
from targets.forms.day import DayForm
from targets.wording import outcome_label
from tasks.models import Guidance, ReportingPeriod, Section
from texts.form_fields import Day

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
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.periods = {str(period.pk): period for period in periods}
        self.departments = {department.code: department for department in departments}
        self.sections = {str(section.pk): section for section in sections}
        anyone = ("", _("All"))
        self.fields["on"].label = _("As of")
        self.declare("period", [(key, str(period)) for key, period in reversed(self.periods.items())])
        self.declare("department", [anyone, *((key, str(one)) for key, one in self.departments.items())])
        self.declare("section", [anyone, *((key, str(section)) for key, section in self.sections.items())])
        outcomes = [(outcome.value, outcome_label(outcome, has_answer=False)) for outcome in Outcome]
        self.declare("outcome", [anyone, *outcomes])

    def declare(self, name: str, choices: Sequence[tuple[str, Any]]) -> None:
        field = self.fields.get(name)
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    def chosen(self, name: str) -> Any:
        """A valid answer, else None."""
        self.is_valid()
        return self.cleaned_data.get(name) or None

    def question(self, organization: Organization, guidance: Guidance, default: ReportingPeriod) -> Question:
        """What is asked, of one organization's year; ``default`` is the period where none is chosen."""
        region, outcome = self.chosen("region"), self.chosen("outcome")
        return Question(
            organization=organization,
            guidance=guidance,
            periods=tuple(self.periods.values()),
            period=self.periods.get(self.chosen("period") or "", default),
            region=Region(region) if region else None,
            department=self.departments.get(self.chosen("department") or ""),
            section=self.sections.get(self.chosen("section") or ""),
            outcome=Outcome(outcome) if outcome else None,
            with_submitted=self.chosen("counting") == SUBMITTED,
            on=self.day,
            since=self.chosen("since"),
        )
