"""Rows into files, one function a format."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from reports.workbook.schema import Sheet, YearReport
from reports.workbook.sheets import SHEETS
from targets.tables.sheets import add_sheet
from targets.tables.values import Number, Row, Value

# After how many rows progress is told.
STEP = 200

type Progress = Callable[[int, int], None]


def write_xlsx(report: YearReport, path: Path, progress: Progress) -> None:
    """The workbook; rows go to disk as they are read, so that memory does not grow with them."""
    book = Workbook(write_only=True)
    book.properties.title = report.guidance.title
    book.properties.creator = report.organization.full_display_name
    written = counted_rows(report, progress)
    for sheet, rows in written:
        add_sheet(book, str(sheet.title), sheet.columns, rows)
    book.save(path)


def write_json(report: YearReport, path: Path, progress: Progress) -> None:
    """The same rows as one JSON object: ``{"year", "organization", "as_of", "sheets": {key: [row, …]}}``.

    Numbers are decimal strings, absent values null. Rows go to disk as they are read.
    """
    with path.open("w", encoding="utf-8") as file:
        head = {
            "year": report.guidance.year,
            "organization": report.organization.code,
            "as_of": report.at.isoformat(),
        }
        file.write(json.dumps(head, ensure_ascii=False)[:-1] + ', "sheets": {')
        for number, (sheet, rows) in enumerate(counted_rows(report, progress)):
            file.write(("," if number else "") + f"\n{json.dumps(sheet.key)}: [")
            for place, row in enumerate(rows):
                record = {column.key: plain(value) for column, value in zip(sheet.columns, row, strict=True)}
                file.write((",\n" if place else "\n") + json.dumps(record, ensure_ascii=False))
            file.write("]")
        file.write("}}\n")


def plain(value: Value) -> Any:
    if isinstance(value, Number):
        return format(value.value, "f")
    if value is None or isinstance(value, bool | int):
        return value
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def counted_rows(report: YearReport, progress: Progress) -> Iterator[tuple[Sheet, Iterator[Row]]]:
    """Each sheet with its rows; tells ``progress`` how many rows are done of how many."""
    total = sum(sheet.count(report) for sheet in SHEETS)
    done = 0

    def told(sheet: Sheet) -> Iterator[Row]:
        nonlocal done
        for row in sheet.rows(report):
            if len(row) != len(sheet.columns):
                raise ValueError(f"A row of {sheet.key} has {len(row)} values.")
            yield row
            done += 1
            if done % STEP == 0:
                progress(min(done, total), total)

    progress(0, total)
    for sheet in SHEETS:
        yield sheet, told(sheet)
    progress(total, total)


RENDERERS: dict[str, Callable[[YearReport, Path, Progress], None]] = {
    "xlsx": write_xlsx,
    "json": write_json,
}


def silent(_done: int, _total: int) -> None:
    """Nobody watches."""
