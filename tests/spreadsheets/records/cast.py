"""A small kind of records to write and read: towns."""

import io
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from openpyxl import load_workbook

from spreadsheets.incoming.reading import read_book
from spreadsheets.records.comparison import RecordChange, compared
from spreadsheets.records.reading import RecordsRead, read_records
from spreadsheets.records.values import NO, YES, Record, RecordColumn, RecordForm, RecordLayout
from spreadsheets.records.writing import write_records

LAYOUT = RecordLayout(
    "towns",
    "Towns",
    [
        RecordColumn("code", "code"),
        RecordColumn("name", "full name", longest=20),
        RecordColumn("rank", "rank", form=RecordForm.NUMBER),
        RecordColumn("size", "kind", form=RecordForm.WORD, words={"small": "Small", "large": "Large"}),
        RecordColumn("mayor", "mayor", is_read_only=True),
        RecordColumn("others", "aliases", form=RecordForm.LINES),
        RecordColumn("is_open", "open", form=RecordForm.YES_NO, words={YES: "yes", NO: "no"}),
    ],
    ("code",),
)
RECORDS = [
    Record(
        "01",
        {"code": "01", "name": "=1+1", "rank": "1.50", "size": "small", "others": "甲\n乙", "mayor": "M"},
    ),
    Record("02", {"code": "02", "name": "Bath", "rank": "12345678901234567890", "is_open": YES}),
    Record("03", {"code": "03", "name": " Cork\t", "size": "large", "is_open": NO}, is_locked=True),
]
FIRST = 5


def written(records: Iterable[Record] = RECORDS, layout: RecordLayout = LAYOUT) -> Any:
    """The workbook as openpyxl reads it, to be edited."""
    return load_workbook(io.BytesIO(as_bytes(records, layout)))


def as_bytes(records: Iterable[Record] = RECORDS, layout: RecordLayout = LAYOUT) -> bytes:
    file = io.BytesIO()
    write_records(file, layout, records, facts=["All of them."], at=datetime(2021, 10, 10, tzinfo=UTC))
    return file.getvalue()


def saved(book: Any) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def read(content: bytes, name: str = "towns.xlsx", layout: RecordLayout = LAYOUT) -> RecordsRead:
    return read_records(read_book(content, name), layout)


def changes(
    content: bytes, records: Iterable[Record] = RECORDS, name: str = "towns.xlsx"
) -> list[RecordChange]:
    return compared(read(content, name).rows, LAYOUT, records)


def told(content: bytes, records: Iterable[Record] = RECORDS, name: str = "towns.xlsx") -> list[Any]:
    """Each row that was edited: what becomes of it, what changes, what is objected to it."""
    return [
        (
            change.fate.value,
            change.natural,
            {each.name: each.after for each in change.changes},
            [(each.cell, each.message) for each in change.objections],
        )
        for change in changes(content, records, name)
    ]
