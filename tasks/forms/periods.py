"""Choosing the reporting periods of a draft guidance."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from tasks.drafts.planned_periods import DAYS_TO_FILE, PlannedPeriod, Rhythm, period_problems, plan_periods
from tasks.drafts.proposed_periods import ProposedPeriods
from tasks.forms.statement import SignForm
from tasks.models import Guidance, ReportingPeriod
from texts.form_fields import Day, WholeNumber

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
Kind = ReportingPeriod.Kind


class RhythmForm(forms.Form):
    """How often organizations report, and how long they have for it."""

    rhythm = forms.TypedChoiceField(
        label=_("How often is reported?"), choices=Rhythm.choices, coerce=Rhythm, widget=forms.RadioSelect
    )
    days_to_file = WholeNumber(
        label=_("Days to file after a period has ended"),
        help_text=_("The window opens on the day after the period and closes so many days after its end."),
        validators=[MinValueValidator(1), MaxValueValidator(60)],
        initial=DAYS_TO_FILE,
    )
    include_past = forms.BooleanField(
        label=_("Ask for periods of their own also where they ended before the document was issued"),
        help_text=_("Otherwise the first period reaches back to January."),
        required=False,
    )

    def __init__(self, *args: Any, proposed: ProposedPeriods | None = None, **kwargs: Any) -> None:
        """``proposed`` are the periods that the document itself asks for; without them that is no choice."""
        super().__init__(*args, **kwargs)
        self.proposed = proposed
        rhythm = cast("forms.TypedChoiceField", self.fields["rhythm"])
        if proposed is None:
            rhythm.choices = [choice for choice in Rhythm.choices if choice[0] != Rhythm.STATED]

    def planned(self, guidance: Guidance) -> list[PlannedPeriod]:
        """The periods of a rhythm, or those that the document asks for; the form is valid."""
        if self.proposed and self.cleaned_data["rhythm"] is Rhythm.STATED:
            return self.proposed.planned
        return plan_periods(
            guidance.year,
            self.cleaned_data["rhythm"],
            due_on=guidance.report_due_on,
            days_to_file=self.cleaned_data["days_to_file"],
            issued_on=guidance.issued_on,
            include_past=self.cleaned_data["include_past"],
        )


class PeriodForm(forms.Form):
    """One period on dates of one's own; an empty row is none."""

    starts_on = Day(label=_("Starts on"), widget=DAY)
    ends_on = Day(label=_("Ends on"), widget=DAY)
    opens_on = Day(label=_("Window opens on"), widget=DAY)
    due_on = Day(label=_("Due on"), widget=DAY)


class BasePeriodFormSet(forms.BaseFormSet[PeriodForm]):
    """Periods on dates of one's own, in order; the last is the year end."""

    def __init__(self, *args: Any, guidance: Guidance, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.guidance = guidance

    def initial_form_count(self) -> int:
        """None of the rows that were sent has to be there: one that was emptied is left out."""
        return 0 if self.is_bound else super().initial_form_count()

    @property
    def filled(self) -> list[PeriodForm]:
        return [form for form in self.forms if form.has_changed()]

    def clean(self) -> None:
        if any(self.errors):
            return
        if not self.filled:
            raise forms.ValidationError(_("Give at least one period."))
        for place, sentence in period_problems(self.planned(), self.guidance.report_due_on).items():
            self.filled[place].add_error("due_on", sentence)

    def planned(self) -> list[PlannedPeriod]:
        """The periods that the rows name, the last as the year end; the rows are valid."""
        rows = [form.cleaned_data for form in self.filled]
        last = len(rows) - 1
        return [
            PlannedPeriod(Kind.YEAR_END if place == last else Kind.OWN, **row)
            for place, row in enumerate(rows)
        ]


PeriodFormSet = cast(
    "type[BasePeriodFormSet]",
    forms.formset_factory(PeriodForm, formset=BasePeriodFormSet, extra=3, max_num=40, absolute_max=60),
)


def rows_of(planned: Sequence[PlannedPeriod]) -> list[dict[str, Any]]:
    """Periods as the rows of the form show them, to be changed there."""
    names = ("starts_on", "ends_on", "opens_on", "due_on")
    return [{name: getattr(period, name) for name in names} for period in planned]


class PublishForm(SignForm):
    """A last word before a plan comes into force."""

    is_checked = forms.BooleanField(
        label=_("The document is checked, and the windows are right"),
        error_messages={"required": _("Say that the document is checked before it is published.")},
    )
