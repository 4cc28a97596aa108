"""Exports made in the background: in turns, of which only the latest counts, and read back."""

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.test import TestCase
from django.utils import timezone

from background.actions import take_job
from background.errors import TakenOver
from background.lease import MOST_ATTEMPTS
from background.models import Job
from background.terms import lease_lasts
from reports.actions import begin_export, fail_export, make_export
from reports.models import Export, FormKey
from tests.background.queue import work_off
from tests.reports.exports.orders import stored, waiting
from tests.reports.exports.small_reports import NO_FONT, interrupted, refusing

if TYPE_CHECKING:
    from django.core.files import File

    from reports.exports.makers import Maker
    from tests.world import World


pytestmark = pytest.mark.usefixtures("small_reports")
Status = Export.Status


def test_an_export_is_made_with_its_checksums_and_what_it_was_made_of(world: "World") -> None:
    export = waiting(world)
    assert work_off() == 1
    export.refresh_from_db()
    assert export.status == Status.DONE
    content = export.file.read()
    export.file.close()
    assert export.sha256 == hashlib.sha256(content).hexdigest()
    assert export.sm3 == hashlib.new("sm3", content).hexdigest()
    assert export.size == len(content)
    assert (export.stage, export.report_version) == (None, None)
    assert export.steps_done == export.steps_total > 0
    assert export.manifest is not None
    [report] = export.manifest["reports"]
    assert (report["organization"], report["is_frozen"]) == (world.office.code, False)
    assert export.file_name == f"2021-{world.office.english_name}-annual-report-not-final.json"


def test_making_twice_changes_nothing_the_second_time(world: "World") -> None:
    export = make_export(export=waiting(world), at=timezone.now())
    assert make_export(export=export, at=timezone.now()).finished_at == export.finished_at


def test_progress_runs_from_nothing_to_all_and_names_each_step(
    world: "World", monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[str, str, float]] = []
    export = waiting(world, FormKey.DOCX, FormKey.PDF)
    update = type(Export.objects.all()).update

    def noting(self: object, **values: object) -> int:
        if stage := values.get("stage"):
            told.append((stage["step"], stage["form"], values["steps_done"] / values["steps_total"]))  # type: ignore[index, operator]
        return update(self, **values)  # type: ignore[arg-type]

    monkeypatch.setattr(type(Export.objects.all()), "update", noting)
    make_export(export=export, at=timezone.now())
    shares = [share for _step, _form, share in told]
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0, 1)
    assert list(dict.fromkeys((step, form) for step, form, _share in told)) == [
        ("gather", ""),
        ("write", "docx"),
        ("prove", "docx"),
        ("write", "pdf"),
        ("prove", "pdf"),
        ("pack", ""),
        ("keep", ""),
    ]


# --- Forms that are refused -------------------------------------------------------------------------


def test_a_single_form_that_is_refused_fails_with_its_sentence(
    world: "World", tmp_path: Path, small_reports: "dict[FormKey, Maker]"
) -> None:
    small_reports[FormKey.PDF] = refusing(small_reports[FormKey.PDF])
    export = waiting(world, FormKey.PDF)
    assert work_off() == 1
    export.refresh_from_db()
    assert (export.status, export.problem) == (Status.FAILED, NO_FONT)
    assert stored(tmp_path) == []
    assert not Job.objects.unfinished().exists()


def test_a_refused_form_among_several_leaves_the_others(
    world: "World", small_reports: "dict[FormKey, Maker]"
) -> None:
    small_reports[FormKey.PDF] = refusing(small_reports[FormKey.PDF])
    export = make_export(export=waiting(world, FormKey.DOCX, FormKey.PDF), at=timezone.now())
    assert export.status == Status.DONE
    assert export.steps_done == export.steps_total
    assert export.manifest is not None
    [report] = export.manifest["reports"]
    assert [file["form"] for file in report["files"]] == ["docx"]
    assert report["refused"] == [{"form": "pdf", "reason": NO_FONT}]


def test_where_every_form_is_refused_each_reason_is_said_once(
    world: "World", small_reports: "dict[FormKey, Maker]"
) -> None:
    for form in (FormKey.DOCX, FormKey.PDF):
        small_reports[form] = refusing(small_reports[form])
    wish = {"scope": Export.Scope.ALL}
    export = make_export(export=waiting(world, FormKey.DOCX, FormKey.PDF, **wish), at=timezone.now())
    assert (export.status, export.problem) == (Status.FAILED, NO_FONT)


# --- Read back --------------------------------------------------------------------------------------


def spoiled(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def test_a_file_that_does_not_say_what_was_written_is_not_offered(
    world: "World", tmp_path: Path, small_reports: "dict[FormKey, Maker]", monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = small_reports[FormKey.PDF]

    def half(*given: object) -> list[str]:
        changes = whole.render(*given)  # type: ignore[arg-type]
        spoiled(given[2])  # type: ignore[arg-type]
        return changes

    monkeypatch.setitem(small_reports, FormKey.PDF, type(whole)(half, whole.prove))
    export = waiting(world, FormKey.DOCX, FormKey.PDF)
    work_off()
    export.refresh_from_db()
    assert (export.status, export.sha256, stored(tmp_path)) == (Status.FAILED, "", [])
    assert "read back it did not hold what was written" in export.problem


def test_a_snapshot_that_is_not_what_its_checksums_say_is_not_used(
    world: "World", tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from reports.exports import report_series  # noqa: PLC0415

    write = report_series.write_snapshot_of

    def write_half(wanted: object, path: Path) -> object:
        digests = write(wanted, path)  # type: ignore[arg-type]
        spoiled(path)
        return digests

    monkeypatch.setattr(report_series, "write_snapshot_of", write_half)
    export = waiting(world)
    work_off()
    export.refresh_from_db()
    assert (export.status, stored(tmp_path)) == (Status.FAILED, [])


def test_a_file_that_the_storage_keeps_wrongly_is_not_offered(
    world: "World", tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export, save = waiting(world), FileSystemStorage._save

    def save_half(self: FileSystemStorage, name: str, content: "File[bytes]") -> str:
        return save(self, name, ContentFile(content.read()[:500]))

    monkeypatch.setattr(FileSystemStorage, "_save", save_half)
    work_off()
    export.refresh_from_db()
    assert (export.status, stored(tmp_path)) == (Status.FAILED, [])


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
    assert (export.status, export.times_begun) == (Status.DONE, 2)
    assert stored(tmp_path) == [export.stored_name(2)]
    assert hashlib.sha256(export.file.read()).hexdigest() == export.sha256
    export.file.close()


def test_an_export_left_running_by_the_version_before_is_made(world: "World") -> None:
    export = waiting(world)
    Job.objects.update(status="RUNNING", started_at=timezone.now())
    Export.objects.update(status=Status.RUNNING)
    assert work_off() == 1
    export.refresh_from_db()
    assert export.status == Status.DONE


@pytest.mark.parametrize("is_late", [False, True], ids=["while it writes", "when it has written"])
def test_a_worker_that_was_taken_over_leaves_nothing_behind(
    world: "World", tmp_path: Path, small_reports: "dict[FormKey, Maker]", *, is_late: bool
) -> None:
    export, plain, others = waiting(world), small_reports[FormKey.JSON], []

    def another_makes_it() -> None:
        small_reports[FormKey.JSON] = plain
        others.append(make_export(export=Export.objects.get(), at=timezone.now()))

    small_reports[FormKey.JSON] = interrupted(plain, another_makes_it, after=is_late)
    with pytest.raises(TakenOver):
        make_export(export=export, at=timezone.now())
    export.refresh_from_db()
    assert (export.status, export.sha256) == (Status.DONE, others[0].sha256)
    assert stored(tmp_path) == [export.stored_name(2)]


def test_a_worker_that_was_taken_over_does_not_end_what_the_other_is_at(
    world: "World", tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export, save = waiting(world), FileSystemStorage._save

    def begun_anew_while_saving(self: FileSystemStorage, name: str, content: "File[bytes]") -> str:
        begin_export(export=export)
        return save(self, name, content)

    monkeypatch.setattr(FileSystemStorage, "_save", begun_anew_while_saving)
    with pytest.raises(TakenOver):
        make_export(export=export, at=timezone.now())
    export.refresh_from_db()
    assert (export.status, export.times_begun, export.sha256) == (Status.RUNNING, 2, "")
    assert stored(tmp_path) == []


def test_an_export_that_broke_off_three_times_fails_with_a_sentence(world: "World", tmp_path: Path) -> None:
    export, at = killed_while_making(world), timezone.now()
    for _ in range(1, MOST_ATTEMPTS):
        assert take_job(worker="killed", at=at) is not None
        at += lease_lasts()
    with TestCase.captureOnCommitCallbacks(execute=True):
        assert take_job(worker="last", at=at) is None
    export.refresh_from_db()
    assert "The file could not be made. Try again" in export.problem
    assert stored(tmp_path) == []
    assert waiting(world) != export


def test_a_failed_export_whose_job_is_put_back_is_made(world: "World") -> None:
    export = waiting(world)
    fail_export(export=export, at=timezone.now())
    assert work_off() == 1
    export.refresh_from_db()
    assert (export.status, export.problem) == (Status.DONE, "")


def test_a_failed_export_that_was_ordered_anew_is_not_made_beside_it(world: "World") -> None:
    failed = waiting(world)
    fail_export(export=failed, at=timezone.now())
    anew = waiting(world)
    assert work_off() == 2
    statuses = {export.pk: export.status for export in Export.objects.all()}
    assert statuses == {failed.pk: Status.FAILED, anew.pk: Status.DONE}
