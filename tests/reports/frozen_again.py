"""A report of the small world that was frozen, corrected, and frozen again."""

import time_machine
from django.utils import timezone

from reports.actions.freeze import freeze_report
from reports.models import AnnualReport
from tasks.actions import reopen_filing
from tasks.filings.approval_followers import TAKEN_BACK_WITHIN
from tasks.models import Filing
from tests.reports.frozen import DECEMBER, frozen_report
from tests.world import World


def corrected_report(world: World, *, value: str = "512.5") -> AnnualReport:
    """The second version of the province's report, which says another figure than the first."""
    return corrected_from(world, frozen_report(world), value=value)


def corrected_from(world: World, first: AnnualReport, *, value: str = "512.5") -> AnnualReport:
    """The version after ``first``, which says another figure."""
    with time_machine.travel(DECEMBER, tick=False):
        at, filing = timezone.now(), Filing.objects.get(pk=first.filing_id)
        reopen_filing(filing=filing, by=world.reviewer, at=at, reason="更正", version=filing.version)
        approved = world.approve(Filing.objects.get(pk=filing.pk), value=value)
        report = freeze_report(filing=approved, by=world.reviewer, at=at + TAKEN_BACK_WITHIN)
    assert report is not None
    return report
