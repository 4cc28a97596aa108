"""Whole years of approved filings in a few rows, for series and forecasts."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from organizations.models import Organization
from targets.models import Indicator, Measurement, Target
from tasks.models import Filing, Guidance, ReportingPeriod
from tests.factories import GuidanceFactory, ReportingPeriodFactory, SectionFactory, TargetFactory

if TYPE_CHECKING:
    from tests.world import World

QUARTER_ENDS = ((3, 31), (6, 30), (9, 30), (12, 31))


def published(year: int) -> Guidance:
    return GuidanceFactory(year=year, status=Guidance.Status.PUBLISHED, published_at=timezone.now())


def file_year(
    world: "World",
    year: int,
    indicator: Indicator,
    values: Mapping[Organization, Sequence[str | None]],
    **goal: Any,
) -> Target:
    """A guidance in force with quarters, and each organization's approved value of each quarter; None is
    still owed. ``goal`` are fields of the target."""
    guidance = published(year)
    target: Target = TargetFactory(
        section=SectionFactory(guidance=guidance, path=f"一/{year}"),
        indicator=indicator,
        responsible=world.department,
        **goal,
    )
    periods = [quarter(guidance, order) for order in range(1, len(QUARTER_ENDS) + 1)]
    for organization, given in values.items():
        for period, value in zip(periods, given, strict=False):
            file_value(world, target, organization, period, value)
    return target


def quarter(guidance: Guidance, order: int) -> ReportingPeriod:
    ends_on = dt.date(guidance.year, *QUARTER_ENDS[order - 1])
    period: ReportingPeriod = ReportingPeriodFactory(
        guidance=guidance,
        order=order,
        starts_on=dt.date(guidance.year, order * 3 - 2, 1),
        ends_on=ends_on,
        opens_on=ends_on - dt.timedelta(days=20),
        due_on=ends_on + dt.timedelta(days=20),
    )
    return period


def file_value(
    world: "World", target: Target, organization: Organization, period: ReportingPeriod, value: str | None
) -> None:
    """One filing that says one thing, approved; in draft without a value."""
    now, by = timezone.now(), world.people["reviewer"]
    moves: dict[str, Any] = {"reports_to": Organization.objects.get_parent(organization)}
    if value is not None:
        moves |= {"status": Filing.Status.APPROVED, "filed_on": period.due_on}
        moves |= {"submitted_at": now, "submitted_by": by, "approved_at": now, "approved_by": by}
    filing, _made = Filing.objects.update_or_create(organization=organization, period=period, defaults=moves)
    if value is not None:
        Measurement.objects.create(filing=filing, target=target, value=value)
