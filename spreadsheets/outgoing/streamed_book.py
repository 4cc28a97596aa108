"""A workbook that is given out while it is written, in constant memory, however many rows it has.

The sheets come first and what lists them last, so that neither a file on disk nor the number of rows is
needed. Each sheet says on top what the file says; what is too long for a sheet goes on in a further one.
"""

from collections.abc import Iterator
from itertools import chain, count
from zipfile import ZIP_DEFLATED, ZipFile

from xlsxwriter.utility import xl_col_to_name

from spreadsheets.outgoing.cell_xml import (
    HEAD,
    HEAD_QUOTED,
    LABEL,
    LABEL_QUOTED,
    NOTE,
    NOTE_QUOTED,
    TITLE,
    TITLE_QUOTED,
    cell_xml,
    text_xml,
)
from spreadsheets.outgoing.files import Table
from spreadsheets.outgoing.package_xml import WrittenSheet, closing_parts, sheet_closing, sheet_opening
from spreadsheets.outgoing.table_files import TableFile
from spreadsheets.values import Row, Value
from texts.outgoing.cuts import cut, utf16_units
from texts.outgoing.workbook_text import LONGEST_TITLE, MOST_ROWS, sheet_title

# So much is handed on at once, in rows and in packed octets.
STEP, PIECE = 256, 65_536
# What a part of a package may hold without the extensions for large files, which some programs do not know.
MOST_OCTETS = 2**30
# Higher ones take longer and save little.
LEVEL = 4


class _Outlet:
    """Takes what the package writes, and gives it out; nobody can go back in it."""

    def __init__(self) -> None:
        self.held = bytearray()

    def write(self, piece: bytes) -> int:
        self.held += piece
        return len(piece)

    def flush(self) -> None:
        """All is given out as it comes."""

    def taken(self) -> bytes:
        piece = bytes(self.held)
        self.held.clear()
        return piece


def book_pieces(file: TableFile) -> Iterator[bytes]:
    """The workbook, piece by piece."""
    outlet = _Outlet()
    book = StreamedBook(file)
    # What breaks off is closed as well, but its end is not given out, without which no program opens it.
    with ZipFile(outlet, "w", ZIP_DEFLATED, compresslevel=LEVEL) as package:  # type: ignore[call-overload]
        for table in file.tables:
            for number, rows in enumerate(book.stretches(table), start=1):
                with package.open(f"xl/worksheets/sheet{len(book.sheets) + 1}.xml", "w") as part:
                    for text in book.sheet(table, number, rows):
                        part.write(text.encode())
                        if len(outlet.held) >= PIECE:
                            yield outlet.taken()
        for name, text in closing_parts(book.sheets).items():
            package.writestr(name, text)
    yield outlet.taken()


class StreamedBook:
    """Writes sheet after sheet, and remembers what it wrote."""

    def __init__(self, file: TableFile) -> None:
        self.file = file
        self.sheets: list[WrittenSheet] = []
        self.is_full = False

    def stretches(self, table: Table) -> Iterator[Iterator[Row]]:
        """The rows of a table, for as many sheets as they take; an empty table has one."""
        rows = iter(table.rows)
        first = next(rows, None)
        if first is None:
            yield iter(())
        while first is not None:
            self.is_full = False
            yield chain([first], until_full(self, rows))
            first = next(rows, None)

    def sheet(self, table: Table, number: int, rows: Iterator[Row]) -> Iterator[str]:
        """One sheet of a table, its ``number``-th, some rows at a time."""
        letters = [xl_col_to_name(place) for place in range(len(table.columns))]
        top = [*self.file.heading(table), ()]
        head, row, octets = len(top) + 1, len(top) + 1, 0
        yield sheet_opening(table.columns, head, is_first=not self.sheets)
        yield "".join(top_row(place, line) for place, line in enumerate(top, start=1))
        yield head_row(head, [str(column.title) for column in table.columns], letters)
        written: list[str] = []
        for values in rows:
            row += 1
            written.append(row_xml(row, values, letters))
            octets += len(written[-1]) * 3
            self.is_full = row >= MOST_ROWS or octets >= MOST_OCTETS
            if len(written) == STEP:
                yield "".join(written)
                written.clear()
        yield "".join(written)
        sheet = WrittenSheet(self.free_title(table.title, number), head, row, letters[-1])
        self.sheets.append(sheet)
        yield sheet_closing(sheet)

    def free_title(self, title: str, number: int) -> str:
        """The name of a sheet that no other has; programs do not tell great letters from small."""
        taken = {sheet.title.casefold() for sheet in self.sheets}
        plain = sheet_title(title)
        for place in count(number):
            ending = f" ({place})" if place > 1 else ""
            name = cut(plain, LONGEST_TITLE - len(ending), by=utf16_units, note="") + ending
            if name.casefold() not in taken:
                return name
        raise AssertionError


def until_full(book: StreamedBook, rows: Iterator[Row]) -> Iterator[Row]:
    """Rows until the sheet that they go to is full; none is taken beyond."""
    while not book.is_full:
        row = next(rows, None)
        if row is None:
            return
        yield row


def row_xml(number: int, values: Row, letters: list[str]) -> str:
    cells = [cell_xml(f"{letter}{number}", value) for letter, value in zip(letters, values, strict=True)]
    return f'<row r="{number}">{"".join(cells)}</row>'


def head_row(number: int, titles: list[str], letters: list[str]) -> str:
    cells = [
        f'<c r="{letter}{number}"{text_xml(title, HEAD, HEAD_QUOTED)}'
        for letter, title in zip(letters, titles, strict=True)
    ]
    return f'<row r="{number}">{"".join(cells)}</row>'


def top_row(number: int, line: tuple[Value, ...]) -> str:
    """A line above the table: the title, or a label with its words, which run on over the columns behind."""
    if not line:
        return ""
    styles = (TITLE, TITLE_QUOTED) if len(line) == 1 else (LABEL, LABEL_QUOTED)
    cells = [f'<c r="A{number}"{text_xml(str(line[0]), *styles)}']
    cells += [
        f'<c r="B{number}"{text_xml(value, NOTE, NOTE_QUOTED)}'
        if isinstance(value, str)
        else cell_xml(f"B{number}", value)
        for value in line[1:2]
    ]
    return f'<row r="{number}">{"".join(cells)}</row>'
