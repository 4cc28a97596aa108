"""Freezing at the same moment, in threads and transactions of their own: one version, and a whole one."""

import datetime as dt
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from time import sleep
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection, transaction
from django.utils import timezone

from reports.actions import freeze as freezing
from reports.actions import request_export
from reports.actions.freeze import freeze_office_report, freeze_report
from reports.models import AnnualReport, Export, FormKey
from reports.readiness import readiness_of, readiness_statement
from tasks.actions import reopen_filing
from tasks.actions.amend import lock_published
from tasks.actions.amend_dates import amend_facts
from tasks.amendments.plan_statement import facts_statement
from tasks.errors import TransitionNotAllowed
from tasks.filings.approval_followers import TAKEN_BACK_WITHIN
from tasks.models import Amendment, Filing, Guidance
from tests.background.queue import QUEUE
from tests.races import at_once, finished
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
    frozen, _reopened = at_once(partial(freeze, closing), reopening(busy_world, closing))
    assert AnnualReport.objects.count() == (frozen is not None)


def reopening(world: World, filing: Filing) -> partial[Filing]:
    return partial(
        reopen_filing, filing=filing, by=world.reviewer, at=timezone.now(), reason="更正", version=1
    )


def test_nobody_moves_a_filing_between_its_figures_and_its_tables(
    busy_world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    third_quarter = busy_world.approve(busy_world.filing())
    closing = busy_world.approve(busy_world.filing(period=busy_world.year_end))
    write, reopened = freezing.write_report, []

    def write_while_somebody_reopens(*given: Any) -> Any:
        act = threads.submit(finished, reopening(busy_world, third_quarter))
        sleep(0.5)
        reopened.append(act.done())
        return write(*given)

    with ThreadPoolExecutor(1) as threads:
        monkeypatch.setattr(freezing, "write_report", write_while_somebody_reopens)
        freeze(closing)
    assert reopened == [False]
    assert Filing.objects.get(pk=third_quarter.pk).status == Filing.Status.RETURNED


def test_nobody_amends_the_plan_while_a_report_is_frozen(
    busy_world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    closing = busy_world.approve(busy_world.filing(period=busy_world.year_end))
    write, amended = freezing.write_report, []

    @transaction.atomic
    def amend() -> Guidance:
        return lock_published(busy_world.guidance, by=busy_world.administrator, reason="更正")

    def write_while_somebody_amends(*given: Any) -> Any:
        act = threads.submit(finished, amend)
        sleep(0.5)
        amended.append(act.done())
        return write(*given)

    with ThreadPoolExecutor(1) as threads:
        monkeypatch.setattr(freezing, "write_report", write_while_somebody_amends)
        freeze(closing)
    assert amended == [False]


# --- The office's, which takes long and locks nothing so long ---------------------------------------


def while_it_is_written(monkeypatch: pytest.MonkeyPatch, act: Callable[[], object]) -> None:
    """Let something happen once while a report is put together."""
    write, waiting = freezing.write_report, [act]

    def writing(*given: Any) -> Any:
        if waiting:
            waiting.pop()()
        return write(*given)

    monkeypatch.setattr(freezing, "write_report", writing)


def order(world: World) -> Export:
    return request_export(
        guidance=world.guidance,
        organization=world.office,
        forms=[FormKey.JSON],
        language="zh-hans",
        by=world.administrator,
        at=timezone.now(),
    )


def test_nothing_is_locked_while_the_office_report_is_put_together(
    busy_world: World, monkeypatch: pytest.MonkeyPatch, settings: "Settings"
) -> None:
    settings.TASKS, in_transaction = QUEUE, []

    def look_and_order() -> None:
        in_transaction.append(connection.in_atomic_block)
        at_once(partial(order, busy_world))

    while_it_is_written(monkeypatch, look_and_order)
    assert freeze_office(busy_world, seen_now(busy_world)).version == 1
    assert in_transaction == [False]
    assert Export.objects.count() == 1


def amend_due_day(world: World) -> Amendment | None:
    return amend_facts(
        guidance=world.guidance,
        by=world.administrator,
        at=timezone.now(),
        reason="会议推迟。",
        seen=facts_statement(world.guidance),
        report_due_on=dt.date(2021, 12, 20),
        receiving_department=world.department,
    )


@pytest.mark.parametrize("what", ["a report frozen", "a filing reopened", "the plan amended"])
def test_what_moves_meanwhile_keeps_the_office_report_from_being_signed(
    busy_world: World, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    third_quarter = busy_world.approve(busy_world.filing())
    closing = busy_world.approve(busy_world.filing(period=busy_world.year_end))
    acts: dict[str, Callable[[], object]] = {
        "a report frozen": partial(freeze, closing),
        "a filing reopened": reopening(busy_world, third_quarter),
        "the plan amended": partial(amend_due_day, busy_world),
    }
    while_it_is_written(monkeypatch, acts[what])
    with pytest.raises(TransitionNotAllowed, match="has changed since"):
        freeze_office(busy_world, seen_now(busy_world))
    assert not AnnualReport.objects.filter(organization=busy_world.office).exists()
