"""What a spreadsheet from a stranger holds, as plain values: nothing of it is trusted, and nothing runs."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

type CellValue = str | Decimal | bool | dt.date | dt.datetime | dt.time | None


class NotReadable(Exception):  # noqa: N818 (says what is wrong with it)
    """A file that is no spreadsheet to be read; its text says why, and what to do, to the person."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell that holds something.

    ``value`` is what it shows: of a formula the result that was kept with it, None where none was. ``error``
    is what stands there in place of a value ("#DIV/0!"). ``number_format`` is how its number is shown: it
    tells percents (0.42 shown as 42%) from others.
    """

    value: CellValue
    formula: str = ""
    error: str = ""
    number_format: str = "General"


@dataclass(frozen=True, slots=True)
class Merged:
    """Cells made one: rows and columns from 1, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. ``rows`` has the cells that hold something, by row and column from 1, in order."""

    title: str
    rows: Mapping[int, Mapping[int, Cell]]
    is_hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: tuple[Merged, ...] = ()

    def cell(self, row: int, column: int) -> Cell | None:
        return self.rows.get(row, {}).get(column)

    def filled(self) -> Iterator[tuple[int, int, Cell]]:
        """Each cell that holds something, with its row and column."""
        for row, cells in self.rows.items():
            for column, cell in cells.items():
                yield row, column, cell


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook, or a file of separated values as one sheet. ``cautions`` are sentences for the person on
    what of it is not taken in (macros, links to other files)."""

    sheets: tuple[Sheet, ...]
    cautions: tuple[str, ...] = field(default=())

    def sheet(self, title: str) -> Sheet | None:
        """The sheet of a title; spreadsheets tell no large letters from small ones in it."""
        return next((sheet for sheet in self.sheets if sheet.title.casefold() == title.casefold()), None)
