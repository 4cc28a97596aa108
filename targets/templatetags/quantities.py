"""Figures and goals in templates, in the words that every other form uses."""

import datetime as dt
from collections import defaultdict
from decimal import Decimal

from django import template
from django.db.models import QuerySet
from django.urls import reverse

from organizations.models import Organization, User
from organizations.statistical_regions import Region
from targets import wording
from targets.explanation import addresses
from targets.figures.line_numbers import attested as attested_value
from targets.figures.queries import TargetFigure, is_compared
from targets.figures.viewpoints import figures_for
from targets.models import Indicator, Measurement, Target
from targets.money import POWERS
from targets.record_kinds.goal_rows import STEM as GOALS
from tasks.models import Guidance, ReportingPeriod

register = template.Library()


@register.simple_tag
def quantity(value: Decimal | None, indicator: Indicator) -> str:
    """A figure with unit and the indicator's decimals; a dash where there is none."""
    return wording.quantity(value, indicator)


@register.simple_tag
def number(value: Decimal | None) -> str:
    """A bare number with thousands separators."""
    return wording.DASH if value is None else wording.plain(value)


@register.simple_tag
def attested(line: Measurement) -> str:
    """What a measurement states, with its unit; on the same side of the goal as the exact value."""
    target = line.target
    return wording.quantity(attested_value(line), target.indicator, apart_from=target.numbers)


@register.simple_tag
def goal(target: Target) -> str:
    """The goal in words."""
    return wording.goal_in_words(target)


@register.simple_tag
def goal_share(target: Target, share: Decimal | None) -> str:
    """What one organization is to bring of the goal, in words."""
    return wording.goal_in_words(target, share)


@register.simple_tag
def goals_workbook(guidance: Guidance) -> str:
    """The way to the goals of a guidance as a workbook."""
    return reverse("records:kind", args=[f"{GOALS}-{guidance.year}"])


@register.filter
def is_national(target: Target, organization: Organization) -> bool:
    """Whether the goal is set for the whole country and says nothing about the organization's part of it."""
    return not is_compared(organization, target)


@register.filter
def percent(share: Decimal | None) -> str:
    """A share as percent with one decimal."""
    return wording.share_in_percent(share)


@register.filter
def power_in_yuan(unit: str) -> int | str:
    """Of an English unit of money how many zeros one of it has in yuan; nothing for other units."""
    return POWERS.get(unit, "")


@register.filter
def attained(share: Decimal | None) -> str:
    """How much of a goal is reached, as percent with one decimal; below 100 as long as it is not."""
    return wording.attainment_in_percent(share)


@register.inclusion_tag("targets/explained.html")
def explained(shown: TargetFigure) -> dict[str, object]:
    """The link from a figure to what made it."""
    return {"url": addresses.address_of(shown), "indicator": shown.target.indicator}


@register.simple_tag
def explanation_of(shown: TargetFigure, region: Region | None = None) -> str:
    """The address that explains a figure; that of a region's part with the ``region``."""
    return addresses.address_of(shown, region=region or None)


@register.simple_tag
def explanation_with(
    shown: TargetFigure, period: ReportingPeriod, region: Region | None, as_of: dt.date | None = None
) -> str:
    """The address that explains the same figure with another ``period``, or as of another day."""
    return addresses.explanation_address(
        *(shown.target, shown.organization, period, as_of),
        region=region,
        with_submitted=shown.is_provisional,
    )


@register.simple_tag
def explanation_url(
    target: Target,
    organization: Organization,
    period: ReportingPeriod | None = None,
    as_of: dt.date | None = None,
) -> str:
    """The address that explains what an organization has on a target."""
    return addresses.explanation_address(target, organization, period, as_of)


@register.simple_tag
def goals_in_force(guidance: Guidance) -> QuerySet[Target]:
    """The targets of a guidance that no amendment has withdrawn (one query)."""
    return guidance.targets.current().select_related("indicator", "responsible").order_by("order")


@register.simple_tag
def goals_by_section(user: User, guidance: Guidance) -> dict[int, list[tuple[Target, TargetFigure | None]]]:
    """The targets of a guidance by section id, each with the figure in the person's scope."""
    targets = list(
        guidance.targets.select_related("indicator", "guidance")
        .defer("guidance__source_text")
        .order_by("order")
    )
    figures = figures_for(user, targets)
    by_section: dict[int, list[tuple[Target, TargetFigure | None]]] = defaultdict(list)
    for target in targets:
        by_section[target.section_id].append((target, figures.get(target.pk)))
    return dict(by_section)
