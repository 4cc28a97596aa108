"""Workbooks of tests: read with openpyxl into plain values, and changed as people change them."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from io import BytesIO
from typing import Any

from openpyxl import load_workbook
from openpyxl.cell import MergedCell

from spreadsheets.incoming.values import Book, Cell, Merged, Sheet
from tasks.fill_in.reading import read_fill_in
from tasks.line_imports.edits import FilingEdits, LineEdit, Weight

TASKS, TARGETS, CASES = "Filing · Tasks", "Filing · Targets", "Filing · Cases"


def book_of(content: bytes) -> Book:
    """A workbook of bytes; a formula is told by what stands there, its result by ``read`` of openpyxl."""
    shown = load_workbook(BytesIO(content), data_only=True)
    written = load_workbook(BytesIO(content))
    return Book(tuple(sheet_of(written[title], shown[title]) for title in written.sheetnames))


def sheet_of(written: Any, shown: Any) -> Sheet:
    rows: dict[int, dict[int, Cell]] = {}
    for row in written.iter_rows():
        for cell in row:
            if isinstance(cell, MergedCell) or cell.value is None:
                continue
            rows.setdefault(cell.row, {})[cell.column] = cell_of(
                cell, shown.cell(cell.row, cell.column).value
            )
    return Sheet(
        written.title,
        rows,
        is_hidden=written.sheet_state != "visible",
        hidden_rows=frozenset(number for number, each in written.row_dimensions.items() if each.hidden),
        merged=tuple(
            Merged(each.min_row, each.min_col, each.max_row, each.max_col)
            for each in written.merged_cells.ranges
        ),
    )


def cell_of(cell: Any, result: Any) -> Cell:
    if cell.data_type == "e":
        return Cell(None, error=cell.value)
    formula = cell.value if cell.data_type == "f" else ""
    return Cell(plain(result if formula else cell.value), formula=formula, number_format=cell.number_format)


def plain(value: Any) -> Any:
    if isinstance(value, bool | str | dt.date | dt.time) or value is None:
        return value
    return Decimal(str(value))


def changed(content: bytes, change: Callable[[Any], None]) -> bytes:
    """The workbook after somebody has changed it and saved it."""
    book = load_workbook(BytesIO(content))
    change(book)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def edits_after(content: bytes, change: Callable[[Any], None]) -> FilingEdits:
    """What the workbook says once somebody has changed it."""
    return read_fill_in(book_of(changed(content, change)))


def at(page: Any, key: str, column: str) -> Any:
    """The cell of a row by its key, and of a column by its name."""
    names = {cell.value: cell.column for cell in page[1]}
    number = next(row[0].row for row in page.iter_rows(min_col=1, max_col=1) if row[0].value == key)
    return page.cell(number, names[column])


def line(edits: FilingEdits, kind: str, subject: int) -> LineEdit:
    return next(line for line in edits.lines if (line.kind, line.subject) == (kind, subject))


def texts(edit: LineEdit) -> dict[str, str]:
    return {name: said.text for name, said in edit.fields.items()}


def errors(edits: FilingEdits) -> list[str]:
    """Everything that stands in the way, with its place."""
    found = [*edits.findings, *(finding for line in edits.lines for finding in line.findings)]
    return [f"{finding.place}: {finding.message}" for finding in found if finding.weight is Weight.ERROR]


def notes(edits: FilingEdits) -> list[str]:
    return [finding.message for finding in edits.findings if finding.weight is Weight.NOTE]
