"""A frozen report of the small world."""

import time_machine
from django.utils import timezone

from organizations.models import Organization
from reports.actions.freeze import freeze_report
from reports.models import AnnualReport
from tasks.filings.approval_followers import TAKEN_BACK_WITHIN
from tests.world import World

DECEMBER = "2021-12-10T12:00:00+08:00"


def frozen_report(
    world: World, organization: Organization | None = None, *, value: str = "500.5"
) -> AnnualReport:
    """The report of an organization (the province), filed, approved and frozen on 10 December."""
    with time_machine.travel(DECEMBER, tick=False):
        filing = world.approve(world.filing(organization, world.year_end), value=value)
        report = freeze_report(filing=filing, by=world.reviewer, at=timezone.now() + TAKEN_BACK_WITHIN)
    assert report is not None
    return report
