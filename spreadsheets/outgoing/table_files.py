"""Tables of any length as files that are given out while they are written: nothing is held but a few rows.

A file that breaks off in the middle looks like none: a workbook lacks its directory and no program opens it,
plain text lacks its last line, which says how many rows there were.
"""

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from spreadsheets.outgoing.files import MARK, Table
from spreadsheets.outgoing.plain_values import plain_text
from spreadsheets.values import Value

type Fact = tuple[str, Value]

# So many rows of plain text are handed on at once.
STEP = 256


@dataclass(frozen=True, slots=True)
class TableFile:
    """Tables with their title, and ``facts`` that stand on top: whose they are, what they were narrowed to,
    as of which day."""

    title: str
    facts: Sequence[Fact]
    tables: Sequence[Table]

    def heading(self, table: Table) -> Iterator[tuple[Value, ...]]:
        """The lines above a table."""
        yield (self.title,)
        if len(self.tables) > 1:
            yield (table.title,)
        yield from self.facts
        if table.count is not None:
            yield _("Rows"), table.count


class _Lines:
    """Takes what ``csv`` writes, and gives it out."""

    def __init__(self) -> None:
        self.held: list[str] = []

    def write(self, text: str) -> None:
        self.held.append(text)

    def taken(self) -> bytes:
        text = "".join(self.held)
        self.held.clear()
        return text.encode()


def csv_pieces(file: TableFile) -> Iterator[bytes]:
    """The tables one below the other as plain text, piece by piece; the last line says that it is it."""
    lines = _Lines()
    # In quotes each value stays one cell, and the first of a line whichever sign a program takes.
    writer: Any = csv.writer(lines, quoting=csv.QUOTE_ALL)
    lines.write(MARK)
    total = 0
    for table in file.tables:
        writer.writerows([plain_text(value) for value in line] for line in file.heading(table))
        writer.writerow([])
        writer.writerow([plain_text(column.title) for column in table.columns])
        for row in table.rows:
            writer.writerow([plain_text(value) for value in row])
            total += 1
            if total % STEP == 0:
                yield lines.taken()
        writer.writerow([])
    writer.writerow([plain_text(last_line(total))])
    yield lines.taken()


def last_line(total: int) -> str:
    return ngettext("End of the file: %(count)d row", "End of the file: %(count)d rows", total) % {
        "count": total
    }


def xlsx_pieces(file: TableFile) -> Iterator[bytes]:
    """A workbook with a sheet for each table, piece by piece."""
    from spreadsheets.outgoing.streamed_book import book_pieces  # noqa: PLC0415 (loaded once a file is made)

    return book_pieces(file)


STREAMED: dict[str, tuple[Callable[[TableFile], Iterator[bytes]], str]] = {
    "xlsx": (xlsx_pieces, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "csv": (csv_pieces, "text/csv; charset=utf-8"),
}
