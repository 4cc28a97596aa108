"""Freezing many reports by job and by command: each for itself, under the name of whoever approved last."""

import io
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.core.management import CommandError, call_command
from pytest_django.fixtures import Settings

from background.models import Job
from organizations.models import Organization
from reports.actions import freeze
from reports.jobs import freeze_reports
from reports.models import AnnualReport
from tasks.models import Filing
from tests.background.queue import QUEUE, work_off
from tests.world import World

pytestmark = pytest.mark.django_db
NOON, LATER = "2021-12-10T12:00:00+08:00", "2021-12-10T12:05:00+08:00"


@pytest.fixture(autouse=True)
def december(world: World, settings: Settings) -> Iterator[None]:
    del world
    settings.TASKS = QUEUE
    with time_machine.travel(NOON, tick=False):
        yield


def closed(world: World, organization: Organization) -> Filing:
    return world.approve(world.filing(organization, world.year_end))


@pytest.fixture
def broken(world: World, monkeypatch: pytest.MonkeyPatch) -> Organization:
    """The province, whose report cannot be put together."""
    gather = freeze.gather

    def gathered(wanted: Any, **how: Any) -> Any:
        if wanted.organization == world.province:
            raise ValueError("odd text")
        return gather(wanted, **how)

    monkeypatch.setattr(freeze, "gather", gathered)
    return world.province


def command(**options: Any) -> str:
    said = io.StringIO()
    call_command("freeze_reports", stdout=said, stderr=io.StringIO(), **options)
    return said.getvalue()


def frozen() -> list[str]:
    return sorted(AnnualReport.objects.values_list("organization__code", flat=True))


def test_one_report_that_cannot_be_frozen_holds_up_none_of_the_others(
    world: World, broken: Organization
) -> None:
    filings = [closed(world, node).pk for node in (broken, world.neighbour, world.department)]
    Job.objects.all().delete()
    with time_machine.travel(LATER, tick=False):
        freeze_reports.enqueue(filings)
        assert work_off() == 1
    assert frozen() == ["32", "D-TFS"]
    assert (
        Job.objects.get().problem
        == "It ended with an error (ValueError). The log of the workers has the rest."
    )


def test_a_report_is_frozen_under_the_name_of_whoever_approved_last(world: World) -> None:
    closing = closed(world, world.province)
    with time_machine.travel(LATER, tick=False):
        freeze_reports.func([closing.pk])
        world.approve(world.filing(), by=world.second_reviewer)
    with time_machine.travel("2021-12-10T12:10:00+08:00", tick=False):
        freeze_reports.func([closing.pk])
    names = AnnualReport.objects.order_by("version").values_list("frozen_by__username", flat=True)
    assert list(names) == ["reviewer", "second-reviewer"]


def test_the_command_counts_what_it_froze_and_what_it_left(world: World) -> None:
    closed(world, world.neighbour)
    with time_machine.travel(LATER, tick=False):
        closed(world, world.province)
        said = command(year="2021")
    assert said.splitlines() == ["Froze 1 reports.", "Left 1, of which an approval can still be taken back."]
    assert frozen() == ["32"]
    with time_machine.travel("2021-12-10T12:10:00+08:00", tick=False):
        assert (command(), command()) == ("Froze 1 reports.\n", "Froze 0 reports.\n")


def test_the_command_fails_with_the_names_of_those_it_could_not_freeze(
    world: World, broken: Organization
) -> None:
    for organization in (broken, world.neighbour):
        closed(world, organization)
    with (
        time_machine.travel(LATER, tick=False),
        pytest.raises(CommandError, match="1 could not be frozen, the log says why: 44"),
    ):
        command()
    assert frozen() == ["32"]


@pytest.mark.parametrize("year", ["1999", "x", "²021", "9" * 30, ""])
def test_the_command_refuses_a_year_without_a_guidance(world: World, year: str) -> None:
    closed(world, world.province)
    with time_machine.travel(LATER, tick=False), pytest.raises(CommandError, match="no published guidance"):
        command(year=year)
    assert frozen() == []
