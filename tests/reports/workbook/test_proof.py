"""An export is read back before it is offered; what does not say what was written is not."""

import re
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from reports.actions import export as actions
from reports.actions import make_export
from reports.models import Export
from tests.background.queue import work_off
from tests.reports.exports import stored, waiting

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.core.files import File
    from django.test import Client

    from reports.workbook.render import Progress
    from reports.workbook.schema import YearReport
    from targets.tables.sheets import SheetTally
    from tests.world import World

pytestmark = pytest.mark.usefixtures("files_elsewhere")


def with_a_part_changed(path: Path, change: "Callable[[bytes], bytes]") -> None:
    """Change the sheet "Progress of tasks" of a workbook, as a writer that errs would."""
    with ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    with ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, change(content) if name.endswith("sheet4.xml") else content)


CHANGES: "dict[str, Callable[[bytes], bytes]]" = {
    "a sign that XML cannot carry": lambda part: part.replace(b"</t>", "\ufffe</t>".encode(), 1),
    "a row less": lambda part: re.sub(rb"<row r=\"2\".*?</row>", b"", part, count=1),
    "a cell less": lambda part: re.sub(rb"<c r=\"B2\".*?</c>", b"", part, count=1),
    "a sign less": lambda part: re.sub(rb".</t>", b"</t>", part, count=1),
    "an end too early": lambda part: part[:-40],
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_a_file_that_does_not_say_what_was_written_is_not_offered(
    world: "World",
    tmp_path: Path,
    administrator: "Client",
    monkeypatch: pytest.MonkeyPatch,
    change: "Callable[[bytes], bytes]",
) -> None:
    export, write = waiting(world), actions.write_xlsx

    def write_wrongly(report: "YearReport", path: Path, progress: "Progress") -> "list[SheetTally]":
        written = write(report, path, progress)
        with_a_part_changed(path, change)
        return written

    monkeypatch.setattr(actions, "write_xlsx", write_wrongly)
    work_off()
    export.refresh_from_db()
    assert (export.status, export.sha256) == (Export.Status.FAILED, "")
    assert stored(tmp_path) == []
    text = administrator.get(reverse("reports:export-detail", args=[export.pk])).content.decode()
    assert "read back it did not hold what was written" in text
    assert administrator.get(reverse("reports:export-download", args=[export.pk])).status_code == 404


def test_a_file_that_the_storage_keeps_wrongly_is_not_offered(
    world: "World", tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export, save = waiting(world), FileSystemStorage._save

    def save_half(self: FileSystemStorage, name: str, content: "File[bytes]") -> str:
        return save(self, name, ContentFile(content.read()[:500]))

    monkeypatch.setattr(FileSystemStorage, "_save", save_half)
    work_off()
    export.refresh_from_db()
    assert (export.status, stored(tmp_path)) == (Export.Status.FAILED, [])


def test_a_sheet_longer_than_workbooks_hold_is_not_offered(
    world: "World", tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("targets.tables.sheets.MOST_ROWS", 3)
    export = waiting(world)
    work_off()
    export.refresh_from_db()
    assert (export.status, stored(tmp_path)) == (Export.Status.FAILED, [])
    assert "more rows than a workbook can hold" in export.problem
    with pytest.raises(CommandError, match="more rows than a workbook can hold"):
        call_command("export_report", year="2021", output=str(tmp_path / "r.xlsx"), verbosity=0)


def test_progress_tells_of_writing_and_then_of_reading_back(
    world: "World", monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[float] = []
    monkeypatch.setattr(actions, "tell", lambda _export, _turn, done, total: told.append(done / total))
    make_export(export=waiting(world), at=timezone.now())
    assert (told[0], told[-1]) == (0, 1)
    assert 0.5 in told
    assert told == sorted(told)
