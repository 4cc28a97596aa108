"""Approving the last filing of a year freezes the organization's report, once (design R14, R15)."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.db import DatabaseError, OperationalError, connection, transaction
from django.utils import timezone
from pytest_django.fixtures import Settings

from background.models import Job
from organizations.models import Organization
from reports import closing_filings, jobs
from reports.actions.freeze import freeze_office_report, freeze_report
from reports.closing_filings import queue_what_is_unfrozen, unfrozen_filings
from reports.jobs import freeze_reports
from reports.models import AnnualReport, ReportContent
from reports.readiness import readiness_of, readiness_statement
from reports.rendering import FileDiffers
from reports.snapshot.snapshot import Snapshot
from reports.stored_report import unpacked
from tasks.actions import reopen_filing, take_back_approval
from tasks.errors import TransitionNotAllowed
from tasks.models import Filing
from tests.background.queue import QUEUE
from tests.clearing import rules_lifted
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
    report = freeze_report(filing=filing, by=filing.approved_by, at=timezone.now())
    assert report is not None
    return report


def corrected(world: World, filing: Filing, value: str) -> Filing:
    """The same filing reopened, corrected and approved again."""
    reopen_filing(filing=filing, by=world.reviewer, at=timezone.now(), reason="更正", version=filing.version)
    return world.approve(Filing.objects.get(pk=filing.pk), value=value)


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
    freeze_reports.func([filing.pk])
    assert not AnnualReport.objects.exists()


def test_the_first_version_says_what_was_approved_and_by_whom(world: World) -> None:
    filing = closed(world)
    freeze_reports.func([filing.pk])
    report = AnnualReport.objects.get()
    assert (report.version, report.replaces, report.filing, report.filing_version) == (1, None, filing, 1)
    assert (report.frozen_by, report.frozen_at) == (world.reviewer, timezone.now())
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
    assert freeze_report(filing=filing, by=world.reviewer, at=timezone.now()) is None
    assert list(AnnualReport.objects.all()) == [report]


@pytest.mark.parametrize("model", [AnnualReport, ReportContent])
def test_the_database_refuses_to_change_or_remove_a_frozen_report(world: World, model: type) -> None:
    frozen(closed(world))
    values = {"sha256": "0" * 64} if model is AnnualReport else {"compressed": b"other"}
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        model.objects.update(**values)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        model.objects.all()._raw_delete("default")


def test_a_stored_snapshot_that_was_tampered_with_is_found(world: World) -> None:
    report = frozen(closed(world))
    other = frozen(closed(world, world.neighbour))
    connection.check_constraints()
    with rules_lifted():
        ReportContent.objects.filter(report=report).update(compressed=other.content.compressed)
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


def test_what_was_frozen_since_is_shown_and_not_signed(world: World) -> None:
    seen = readiness_statement(readiness_of(world.guidance, world.office))
    frozen(closed(world))
    with pytest.raises(TransitionNotAllowed):
        freeze_office_report(
            guidance=world.guidance,
            office=world.office,
            by=world.administrator,
            at=timezone.now(),
            seen=seen,
        )
    assert not AnnualReport.objects.filter(organization=world.office).exists()


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


def test_a_report_that_cannot_be_frozen_keeps_no_other_from_it(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing, other = closed(world), closed(world, world.neighbour)

    def freeze(*, filing: Filing, **given: Any) -> AnnualReport | None:
        if filing == failing:
            raise FileDiffers("not what was frozen")
        return freeze_report(filing=filing, **given)

    monkeypatch.setattr(jobs, "freeze_report", freeze)
    with pytest.raises(ExceptionGroup) as failed:
        freeze_reports.func([failing.pk, other.pk])
    assert [type(each) for each in failed.value.exceptions] == [FileDiffers]
    assert AnnualReport.objects.get().filing == other


def test_a_database_that_is_away_ends_the_job_at_once(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    filings = [closed(world), closed(world, world.neighbour)]
    tried = []

    def freeze(*, filing: Filing, **_given: Any) -> None:
        tried.append(filing)
        raise OperationalError("server closed the connection")

    monkeypatch.setattr(jobs, "freeze_report", freeze)
    with pytest.raises(OperationalError):
        freeze_reports.func([filing.pk for filing in filings])
    assert len(tried) == 1
