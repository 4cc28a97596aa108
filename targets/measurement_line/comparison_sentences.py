"""A measurement beside what was stated for the last period and beside its goal, in words."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from targets.arithmetic.outcome import assess
from targets.figures.line_numbers import attested
from targets.figures.queries import is_compared
from targets.figures.terms import bands, goal_of
from targets.models import Indicator, Measurement
from targets.wording import difference, outcome_in_words, quantity
from tasks.lines.differences import change_in_percent, number
from tasks.models import Filing

NUMBERS = ("value", "numerator", "denominator")


def stated(line: Measurement, content: Mapping[str, Any]) -> Decimal | None:
    """What a content of the same line states, in the indicator's unit."""
    numbers = {name: number(str(content.get(name) or "")) for name in NUMBERS}
    return attested(Measurement(target=line.target, **numbers))


def comparison_with_last_period(line: Measurement, content: Mapping[str, Any]) -> str:
    """The last period's figure and how far this one lies from it; empty where one of them is missing."""
    now, before = attested(line), stated(line, content)
    if now is None or before is None:
        return ""
    words = {"before": quantity(before, line.target.indicator), "change": change(now, before, line)}
    return _("Last period: %(before)s; now %(change)s.") % words


def change(now: Decimal, before: Decimal, line: Measurement) -> str:
    """How far a figure lies from the one before: percentages in percentage points, others in percent."""
    indicator = line.target.indicator
    if now == before:
        return _("the same")
    sign = "+" if now > before else "−"
    percent = change_in_percent(str(before), str(now))
    if indicator.unit == "%" or percent is None:
        return f"{sign}{difference(now - before, indicator)}"
    return f"{sign}{abs(percent):,}%"


def comparison_with_goal(filing: Filing, line: Measurement) -> str:
    """How a level stands against the goal and the path to it; empty for a part of a sum, which has no goal of
    its own, and for what is added up over the year."""
    target = line.target
    is_level = target.indicator.over_periods == Indicator.OverPeriods.LATEST
    if attested(line) is None or not is_level or not is_compared(filing.organization, target):
        return ""
    goal = goal_of(target)
    assessment = assess(attested(line), goal, measured_on=filing.period.ends_on, bands=bands())
    return outcome_in_words(attested(line), assessment, goal, target.indicator)
