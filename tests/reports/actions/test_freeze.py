"""Approving the last filing of a year freezes the organization's report, once (design R14, R15)."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import time_machine
from django.db import DatabaseError, OperationalError, connection, transaction
from django.utils import timezone
from pytest_django.fixtures import Settings

from background.models import Job
from organizations.models import Organization
from reports import closing_filings, freezing, jobs
from reports.actions.freeze import freeze_office_report, freeze_report
from reports.closing_filings import queue_what_is_unfrozen, unfrozen_filings
from reports.jobs import freeze_reports
from reports.models import AnnualReport, ReportContent
from reports.readiness import readiness_of, readiness_statement
from reports.rendering import FileDiffers
from reports.snapshot.snapshot import Snapshot
from reports.stored_report import unpacked
from tasks.actions import approve_filing, reopen_filing, take_back_approval
from tasks.errors import TransitionNotAllowed
from tasks.filings.approval_followers import TAKEN_BACK_WITHIN
from tasks.filings.concerns import concerns_of
from tasks.models import Filing
from tests.background.queue import QUEUE
from tests.clearing import rules_lifted
from tests.factories import GuidanceFactory
from tests.supplements import on_day, opened, supplement_of
from tests.world import World

pytestmark = pytest.mark.django_db
DECEMBER = "2021-12-10T12:00:00+08:00"


@pytest.fixture(autouse=True)
def december(world: World, settings: Settings) -> Iterator[None]:
    """The year end is open, and jobs wait."""
    del world
    settings.TASKS = QUEUE
    with time_machine.travel(DECEMBER, tick=False):
        yield


def closed(world: World, organization: Organization | None = None, value: str = "500.5") -> Filing:
    """The approved year-end filing of an organization (the province)."""
    return world.approve(world.filing(organization, world.year_end), value=value)


def frozen(filing: Filing) -> AnnualReport:
    at = timezone.now() + TAKEN_BACK_WITHIN
    report = freeze_report(filing=filing, by=filing.approved_by, at=at)
    assert report is not None
    return report


def corrected(world: World, filing: Filing, value: str) -> Filing:
    """The same filing reopened, corrected and approved again."""
    reopen_filing(filing=filing, by=world.reviewer, at=timezone.now(), reason="更正", version=filing.version)
    return world.approve(Filing.objects.get(pk=filing.pk), value=value)


@contextmanager
def a_minute_later() -> Iterator[None]:
    """When nobody can take an approval of this moment back any more."""
    with time_machine.travel(timezone.now() + TAKEN_BACK_WITHIN, tick=False):
        yield


def queued() -> list[list[int]]:
    jobs = Job.objects.filter(task_path=freeze_reports.module_path).order_by("enqueued_at")
    return [job.args_kwargs["args"][0] for job in jobs]


def test_the_approval_of_the_last_filing_queues_the_freezing(world: World) -> None:
    filing = closed(world)
    assert queued() == [[filing.pk]]


def test_the_approval_of_an_earlier_one_does_not(world: World) -> None:
    world.approve(world.filing())
    assert queued() == []


def test_an_earlier_one_that_is_approved_after_the_last_queues_it_again(world: World) -> None:
    closing = closed(world)
    world.approve(world.filing())
    assert queued() == [[closing.pk], [closing.pk]]


def test_the_freezing_waits_until_the_approval_cannot_be_taken_back(world: World) -> None:
    closed(world)
    job = Job.objects.get(task_path=freeze_reports.module_path)
    assert job.run_after - timezone.now() == dt.timedelta(minutes=1)


def test_an_approval_that_was_taken_back_freezes_nothing(world: World) -> None:
    filing = closed(world)
    take_back_approval(filing=filing, by=world.reviewer, at=timezone.now())
    with a_minute_later():
        freeze_reports.func([filing.pk])
    assert not AnnualReport.objects.exists()


def test_an_approval_given_anew_is_frozen_by_its_own_job_alone(world: World) -> None:
    filing = closed(world)
    with time_machine.travel(timezone.now() + TAKEN_BACK_WITHIN / 2, tick=False):
        filing = take_back_approval(filing=filing, by=world.reviewer, at=timezone.now())
        confirmed = concerns_of(filing, world.reviewer).keys
        approve_filing(
            filing=filing, by=world.reviewer, at=timezone.now(), version=filing.version, confirmed=confirmed
        )
    first, second = Job.objects.filter(task_path=freeze_reports.module_path).order_by("run_after")
    for job, frozen_then in ((first, 0), (second, 1)):
        with time_machine.travel(job.run_after, tick=False):
            freeze_reports.func([filing.pk])
        assert AnnualReport.objects.count() == frozen_then


def test_an_earlier_period_that_can_be_taken_back_holds_the_freezing_up(world: World) -> None:
    filing = closed(world)
    with a_minute_later():
        world.approve(world.filing())
        freeze_reports.func([filing.pk])
        assert not AnnualReport.objects.exists()
        with a_minute_later():
            freeze_reports.func([filing.pk])
    assert AnnualReport.objects.get().version == 1


def test_the_first_version_says_what_was_approved_and_by_whom(world: World) -> None:
    filing = closed(world)
    with a_minute_later():
        freeze_reports.func([filing.pk])
        assert AnnualReport.objects.get().frozen_at == timezone.now()
    report = AnnualReport.objects.get()
    assert (report.version, report.replaces, report.filing, report.filing_version) == (1, None, filing, 1)
    assert report.frozen_by == world.reviewer
    with unpacked(report) as path:
        snapshot = Snapshot(path)
        assert (snapshot.head.version, snapshot.head.is_frozen) == (1, True)
        values = {figure.indicator: figure.value for figure in snapshot.year.figures}
        assert values[world.pledge.indicator.code] == "500.5"
        assert snapshot.documents["zh-hans"].standing == ""


def test_freezing_twice_makes_no_second_version(world: World) -> None:
    filing = closed(world)
    assert frozen(filing) == frozen(filing)
    with time_machine.travel("2021-12-11T12:00:00+08:00", tick=False):
        assert frozen(filing).version == 1


def test_a_correction_is_a_new_version_that_names_the_old_one_and_what_changed(world: World) -> None:
    filing = closed(world)
    first = frozen(filing)
    second = frozen(corrected(world, filing, "498.7"))
    assert (second.version, second.replaces, second.filing_version) == (2, first, 2)
    with unpacked(second) as path:
        replaced = Snapshot(path).head.replaces
    assert replaced is not None
    assert (replaced.version, replaced.sha256) == (1, first.sha256)
    changes = [(difference.before, difference.after) for difference in replaced.differences]
    assert any("500.5" in before and "498.7" in after for before, after in changes)


def test_a_supplement_is_a_new_version_of_the_year_it_supplements(world: World) -> None:
    filing = closed(world)
    first = frozen(filing)
    with on_day():
        opened(world)
        world.approve(supplement_of(world), value="611.5")
        assert queued()[-1] == [filing.pk]
        second = frozen(Filing.objects.get(pk=filing.pk))
    assert (second.version, second.replaces) == (2, first)
    with unpacked(second) as path:
        replaced = Snapshot(path).head.replaces
    assert replaced is not None
    changes = [(each.before, each.after) for each in replaced.differences]
    assert ("500.50 亿元", "1,112.00 亿元") in changes


def test_a_frozen_report_stands_while_its_filing_is_corrected(world: World) -> None:
    filing = closed(world)
    report = frozen(filing)
    reopen_filing(filing=filing, by=world.reviewer, at=timezone.now(), reason="更正", version=filing.version)
    at = timezone.now() + TAKEN_BACK_WITHIN
    assert freeze_report(filing=filing, by=world.reviewer, at=at) is None
    assert list(AnnualReport.objects.all()) == [report]


@pytest.mark.parametrize("model", [AnnualReport, ReportContent])
def test_the_database_refuses_to_change_or_remove_a_frozen_report(world: World, model: type) -> None:
    frozen(closed(world))
    values = {"sha256": "0" * 64} if model is AnnualReport else {"compressed": b"other"}
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        model.objects.update(**values)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        model.objects.all()._raw_delete("default")


@pytest.mark.parametrize("stored", ["another", "half", "rubbish"])
def test_a_stored_snapshot_that_was_tampered_with_is_found(world: World, stored: str) -> None:
    report = frozen(closed(world))
    other = frozen(closed(world, world.neighbour))
    own = bytes(report.content.compressed)
    compressed = {"another": other.content.compressed, "half": own[: len(own) // 2], "rubbish": b"{}" + own}
    connection.check_constraints()
    with rules_lifted():
        ReportContent.objects.filter(report=report).update(compressed=compressed[stored])
        connection.check_constraints()
    with pytest.raises(FileDiffers), unpacked(report):
        pass


def test_nothing_half_happens_where_the_content_cannot_be_kept(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    filing = closed(world)

    def fail(**_values: object) -> None:
        raise DatabaseError("full")

    monkeypatch.setattr(ReportContent.objects, "create", fail)
    with pytest.raises(DatabaseError, match="full"):
        frozen(filing)
    assert not AnnualReport.objects.exists()


def test_the_office_freezes_what_it_saw(world: World) -> None:
    frozen(closed(world))
    seen = readiness_statement(readiness_of(world.guidance, world.office))
    report = freeze_office_report(
        guidance=world.guidance,
        office=world.office,
        by=world.administrator,
        at=timezone.now(),
        seen=seen,
    )
    assert (report.organization, report.version, report.filing) == (world.office, 1, None)


@pytest.mark.parametrize("is_frozen", [True, False])
def test_what_has_changed_since_is_shown_and_not_signed(world: World, *, is_frozen: bool) -> None:
    """The report says who is missing: one that has filed meanwhile is no longer what was read."""
    seen = readiness_statement(readiness_of(world.guidance, world.office))
    filing = closed(world)
    if is_frozen:
        frozen(filing)
    with pytest.raises(TransitionNotAllowed):
        freeze_office_report(
            guidance=world.guidance,
            office=world.office,
            by=world.administrator,
            at=timezone.now(),
            seen=seen,
        )
    assert not AnnualReport.objects.filter(organization=world.office).exists()


def test_a_year_without_a_period_has_no_report_of_the_office(world: World) -> None:
    guidance = GuidanceFactory(year=2019)
    with pytest.raises(TransitionNotAllowed):
        freeze_office_report(
            guidance=guidance,
            office=world.office,
            by=world.administrator,
            at=timezone.now(),
            seen=readiness_statement(None),
        )


def test_what_was_approved_before_reports_were_frozen_is_caught_up_once(world: World) -> None:
    filing = closed(world)
    Job.objects.all().delete()
    assert list(unfrozen_filings()) == [filing]
    assert queue_what_is_unfrozen() == 1
    assert queue_what_is_unfrozen() == 0
    assert queued() == [[filing.pk]]
    frozen(filing)
    assert not unfrozen_filings().exists()


def test_catching_up_is_cut_into_jobs_that_come_behind_all_others(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    filings = [closed(world), closed(world, world.neighbour), closed(world, world.department)]
    Job.objects.all().delete()
    monkeypatch.setattr(closing_filings, "CAUGHT_UP_AT_ONCE", 2)
    assert queue_what_is_unfrozen() == 3
    first, second = sorted(queued())
    assert [*first, *second] == sorted(filing.pk for filing in filings)
    assert len(first) == 2
    jobs.make_export_file.enqueue(7)
    assert Job.objects.takeable(at=timezone.now())[0].task_path == jobs.make_export_file.module_path


def test_a_database_that_is_away_ends_the_job_at_once(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    filings = [closed(world), closed(world, world.neighbour)]
    tried = []

    def freeze(*, filing: Filing, **_given: Any) -> None:
        tried.append(filing)
        raise OperationalError("server closed the connection")

    monkeypatch.setattr(freezing, "freeze_report", freeze)
    with pytest.raises(OperationalError):
        freeze_reports.func([filing.pk for filing in filings])
    assert len(tried) == 1
