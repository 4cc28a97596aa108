"""Freezing at the same moment, in threads and transactions of their own: one version, and a whole one."""

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from reports.actions.freeze import freeze_office_report, freeze_report
from reports.models import AnnualReport
from reports.readiness import readiness_of, readiness_statement
from tasks.actions import reopen_filing
from tasks.actions.undo import TAKEN_BACK_WITHIN
from tasks.errors import TransitionNotAllowed
from tasks.models import Filing
from tests.races import at_once
from tests.world import World, make_world

if TYPE_CHECKING:
    from pytest_django.fixtures import Settings


@pytest.fixture
def busy_world(transactional_db: None, settings: "Settings") -> World:
    """The small world with real transactions and a running clock, in December."""
    settings.PORTAL_TODAY = dt.date(2021, 12, 10)
    return make_world()


def freeze(filing: Filing) -> AnnualReport | None:
    return freeze_report(filing=filing, by=filing.approved_by, at=timezone.now() + TAKEN_BACK_WITHIN)


def freeze_office(world: World, seen: str) -> AnnualReport:
    return freeze_office_report(
        guidance=world.guidance,
        office=world.office,
        by=world.administrator,
        at=timezone.now(),
        seen=seen,
    )


def seen_now(world: World) -> str:
    return readiness_statement(readiness_of(world.guidance, world.office))


def test_two_workers_at_one_report_make_one_version(busy_world: World) -> None:
    filing = busy_world.approve(busy_world.filing(period=busy_world.year_end))
    made = at_once(*[partial(freeze, filing)] * 4)
    assert [report.version for report in made if isinstance(report, AnnualReport)] == [1] * 4
    assert AnnualReport.objects.count() == 1


def test_two_administrators_at_the_office_report_make_one_version(busy_world: World) -> None:
    freeze(busy_world.approve(busy_world.filing(period=busy_world.year_end)))
    seen = seen_now(busy_world)
    made = at_once(*[partial(freeze_office, busy_world, seen)] * 3)
    assert [report.version for report in made if isinstance(report, AnnualReport)] == [1] * 3
    assert AnnualReport.objects.filter(organization=busy_world.office).count() == 1


def test_the_office_freezes_beside_a_report_what_it_saw_or_nothing(busy_world: World) -> None:
    filing = busy_world.approve(busy_world.filing(period=busy_world.year_end))
    seen = seen_now(busy_world)
    report, office = at_once(partial(freeze, filing), partial(freeze_office, busy_world, seen))
    assert isinstance(report, AnnualReport)
    assert isinstance(office, AnnualReport | TransitionNotAllowed)


def test_a_filing_reopened_beside_the_freezing_is_in_it_or_has_stopped_it(busy_world: World) -> None:
    busy_world.approve(busy_world.filing())
    closing = busy_world.approve(busy_world.filing(period=busy_world.year_end))
    reopen = partial(
        reopen_filing, filing=closing, by=busy_world.reviewer, at=timezone.now(), reason="更正", version=1
    )
    frozen, _reopened = at_once(partial(freeze, closing), reopen)
    assert AnnualReport.objects.count() == (frozen is not None)
