"""What is expected of a goal on the way to it, asked for the end of each reporting period."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from targets.figures.terms import goal_of
from targets.forms.measurement import QuantityField
from targets.models import Target
from tasks.forms.amendment import ReasonForm
from tasks.models import ReportingPeriod


class MilestonesForm(ReasonForm):
    """A number for each day that a period ends on, but the last; empty ones count for nothing."""

    def __init__(
        self, data: Any = None, *, target: Target, periods: Iterable[ReportingPeriod], **kwargs: Any
    ) -> None:
        standing = dict(target.waypoints)
        self.target = target
        self.names = {period.ends_on: str(period) for period in periods if period.ends_on < target.ends_on}
        self.days = sorted({*self.names, *standing})
        initial = {self.key(day): value for day, value in standing.items()}
        super().__init__(data, initial=initial, **kwargs)
        asked = {self.key(day): self.field(day) for day in self.days}
        self.fields = {**asked, "reason": self.fields["reason"]}

    @staticmethod
    def key(day: dt.date) -> str:
        return f"on_{day:%Y%m%d}"

    def field(self, day: dt.date) -> forms.Field:
        """The number of one day, named by the period that ends on it."""
        words = {"day": date_format(day), "period": self.names.get(day, "")}
        label = _("By the end of %(day)s (%(period)s)") if words["period"] else _("By the end of %(day)s")
        indicator = self.target.indicator
        hint = _("Unit: %(unit)s") % {"unit": indicator.display_unit}
        unit, shown = indicator.unit, indicator.display_unit
        return QuantityField(unit=unit, shown=shown, label=label % words, help_text=hint)

    @property
    def milestones(self) -> dict[dt.date, Decimal]:
        """What was said, by day."""
        said = {day: self.cleaned_data.get(self.key(day)) for day in self.days}
        return {day: value for day, value in said.items() if value is not None}

    def clean(self) -> dict[str, Any]:
        """Say at its field which number turns back on the way."""
        cleaned = super().clean() or self.cleaned_data
        goal = replace(goal_of(self.target), milestones=tuple(sorted(self.milestones.items())))
        for day in goal.turning_back():
            self.add_error(self.key(day), _("It does not lie between the milestone before and the goal."))
        return cleaned
