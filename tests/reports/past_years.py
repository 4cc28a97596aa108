"""Years before that of the world, with what was filed in them."""

import datetime as dt
import random

from organizations.models import Organization
from tasks.models import Filing, FilingEvent
from tests.factories import GuidanceFactory, ReportingPeriodFactory
from tests.world import World


def other_years(world: World, first: int, last: int = 2020) -> None:
    """Years before that of the world, whose filings came on random days, or not at all."""
    rng = random.Random(first)  # noqa: S311 (data of a test)
    for year in range(first, last + 1):
        guidance = GuidanceFactory.create(
            year=year, status="published", published_at=world.guidance.published_at
        )
        for order in (1, 2):
            month = order * 3 + 1
            period = ReportingPeriodFactory.create(
                guidance=guidance,
                order=order,
                starts_on=dt.date(year, month - 3, 1),
                ends_on=dt.date(year, month - 1, 28),
                opens_on=dt.date(year, month, 1),
                due_on=dt.date(year, month, 20),
            )
            for organization in Organization.objects.filter(depth=2):
                filing = Filing.objects.create(
                    organization=organization, period=period, reports_to=world.office
                )
                if rng.random() < 0.8:
                    file(world, filing, period.opens_on + dt.timedelta(days=rng.randint(3, 60)), rng)


def file(world: World, filing: Filing, day: dt.date, rng: random.Random) -> None:
    """It came on a day, perhaps was given back, and was approved."""
    at = dt.datetime.combine(day, dt.time(12), tzinfo=dt.UTC)
    moves = [("submit", at)]
    if rng.random() < 0.4:
        moves += [("return", at + dt.timedelta(days=2)), ("submit", at + dt.timedelta(days=3))]
        filing.returned_at, filing.returned_by = moves[1][1], world.reviewer
    moves.append(("approve", at + dt.timedelta(days=rng.randint(4, 20))))
    states = {"submit": "submitted", "return": "returned", "approve": "approved"}
    for action, when in moves:
        FilingEvent.objects.create(
            filing=filing,
            action=action,
            from_status="draft",
            to_status=states[action],
            version=1,
            at=when,
            by=world.reviewer,
        )
    filing.status, filing.filed_on, filing.submitted_at = "approved", day, moves[-2][1]
    filing.submitted_by, filing.approved_at, filing.approved_by = world.lead, moves[-1][1], world.reviewer
    filing.save()
