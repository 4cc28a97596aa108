"""Files as their readers give them: what they say for lines of a filing, with cells of their own."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from organizations.models import User
from targets.models import Target
from tasks.actions.import_lines import Choice, FileName, Imported, import_lines
from tasks.line_imports.edits import FilingEdits, Finding, LineEdit, Place, Said
from tasks.line_imports.preview import Preview, preview_of
from tasks.line_imports.weighing import LinePlace, Weighed
from tasks.models import Filing, Task

SHEET = "填报"
FILE = FileName("填报.xlsx", "a" * 64)
COLUMNS = "DEFGHIJKLMNOPQRSTUVWXYZ"


def row(
    kind: str,
    subject: int,
    said: Mapping[str, str],
    *,
    version: int | None = 0,
    number: int = 14,
    is_whole: bool = True,
    findings: tuple[Finding, ...] = (),
) -> LineEdit:
    """A row of a sheet whose fields stand in its columns from D on."""
    fields = {
        name: Said(text, Place(SHEET, f"{column}{number}"))
        for (name, text), column in zip(said.items(), COLUMNS, strict=False)
    }
    return LineEdit(kind, subject, version, fields, Place(SHEET, str(number)), is_whole, findings)


def on_target(target: Target, said: Mapping[str, str], **more: Any) -> LineEdit:
    return row("measurement", target.pk, said, **more)


def on_task(task: Task, said: Mapping[str, str], **more: Any) -> LineEdit:
    return row("progress", task.pk, said, **more)


def file_of(filing: Filing, *rows: LineEdit, findings: tuple[Finding, ...] = ()) -> FilingEdits:
    return FilingEdits(filing.pk, rows, findings)


def shown(filing: Filing, *rows: LineEdit, by: User | None = None) -> Preview:
    """The preview of a file with ``rows``, of a filing read anew."""
    filing = Filing.objects.select_related("organization", "period__guidance").get(pk=filing.pk)
    return preview_of(filing, file_of(filing, *rows), by=by)


def only_row(filing: Filing, row: LineEdit) -> Weighed:
    """The one row of a preview."""
    [found] = shown(filing, row).rows
    return found


def taken_over(
    filing: Filing,
    *rows: LineEdit,
    by: User,
    seen: Mapping[LinePlace, int] | None = None,
    choice: Choice = Choice(),  # noqa: B008 (frozen)
    at: dt.datetime | None = None,
) -> Imported:
    """Take a file over as somebody who has just seen its preview, or one in which lines had ``seen``."""
    versions = shown(filing, *rows).versions if seen is None else seen
    return import_lines(
        filing=filing,
        edits=file_of(filing, *rows),
        seen=versions,
        by=by,
        at=at or timezone.now(),
        file=FILE,
        choice=choice,
    )
