"""Exports: asked for, made in the background, taken away; by administrators alone."""

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.core.files.base import ContentFile
from django.test import TestCase
from django.urls import reverse
from django.utils import timezone

from background.actions import take_job
from background.errors import TakenOver
from background.lease import MOST_ATTEMPTS
from background.models import Job, WorkerPresence
from background.terms import lease_lasts
from reports.actions import begin_export, fail_export, make_export
from reports.actions import export as actions
from reports.models import Export
from tests.background.queue import work_off
from tests.reports.exports import stored, waiting

if TYPE_CHECKING:
    from django.test import Client

    from reports.workbook.render import Progress
    from reports.workbook.schema import YearReport
    from targets.tables.sheets import SheetTally
    from tests.conftest import SignIn
    from tests.world import World


pytestmark = pytest.mark.usefixtures("files_elsewhere")


def ask(client: "Client", world: "World") -> Export:
    answer = client.post(reverse("reports:export-create"), {"guidance": world.guidance.pk})
    work_off()
    export = Export.objects.latest("pk")
    assert answer.url == reverse("reports:export-detail", args=[export.pk])
    return export


def test_export_is_made_and_downloaded(world: "World", administrator: "Client") -> None:
    export = ask(administrator, world)
    assert export.status == Export.Status.DONE
    assert len(export.sha256) == 64
    assert export.steps_done == export.steps_total > 0
    answer = administrator.get(reverse("reports:export-download", args=[export.pk]))
    assert b"".join(answer.streaming_content).startswith(b"PK")
    assert ".xlsx" in answer["Content-Disposition"]
    assert (
        reverse("reports:export-download", args=[export.pk])
        in administrator.get(reverse("reports:report-list")).content.decode()
    )


def test_asking_twice_while_it_is_made_gives_the_same_export(world: "World") -> None:
    assert waiting(world) == waiting(world)


def test_an_export_whose_job_is_gone_does_not_stand_in_the_way(world: "World") -> None:
    lost = waiting(world)
    Job.objects.all().delete()
    assert waiting(world) != lost
    lost.refresh_from_db()
    assert (lost.status, bool(lost.problem)) == (Export.Status.FAILED, True)


def test_the_wish_and_its_job_are_stored_together(world: "World", monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: object, **_kwargs: object) -> None:
        raise OSError("no queue")

    monkeypatch.setattr("django_tasks_db.DatabaseBackend.enqueue", broken)
    with pytest.raises(OSError, match="no queue"):
        waiting(world)
    assert not Export.objects.exists()


# --- Workers that die -------------------------------------------------------------------------------


def killed_while_making(world: "World") -> Export:
    """An export in the middle of being made, whose worker is gone."""
    export = waiting(world)
    assert take_job(worker="killed", at=timezone.now() - lease_lasts()) is not None
    begin_export(export=export)
    export.refresh_from_db()
    export.file.storage.save(f"exports/{export.stored_name(1)}", ContentFile(b"half"))
    return export


def test_an_export_whose_worker_was_killed_is_made_anew(world: "World", tmp_path: Path) -> None:
    export = killed_while_making(world)
    assert waiting(world) == export
    assert work_off() == 1
    export.refresh_from_db()
    assert (export.status, export.times_begun) == (Export.Status.DONE, 2)
    assert stored(tmp_path) == [export.stored_name(2)]
    assert hashlib.sha256(export.file.read()).hexdigest() == export.sha256
    export.file.close()


def test_an_export_left_running_by_the_version_before_is_made(world: "World") -> None:
    export = waiting(world)
    Job.objects.update(status="RUNNING", started_at=timezone.now())
    Export.objects.update(status=Export.Status.RUNNING)
    assert work_off() == 1
    export.refresh_from_db()
    assert export.status == Export.Status.DONE


@pytest.mark.parametrize("moment", ["while it writes", "when it is done"])
def test_a_worker_that_was_taken_over_leaves_nothing_behind(
    world: "World", tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    export, write, others = waiting(world), actions.write_xlsx, []

    def write_slowly(report: "YearReport", path: Path, progress: "Progress") -> "list[SheetTally]":
        monkeypatch.setattr(actions, "write_xlsx", write)
        if moment == "while it writes":
            others.append(make_export(export=Export.objects.get(), at=timezone.now()))
        written = write(report, path, progress)
        if moment == "when it is done":
            others.append(make_export(export=Export.objects.get(), at=timezone.now()))
        return written

    monkeypatch.setattr(actions, "write_xlsx", write_slowly)
    with pytest.raises(TakenOver):
        make_export(export=export, at=timezone.now())
    export.refresh_from_db()
    assert (export.status, export.sha256) == (Export.Status.DONE, others[0].sha256)
    assert stored(tmp_path) == [export.stored_name(2)]


def test_a_worker_that_was_taken_over_does_not_end_what_the_other_is_at(
    world: "World", tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export, write = waiting(world), actions.write_xlsx

    def write_slowly(report: "YearReport", path: Path, progress: "Progress") -> "list[SheetTally]":
        written = write(report, path, progress)
        begin_export(export=export)
        return written

    monkeypatch.setattr(actions, "write_xlsx", write_slowly)
    with pytest.raises(TakenOver):
        make_export(export=export, at=timezone.now())
    export.refresh_from_db()
    assert (export.status, export.times_begun, export.sha256) == (Export.Status.RUNNING, 2, "")
    assert stored(tmp_path) == []


def test_an_export_that_broke_off_three_times_fails_with_a_sentence(
    world: "World", tmp_path: Path, administrator: "Client"
) -> None:
    export, at = killed_while_making(world), timezone.now()
    for _ in range(1, MOST_ATTEMPTS):
        assert take_job(worker="killed", at=at) is not None
        at += lease_lasts()
    with TestCase.captureOnCommitCallbacks(execute=True):
        assert take_job(worker="last", at=at) is None
    text = administrator.get(reverse("reports:export-detail", args=[export.pk])).content.decode()
    assert "The workbook could not be made." in text
    assert "Try again" in text
    assert stored(tmp_path) == []
    assert waiting(world) != export


def test_a_failed_export_whose_job_is_put_back_is_made(world: "World") -> None:
    export = waiting(world)
    fail_export(export=export, at=timezone.now())
    assert work_off() == 1
    export.refresh_from_db()
    assert (export.status, export.problem) == (Export.Status.DONE, "")


def test_the_page_says_what_keeps_an_export(world: "World", administrator: "Client") -> None:
    export, at = waiting(world), timezone.now()
    address = reverse("reports:export-detail", args=[export.pk])

    def page() -> str:
        return administrator.get(address).content.decode()

    assert "Nobody does background work" in page()
    WorkerPresence.objects.create(worker="one", host="h", pid=1, started_at=at, seen_at=at)
    assert "notice--" not in page()
    take_job(worker="one", at=at - lease_lasts())
    assert "fell silent" in page()
    take_job(worker="one", at=at)
    assert "attempt 2 of 3" in page()
    Job.objects.all().delete()
    lost = page()
    assert "broke off. Ask for it again" in lost
    assert "hx-trigger" not in lost
    assert reverse("reports:export-create") in lost


# --- Its page ---------------------------------------------------------------------------------------


def test_progress_page_asks_again_until_it_is_finished(world: "World", administrator: "Client") -> None:
    export = waiting(world)
    address = reverse("reports:export-detail", args=[export.pk])
    assert "hx-trigger" in administrator.get(address).content.decode()
    part = administrator.get(address, headers={"hx-request": "true"}).content.decode()
    assert "<html" not in part
    make_export(export=export, at=timezone.now())
    assert "hx-trigger" not in administrator.get(address).content.decode()


def test_making_twice_changes_nothing_the_second_time(world: "World") -> None:
    export = make_export(export=waiting(world), at=timezone.now())
    assert make_export(export=export, at=timezone.now()).finished_at == export.finished_at


def test_failure_says_so_plainly_and_offers_another_try(
    world: "World", administrator: "Client", monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(actions, "write_xlsx", broken)
    export = waiting(world)
    work_off()
    export.refresh_from_db()
    assert export.status == Export.Status.FAILED
    text = administrator.get(reverse("reports:export-detail", args=[export.pk])).content.decode()
    assert export.problem in text
    assert "disk full" not in text
    assert reverse("reports:export-create") in text


def test_unfinished_or_lost_files_are_not_found(world: "World", administrator: "Client") -> None:
    export = waiting(world)
    address = reverse("reports:export-download", args=[export.pk])
    assert administrator.get(address).status_code == 404
    export = make_export(export=export, at=timezone.now())
    export.file.storage.delete(export.file.name)
    assert administrator.get(address).status_code == 404


@pytest.mark.parametrize("guidance", ["", "999999", "x", "\x00"])
def test_unknown_guidance_is_refused_on_the_page(
    world: "World", administrator: "Client", guidance: str
) -> None:
    answer = administrator.post(reverse("reports:export-create"), {"guidance": guidance})
    assert answer.status_code == 422
    assert not Export.objects.exists()


@pytest.mark.parametrize("person", ["lead", "reviewer", "observer", "department_observer"])
def test_people_without_the_right_are_refused(world: "World", signed_in: "SignIn", person: str) -> None:
    client = signed_in(person)
    assert client.get(reverse("reports:report-list")).status_code == 403
    assert client.post(reverse("reports:export-create"), {"guidance": world.guidance.pk}).status_code == 403
    export = make_export(export=waiting(world), at=timezone.now())
    assert client.get(reverse("reports:export-detail", args=[export.pk])).status_code == 404
    assert client.get(reverse("reports:export-download", args=[export.pk])).status_code == 404
