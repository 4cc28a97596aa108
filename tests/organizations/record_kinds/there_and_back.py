"""A workbook of records downloaded, edited as a person would in Excel, and brought back."""

import io
from collections.abc import Callable, Mapping
from typing import Any

from django.utils import timezone
from openpyxl import load_workbook

from organizations.models import User
from organizations.record_kinds.kind import RecordAct, RecordKind
from organizations.record_kinds.weighing import RecordChoice, take_over, weighed
from spreadsheets.incoming.reading import read_book
from spreadsheets.records.comparison import Fate, RecordChange
from spreadsheets.records.reading import RecordsRead, read_records
from spreadsheets.records.writing import write_records

# The row of the first record, and the one of the names for programs.
FIRST, NAMES = 5, 1


def downloaded(kind: RecordKind, user: User) -> bytes:
    file = io.BytesIO()
    write_records(file, kind.layout(), kind.records(user), facts=(), at=timezone.now())
    return file.getvalue()


def edited(content: bytes, edit: Callable[["Sheet"], None]) -> bytes:
    """The workbook after somebody has typed into it."""
    book = load_workbook(io.BytesIO(content))
    edit(Sheet(book.worksheets[0]))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


class Sheet:
    """The sheet of rows, by keys and names of columns."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.columns = {cell.value: cell.column for cell in page[NAMES] if cell.value}

    def row(self, key: str) -> int:
        return next(row for row in range(FIRST, self.page.max_row + 1) if self.page.cell(row, 1).value == key)

    def put(self, key: str, **values: Any) -> None:
        for name, value in values.items():
            self.page.cell(self.row(key), self.columns[name]).value = value

    def add(self, **values: Any) -> int:
        """A row below the last one; its number."""
        row = int(self.page.max_row) + 1
        for name, value in values.items():
            self.page.cell(row, self.columns[name]).value = value
        return row


def read(kind: RecordKind, content: bytes, name: str = "file.xlsx") -> RecordsRead:
    return read_records(read_book(content, name), kind.layout())


def act(by: User, **said: Any) -> RecordAct:
    return RecordAct(by, timezone.now(), **({"reason": "机构改革。"} | said))


def weigh(kind: RecordKind, content: bytes, by: User) -> list[RecordChange]:
    return weighed(kind, read(kind, content).rows, act(by))


def apply(
    kind: RecordKind, content: bytes, by: User, sides: Mapping[int, str] | None = None, **choice: Any
) -> list[RecordChange]:
    return take_over(kind, read(kind, content).rows, None, RecordChoice(sides or {}, **choice), act(by))


def told(changes: list[RecordChange]) -> list[tuple[Fate, str, list[str]]]:
    """Each row: what becomes of it, its key, and what is objected to it at which cell."""
    return [
        (change.fate, change.natural, [f"{each.cell}: {each.message}" for each in change.objections])
        for change in changes
    ]
