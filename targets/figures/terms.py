"""Indicators and goals in the terms of the arithmetic."""

from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from django.conf import settings

from reading import Comparator
from targets.arithmetic.comparators import STATED
from targets.arithmetic.outcome import Bands, Goal
from targets.arithmetic.rules import NumberForm, OverOrganizations, OverPeriods, Rule
from targets.models import Indicator, Target


def rule_of(indicator: Indicator) -> Rule:
    """An indicator's rules as the arithmetic takes them."""
    return rule_in(
        indicator.form, indicator.over_organizations, indicator.over_periods, scale=indicator.scale
    )


@lru_cache
def rule_in(form: str, over_organizations: str, over_periods: str, *, scale: int) -> Rule:
    """The rule that is stored in these words: there are few, and each is asked for again and again."""
    return Rule(NumberForm(form), OverOrganizations(over_organizations), OverPeriods(over_periods), scale)


def goal_of(target: Target, share: Decimal | None = None) -> Goal:
    """A target's goal as the arithmetic takes it, or the ``share`` of it that one organization has; needs its
    indicator and guidance. The milestones of a share are as large beside it as those of the whole."""
    numbers = target.numbers if share is None else target.numbers_of(share)
    goal = Goal(
        comparator=Comparator(target.comparator),
        starts_on=target.starts_on,
        ends_on=target.ends_on,
        baseline=target.baseline,
        tolerance=target.tolerance,
        whole=Decimal(target.indicator.scale),
        accumulates=target.indicator.over_periods == Indicator.OverPeriods.SUM,
        milestones=target.waypoints,
        **dict(zip(STATED, numbers, strict=False)),
    )
    if share is None:
        return goal
    part = target.part_of(share)
    return replace(
        goal,
        baseline=None,
        tolerance=target.tolerance * part,
        milestones=tuple((day, value * part) for day, value in goal.milestones),
    )


def bands() -> Bands:
    """The outcome bands that the office has set (design R12)."""
    return Bands(settings.OUTCOME_ON_TRACK_FROM, settings.OUTCOME_AT_RISK_FROM)
