"""Rows into files, one function a format; each answers what the file should now hold."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, TextIO

from openpyxl import Workbook

from reports.workbook.schema import Sheet, YearReport
from reports.workbook.sheets import SHEETS
from targets.tables.sheets import SheetTally, add_sheet
from targets.tables.values import Number, Row, Value
from texts.outgoing.json_text import json_text
from texts.outgoing.workbook_text import property_text

# After how many rows progress is told.
STEP = 200

type Progress = Callable[[int, int], None]


def write_xlsx(report: YearReport, path: Path, progress: Progress) -> list[SheetTally]:
    """The workbook; rows go to disk as they are read, so that memory does not grow with them."""
    book = Workbook(write_only=True)
    book.properties.title = property_text(report.guidance.title)
    book.properties.creator = property_text(report.organization.full_display_name)
    written = counted_rows(report, progress)
    try:
        tallies = [add_sheet(book, str(sheet.title), sheet.columns, rows) for sheet, rows in written]
    except BaseException:
        for page in book.worksheets:
            page.close()
        raise
    book.save(path)
    return tallies


def write_json(report: YearReport, path: Path, progress: Progress) -> list[SheetTally]:
    """The same rows as one JSON object: ``{"year", "organization", "as_of", "sheets": {key: [row, …]}}``.

    Numbers are decimal strings, absent values null. Rows go to disk as they are read.
    """
    tallies = []
    with path.open("w", encoding="utf-8") as file:
        head = {
            "year": report.guidance.year,
            "organization": report.organization.code,
            "as_of": report.at.isoformat(),
        }
        file.write(json_text(head)[:-1] + ', "sheets": {')
        for number, (sheet, rows) in enumerate(counted_rows(report, progress)):
            file.write(("," if number else "") + f"\n{json_text(sheet.key)}: [")
            tallies.append(write_records(file, sheet, rows))
            file.write("]")
        file.write("}}\n")
    return tallies


def write_records(file: TextIO, sheet: Sheet, rows: Iterable[Row]) -> SheetTally:
    """The rows of a sheet as records, one a line."""
    count = cells = signs = 0
    for row in rows:
        record = {column.key: json_value(value) for column, value in zip(sheet.columns, row, strict=True)}
        file.write((",\n" if count else "\n") + json_text(record))
        count, cells = count + 1, cells + sum(value is not None for value in record.values())
        signs += sum(len(value) for value in record.values() if isinstance(value, str))
    return SheetTally(sheet.key, count, cells, signs)


def json_value(value: Value) -> Any:
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


RENDERERS: dict[str, Callable[[YearReport, Path, Progress], list[SheetTally]]] = {
    "xlsx": write_xlsx,
    "json": write_json,
}


def silent(_done: int, _total: int) -> None:
    """Nobody watches."""
