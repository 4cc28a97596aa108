"""Reading a view's workbook back: every row and total of every table, number by number, and the facts
(design R26)."""

import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import Decimal
from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from reports.dashboards.shown_page import ShownPage
from reports.data_tables.values import DataTable, Head, Row
from reports.handouts.columns import Entry, entries, file_heads, groups, head_words
from reports.handouts.sheet_cells import HUNDRED_PLACES, PERCENT
from reports.rendering import FileDiffers
from spreadsheets.outgoing.plain_values import plain_text
from spreadsheets.values import Number
from texts.outgoing.workbook_text import cell_text


def prove_workbook(page: ShownPage, sheets: Sequence[tuple[str, DataTable]], file: BytesIO) -> None:
    """Compare the workbook with the page. Raises ``FileDiffers``."""
    book = load_workbook(file, read_only=True)
    said = {str(value) for row in book.worksheets[0].iter_rows(values_only=True) for value in row if value}
    for words in (page.headline.sentence, *(words for _label, words in page.facts)):
        if words and cell_text(words) not in said:
            raise FileDiffers(f"{page.name}.xlsx does not say {words!r}.")
    for name, table in sheets:
        prove_sheet(book[name], table)


def prove_sheet(sheet: Any, table: DataTable) -> None:
    heads = file_heads(table)
    over = 1 if groups(heads) else 0
    written = [[cell_text(head_words(head)) for head in heads], *expected_rows(table, heads)]
    read = sheet.iter_rows(
        min_row=over + 1, max_row=over + len(written), max_col=len(heads), values_only=True
    )
    for place, wanted in enumerate(written, start=over + 1):
        found = [comparable(value) for value in next(read, ())]
        if found != wanted:
            raise FileDiffers(f"{sheet.title}, row {place}: {found!r} where {wanted!r} was written.")


def expected_rows(table: DataTable, heads: list[Head]) -> Iterator[list[Any]]:
    for row in (*table.rows, *table.totals):
        yield [expected(entry, head) for entry, head in pairs(row, table, heads)]


def pairs(row: Row, table: DataTable, heads: list[Head]) -> Iterator[tuple[Entry, Head]]:
    return zip(entries(row, table), heads, strict=True)


def expected(entry: Entry, head: Head) -> Any:
    """A value as it is read: a number as its digits, all else as its text."""
    match entry.value:
        case None | "" | False:
            return ""
        case Number(value=value):
            is_share = PERCENT in {entry.unit, head.unit}
            return digits(value.scaleb(-HUNDRED_PLACES) if is_share else value)
        case int() as value if not isinstance(value, bool):
            return digits(Decimal(value))
        case dt.date() | bool() as value:
            return plain_text(value)
        case text:
            return cell_text(str(text))


def comparable(value: Any) -> Any:
    match value:
        case None:
            return ""
        case dt.datetime():
            has_time = value.time() != dt.time.min
            return f"{value:%Y-%m-%d %H:%M}" if has_time else f"{value:%Y-%m-%d}"
        case int() | float():
            return digits(Decimal(repr(value)))
        case text:
            return str(text)


def digits(value: Decimal) -> str:
    """A number without zeros at its end; as long as a workbook keeps it."""
    return f"{value.normalize():f}"
