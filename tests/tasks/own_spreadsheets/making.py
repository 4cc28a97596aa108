"""Sheets of bureaus for tests, written as they look."""

from decimal import Decimal

from spreadsheets.incoming.values import Book, Cell, CellValue, Merged, Sheet
from tasks.own_spreadsheets.mapping import Answer, FilingSubjects

PLEDGE = Answer("measurement", "pledge-financing", "value", is_number=True, unit="亿元")
LOANS = Answer("measurement", "loans", "value", is_number=True)
TASK = Answer("progress", "3", "achievements")
FILING = FilingSubjects(
    7, {("measurement", "pledge-financing"): 11, ("measurement", "loans"): 12, ("progress", "3"): 21}
)


def sheet(*rows: tuple[object, ...], title: str = "汇总", merged: tuple[Merged, ...] = ()) -> Sheet:
    """Rows of values from A1; None is an empty cell, a ``Cell`` stands as it is."""
    made: dict[int, dict[int, Cell]] = {}
    for number, values in enumerate(rows, start=1):
        cells = {column: as_cell(value) for column, value in enumerate(values, start=1) if value is not None}
        if cells:
            made[number] = cells
    return Sheet(title, made, merged=merged)


def as_cell(value: object) -> Cell:
    if isinstance(value, Cell):
        return value
    shown: CellValue = Decimal(str(value)) if isinstance(value, int | float) else str(value)
    return Cell(shown)


def book(*sheets: Sheet) -> Book:
    return Book(sheets)
