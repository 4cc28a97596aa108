"""A year drawn by lot with another before it: a guidance of 2020 asks for most of the same indicators."""

import datetime as dt
from dataclasses import replace
from random import Random

from organizations.models import Organization
from targets.models import Target
from tasks.models import ReportingPeriod
from tests import factories
from tests.reports.random_year import draw_filing, draw_year
from tests.targets.filed_years import published
from tests.world import World

LAST = 2020
Kind = ReportingPeriod.Kind


def draw_two_years(world: World, seed: int) -> None:
    """``draw_year`` with the year before it; the same seed draws the same."""
    draw_year(world, seed)
    draw_last_year(world, Random(seed))  # noqa: S311 (nothing secret)


def draw_last_year(world: World, lot: Random) -> None:
    """A guidance of the year before, with goals on most of the indicators, and filings of any kind."""
    last = replace(world, guidance=published(LAST))
    section = factories.SectionFactory.create(guidance=last.guidance, path="一/一")
    for target in Target.objects.filter(guidance=world.guidance).select_related("indicator", "responsible"):
        if lot.random() < 0.8:
            factories.TargetFactory.create(
                section=section,
                indicator=target.indicator,
                responsible=target.responsible,
                reported_by=target.reported_by,
                comparator=target.comparator,
                value=target.value,
                baseline=target.baseline,
            )
    asked = list(Target.objects.filter(guidance=last.guidance).select_related("indicator"))
    periods = [period_of(last, 3, Kind.QUARTER, (9, 30)), period_of(last, 4, Kind.YEAR_END, (12, 31))]
    for organization in Organization.objects.exclude(kind=Organization.Kind.OFFICE):
        for period in periods:
            draw_filing(last, organization, period, asked, lot)


def period_of(last: World, order: int, kind: ReportingPeriod.Kind, ends: tuple[int, int]) -> ReportingPeriod:
    ends_on = dt.date(LAST, *ends)
    period: ReportingPeriod = factories.ReportingPeriodFactory.create(
        guidance=last.guidance,
        kind=kind,
        order=order,
        starts_on=ends_on.replace(day=1),
        ends_on=ends_on,
        opens_on=ends_on - dt.timedelta(days=20),
        due_on=ends_on + dt.timedelta(days=20),
    )
    return period
