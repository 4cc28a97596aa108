"""Freezing the office's report beside other work: nothing waits for it, and nothing unseen is signed."""

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from reports.actions import freeze, request_export
from reports.actions.freeze import freeze_office_report
from reports.models import AnnualReport, Export, FormKey
from reports.readiness import readiness_of, readiness_statement
from tasks.errors import TransitionNotAllowed
from tests.background.queue import QUEUE
from tests.races import at_once
from tests.reports.frozen import DECEMBER, frozen_report
from tests.world import make_world

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytest_django.fixtures import Settings

    from tests.world import World


@pytest.fixture
def world_of_transactions(transactional_db: None, settings: "Settings") -> "Iterator[World]":
    """The small world with real transactions, in December; the province's report is frozen."""
    settings.TASKS = QUEUE
    settings.PORTAL_TODAY = dt.date(2021, 12, 10)
    world = make_world()
    frozen_report(world)
    with time_machine.travel(DECEMBER, tick=True):
        yield world


def frozen_office(world: "World", seen: str = "") -> AnnualReport:
    return freeze_office_report(
        guidance=world.guidance,
        office=world.office,
        by=world.administrator,
        at=timezone.now(),
        seen=seen or seen_now(world),
    )


def seen_now(world: "World") -> str:
    return readiness_statement(readiness_of(world.guidance, world.office))


def while_it_is_written(monkeypatch: pytest.MonkeyPatch, act: "Callable[[], object]") -> None:
    """Let something happen once while a report is put together."""
    write, waiting = freeze.write_report, [act]

    def writing(*given: Any) -> Any:
        if waiting:
            waiting.pop()()
        return write(*given)

    monkeypatch.setattr(freeze, "write_report", writing)


def test_nothing_is_locked_while_the_report_is_put_together(
    world_of_transactions: "World", monkeypatch: pytest.MonkeyPatch
) -> None:
    world, in_transaction = world_of_transactions, []

    def order() -> Export:
        return request_export(
            guidance=world.guidance,
            organization=world.office,
            forms=[FormKey.JSON],
            language="zh-hans",
            by=world.administrator,
            at=timezone.now(),
        )

    def look_and_order() -> None:
        in_transaction.append(connection.in_atomic_block)
        at_once(order)

    while_it_is_written(monkeypatch, look_and_order)
    assert frozen_office(world).version == 1
    assert in_transaction == [False]
    assert Export.objects.count() == 1


def test_what_is_frozen_meanwhile_is_not_signed(
    world_of_transactions: "World", monkeypatch: pytest.MonkeyPatch
) -> None:
    world = world_of_transactions
    while_it_is_written(monkeypatch, lambda: frozen_report(world, world.neighbour))
    with pytest.raises(TransitionNotAllowed):
        frozen_office(world)
    assert not AnnualReport.objects.filter(organization=world.office).exists()


def test_two_who_freeze_the_same_at_once_make_one_version(world_of_transactions: "World") -> None:
    world = world_of_transactions
    seen = seen_now(world)
    at_once(*[lambda: frozen_office(world, seen)] * 2)
    assert [report.version for report in AnnualReport.objects.filter(organization=world.office)] == [1]


def test_another_version_of_the_same_reports_is_not_frozen_over(
    world_of_transactions: "World", monkeypatch: pytest.MonkeyPatch
) -> None:
    """The year can have changed while the reports have not: an earlier period was approved meanwhile."""
    world = world_of_transactions

    def change_and_freeze() -> None:
        world.approve(world.filing(world.neighbour), value="77.7")
        frozen_office(world)

    while_it_is_written(monkeypatch, change_and_freeze)
    with pytest.raises(TransitionNotAllowed):
        frozen_office(world)
    assert AnnualReport.objects.get(organization=world.office).version == 1
