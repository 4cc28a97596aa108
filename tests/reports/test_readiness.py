"""Who is how far with the report, and whom a freeze now would leave out (design R17)."""

from collections.abc import Iterator

import pytest
import time_machine
from django.utils import timezone

from organizations.models import Organization
from reports.actions.freeze import freeze_report
from reports.readiness import Readiness, State, readiness_of, readiness_statement
from tasks.actions import reopen_filing
from tasks.filings.approval_followers import TAKEN_BACK_WITHIN
from tasks.models import Filing
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def december(world: World) -> Iterator[None]:
    """The year end is open."""
    del world
    with time_machine.travel("2021-12-10T12:00:00+08:00", tick=False):
        yield


def now(world: World) -> Readiness:
    readiness = readiness_of(world.guidance, world.office)
    assert readiness is not None
    return readiness


def states(world: World) -> dict[Organization, State]:
    return {row.organization: row.state for row in now(world).rows}


def test_it_lists_who_reports_to_the_office_and_nobody_beneath(world: World) -> None:
    assert set(states(world)) == {world.department, world.province, world.neighbour}
    assert set(states(world).values()) == {State.NOT_FILED}


def test_each_state_is_told(world: World) -> None:
    filing = world.submit(world.filing(period=world.year_end))
    assert states(world)[world.province] is State.SUBMITTED
    filing = world.approve(world.filing(world.neighbour, world.year_end))
    assert states(world)[world.neighbour] is State.APPROVED
    freeze_report(filing=filing, by=world.reviewer, at=timezone.now() + TAKEN_BACK_WITHIN)
    assert states(world)[world.neighbour] is State.FROZEN
    reopen_filing(filing=filing, by=world.reviewer, at=timezone.now(), reason="更正", version=filing.version)
    assert states(world)[world.neighbour] is State.CORRECTING


def test_a_freeze_holds_what_is_frozen_and_leaves_out_the_rest(world: World) -> None:
    filing = world.approve(world.filing(world.neighbour, world.year_end))
    freeze_report(filing=filing, by=world.reviewer, at=timezone.now() + TAKEN_BACK_WITHIN)
    readiness = now(world)
    assert [row.organization for row in readiness.frozen] == [world.neighbour]
    assert {row.organization for row in readiness.left_out} == {world.department, world.province}
    assert [(state.label, state.count) for state in readiness.others] == [("Not filed", 2)]


def test_who_is_late_is_told_with_a_report_or_without(world: World) -> None:
    with time_machine.travel("2021-12-20T12:00:00+08:00", tick=False):
        world.approve(world.filing(world.neighbour, world.year_end))
        late = {row.organization for row in now(world).late}
    assert late == {world.department, world.province, world.neighbour}


def test_the_statement_changes_with_every_step_and_version(world: World) -> None:
    seen = [readiness_statement(now(world))]
    filing = world.approve(world.filing(period=world.year_end), value="500.5")
    seen.append(readiness_statement(now(world)))
    freeze_report(filing=filing, by=world.reviewer, at=timezone.now() + TAKEN_BACK_WITHIN)
    seen.append(readiness_statement(now(world)))
    reopen_filing(filing=filing, by=world.reviewer, at=timezone.now(), reason="更正", version=1)
    filing = world.approve(Filing.objects.get(pk=filing.pk), value="498")
    freeze_report(filing=filing, by=world.reviewer, at=timezone.now() + TAKEN_BACK_WITHIN)
    seen.append(readiness_statement(now(world)))
    assert len(set(seen)) == 4


def test_the_statement_changes_with_who_is_late(world: World) -> None:
    seen = readiness_statement(now(world))
    with time_machine.travel("2021-12-20T12:00:00+08:00", tick=False):
        assert readiness_statement(now(world)) != seen
