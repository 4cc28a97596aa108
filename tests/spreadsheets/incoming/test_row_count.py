"""How many rows a file has, found before it is read, and told while it is."""

import io

import pytest
from openpyxl import Workbook

from spreadsheets.incoming.limits import Allowance
from spreadsheets.incoming.reading import read_book
from spreadsheets.incoming.row_count import row_count, rows_in
from spreadsheets.incoming.values import NotReadable


def a_workbook(*rows: int) -> bytes:
    """A workbook with a sheet of so many rows each."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for count in rows:
        page = book.create_sheet()
        for number in range(count):
            page.append([number, "row"])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "count"),
    [
        (a_workbook(3), "a.xlsx", 3),
        (a_workbook(1500, 0, 7), "a.xlsx", 1507),
        (b"a,b\n1,2\n3,4\n", "a.csv", 3),
        (b"a,b\r1,2\r", "a.csv", 2),
    ],
)
def test_rows_are_counted_and_told_alike(content: bytes, name: str, count: int) -> None:
    told: list[int] = []
    assert row_count(content, name, Allowance()) == count
    read_book(content, name, Allowance(told=told.append))
    assert told == list(range(1, count + 1))


def test_a_row_that_stands_across_two_pieces_counts_once() -> None:
    text = b'<sheetData><row r="1"><c/></row><x:row\tr="2"/><rowBreaks/><row></row></sheetData>'
    for size in range(1, len(text)):
        assert rows_in(text[at : at + size] for at in range(0, len(text), size)) == 3


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04broken", b"%PDF-1.7", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]
)
def test_what_is_no_spreadsheet_is_refused(content: bytes) -> None:
    with pytest.raises(NotReadable):
        row_count(content, "a.xlsx", Allowance())


def test_what_unpacks_to_too_much_is_refused() -> None:
    with pytest.raises(NotReadable):
        row_count(a_workbook(1000), "a.xlsx", Allowance(tags=1000))
