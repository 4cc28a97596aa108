"""Asking for an export, and cancelling it: at any moment, with no file left."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.storage import FileSystemStorage
from django.test import TestCase
from django.utils import timezone

from background.models import Job
from guidance_portal.durable_storage import DurableStorage
from organizations.permissions import Role
from reports.actions import (
    begin_export,
    cancel_export,
    fail_export,
    finish_export,
    make_export,
    request_export,
)
from reports.actions.export import ExportCancelled, watcher
from reports.exports.manifest import Manifest
from reports.exports.stages import Stage, Step
from reports.models import Export, FormKey
from reports.rendering import FileDiffers
from reports.snapshot.digests import Digests
from tasks.errors import TransitionNotAllowed
from tests.background.queue import work_off
from tests.reports.exports.orders import finished, stored, waiting
from tests.reports.exports.small_reports import interrupted
from tests.world import member

if TYPE_CHECKING:
    from django.core.files import File

    from reports.exports.makers import Maker
    from tests.world import World


pytestmark = pytest.mark.usefixtures("small_reports")
Status = Export.Status
NOTHING = Manifest("a.json", 2021, "", "en", ())


def cancel(export: Export, world: "World") -> Export:
    with TestCase.captureOnCommitCallbacks(execute=True):
        return cancel_export(
            export=Export.objects.get(pk=export.pk), by=world.administrator, at=timezone.now()
        )


# --- Asking -----------------------------------------------------------------------------------------


def test_asking_twice_while_it_is_made_gives_the_same_export(world: "World") -> None:
    assert waiting(world, FormKey.PDF, FormKey.DOCX) == waiting(world, FormKey.DOCX, FormKey.PDF)
    assert Job.objects.count() == 1


@pytest.mark.parametrize(
    "other",
    [
        {"language": "zh-hans"},
        {"with_submitted": True},
        {"scope": Export.Scope.ALL},
        {"forms": [FormKey.XLSX]},
    ],
    ids=lambda other: next(iter(other)),
)
def test_another_wish_is_another_export(world: "World", other: dict[str, Any]) -> None:
    wish = {
        "guidance": world.guidance,
        "organization": world.office,
        "forms": [FormKey.JSON],
        "language": "en",
        "by": world.administrator,
        "at": timezone.now(),
    }
    assert request_export(**wish) != request_export(**wish | other)


def test_what_another_administrator_has_ordered_is_not_made_twice(world: "World") -> None:
    second = member("second-administrator", world.office, Role.ADMINISTRATOR)
    assert waiting(world, by=second) == waiting(world)


def test_what_one_does_not_see_is_made_anew(world: "World") -> None:
    local = member("local-administrator", world.province, Role.ADMINISTRATOR)
    theirs = waiting(world, organization=world.province)
    assert waiting(world, organization=world.province, by=local) != theirs


def test_an_export_whose_job_is_gone_does_not_stand_in_the_way(world: "World") -> None:
    lost = waiting(world)
    Job.objects.all().delete()
    assert waiting(world) != lost
    lost.refresh_from_db()
    assert (lost.status, bool(lost.problem)) == (Status.FAILED, True)


def test_the_wish_and_its_job_are_stored_together(world: "World", monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: object, **_kwargs: object) -> None:
        raise OSError("no queue")

    monkeypatch.setattr("django_tasks_db.DatabaseBackend.enqueue", broken)
    with pytest.raises(OSError, match="no queue"):
        waiting(world)
    assert not Export.objects.exists()


# --- Cancelling -------------------------------------------------------------------------------------


def test_an_export_that_waits_is_cancelled_and_never_made(world: "World", tmp_path: Path) -> None:
    export = cancel(waiting(world), world)
    assert (export.status, export.cancelled_by) == (Status.CANCELLED, world.administrator)
    assert work_off() == 1
    export.refresh_from_db()
    assert (export.status, export.times_begun, stored(tmp_path)) == (Status.CANCELLED, 0, [])
    assert Job.objects.get().status == "SUCCESSFUL"


def test_whoever_makes_a_cancelled_export_stops_at_the_next_step(
    world: "World", tmp_path: Path, small_reports: "dict[FormKey, Maker]"
) -> None:
    export, plain, written = waiting(world, FormKey.DOCX, FormKey.PDF), small_reports[FormKey.DOCX], []
    small_reports[FormKey.DOCX] = interrupted(plain, lambda: cancel(export, world))
    small_reports[FormKey.PDF] = interrupted(plain, lambda: written.append("pdf"))
    assert work_off() == 1
    export.refresh_from_db()
    assert (export.status, export.sha256, export.stage) == (Status.CANCELLED, "", None)
    assert (written, stored(tmp_path)) == ([], [])
    assert Job.objects.get().status == "SUCCESSFUL"


@pytest.mark.parametrize("storage", [FileSystemStorage, DurableStorage], ids=["before its name", "after it"])
def test_an_export_that_is_cancelled_while_its_file_is_stored_keeps_none(
    world: "World", tmp_path: Path, monkeypatch: pytest.MonkeyPatch, storage: type[FileSystemStorage]
) -> None:
    """The file is there, its row is not written yet: the cancelling counts, also where it has taken the file
    away before it was read back."""
    export, save = waiting(world), storage._save

    def cancelled_behind(self: FileSystemStorage, name: str, content: "File[bytes]") -> str:
        name = save(self, name, content)
        cancel(export, world)
        return name

    monkeypatch.setattr(storage, "_save", cancelled_behind)
    made = make_export(export=export, at=timezone.now())
    assert (made.status, made.sha256, stored(tmp_path)) == (Status.CANCELLED, "", [])


def test_an_export_whose_file_the_storage_has_lost_is_not_offered(
    world: "World", monkeypatch: pytest.MonkeyPatch
) -> None:
    export, save = waiting(world), DurableStorage._save

    def lost(self: DurableStorage, name: str, content: "File[bytes]") -> str:
        name = save(self, name, content)
        Path(self.path(name)).unlink()
        return name

    monkeypatch.setattr(DurableStorage, "_save", lost)
    with pytest.raises(FileDiffers):
        make_export(export=export, at=timezone.now())
    export.refresh_from_db()
    assert (export.status, export.sha256) == (Status.FAILED, "")
    assert "not offered" in export.problem


def test_a_file_is_not_offered_in_the_moment_after_the_cancelling(world: "World") -> None:
    export = waiting(world)
    turn = begin_export(export=export)
    assert turn is not None
    cancel(export, world)
    offered = {"size": 1, "digests": Digests("0" * 64, "0" * 64), "manifest": NOTHING, "at": timezone.now()}
    with pytest.raises(ExportCancelled):
        finish_export(export=export, turn=turn, **offered)
    with pytest.raises(ExportCancelled):
        watcher(export, turn)(Stage(Step.KEEP), 1, 2)
    export.refresh_from_db()
    assert (export.status, export.steps_total) == (Status.CANCELLED, 0)


def test_an_export_that_is_done_is_not_cancelled_any_more(world: "World", tmp_path: Path) -> None:
    export = make_export(export=waiting(world), at=timezone.now())
    with pytest.raises(TransitionNotAllowed, match="nothing left to cancel"):
        cancel(export, world)
    export.refresh_from_db()
    assert (export.status, len(stored(tmp_path))) == (Status.DONE, 1)


def test_cancelling_twice_changes_nothing_the_second_time(world: "World") -> None:
    export, later = cancel(waiting(world), world), timezone.now() + dt.timedelta(hours=1)
    again = cancel_export(export=export, by=world.reviewer, at=later)
    assert (again.cancelled_at, again.cancelled_by) == (export.cancelled_at, world.administrator)


def test_what_a_killed_worker_left_goes_when_its_export_is_cancelled(world: "World", tmp_path: Path) -> None:
    export = waiting(world)
    begin_export(export=export)
    (tmp_path / "exports").mkdir()
    (tmp_path / "exports" / export.stored_name(1)).write_bytes(b"half")
    cancel(export, world)
    assert stored(tmp_path) == []


def test_a_cancelled_export_does_not_fail_afterwards(world: "World") -> None:
    export = cancel(waiting(world), world)
    fail_export(export=export, at=timezone.now())
    export.refresh_from_db()
    assert (export.status, export.problem) == (Status.CANCELLED, "")


def test_a_cancelled_export_is_no_reason_not_to_make_the_same_again(world: "World") -> None:
    export = cancel(waiting(world), world)
    assert waiting(world) != export


def test_a_finished_export_can_be_ordered_again(world: "World") -> None:
    assert waiting(world) != finished(world)
