"""Tables as files for spreadsheets: a workbook, or plain text."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO, StringIO
from typing import Any

from spreadsheets.outgoing.plain_values import plain_text
from spreadsheets.values import Column, Row

# Spreadsheets tell UTF-8 by this mark, and read Chinese wrongly without it.
MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class Table:
    """One section of a page, with a head and rows of as many values, which may be read once only.

    ``count`` says how many rows there are where that is known before they are read.
    """

    title: str
    columns: tuple[Column, ...]
    rows: Iterable[Row]
    count: int | None = None


def columns(*given: tuple[str, int]) -> tuple[Column, ...]:
    """Columns by title and width."""
    return tuple(Column(str(place), title, width) for place, (title, width) in enumerate(given))


def as_xlsx(tables: Sequence[Table]) -> bytes:
    """A workbook with a sheet for each section."""
    from spreadsheets.outgoing.sheets import add_sheet, new_book  # noqa: PLC0415 (loaded once a file is made)

    book = new_book()
    for table in tables:
        add_sheet(book, table.title, table.columns, table.rows)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def as_csv(tables: Sequence[Table]) -> bytes:
    """The sections one below the other, each under its title, with an empty line between."""
    file = StringIO()
    # In quotes each value stays one cell, and the first of a line whichever sign a program takes.
    writer: Any = csv.writer(file, quoting=csv.QUOTE_ALL)
    for place, table in enumerate(tables):
        if place:
            writer.writerow([])
        writer.writerow([plain_text(table.title)])
        writer.writerow([plain_text(column.title) for column in table.columns])
        writer.writerows([plain_text(value) for value in row] for row in table.rows)
    return (MARK + file.getvalue()).encode()


FORMATS = {
    "xlsx": (as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "csv": (as_csv, "text/csv; charset=utf-8"),
}
