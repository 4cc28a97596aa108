"""Tables as sheets of a workbook."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from spreadsheets.outgoing.cells import cell_of, head_cell
from spreadsheets.values import Column, Row
from texts.outgoing.workbook_text import MOST_ROWS, sheet_title


class SheetTooLong(Exception):  # noqa: N818 (says what is wrong with it)
    """More rows than a sheet can hold; its text is the sheet's name."""


@dataclass(frozen=True, slots=True)
class SheetTally:
    """What was put into a sheet: rows with the head, filled cells, and the length of all their text."""

    title: str
    rows: int
    cells: int
    signs: int


def new_book() -> Workbook:
    """A workbook without sheets, whose rows go to disk as they come."""
    return Workbook(write_only=True)


def add_sheet(book: Workbook, title: str, columns: Sequence[Column], rows: Iterable[Row]) -> SheetTally:
    """A sheet of a write-only workbook; rows go to disk as they are read. Answers what it should now hold.

    Raises ``SheetTooLong``.
    """
    page: Any = book.create_sheet(sheet_title(title))
    page.freeze_panes = "A2"
    for index, column in enumerate(columns, start=1):
        page.column_dimensions[get_column_letter(index)].width = column.width
    set_up_print(page)
    count = cells = signs = 0
    head = [head_cell(page, str(column.title)) for column in columns]
    for row in chain([head], ([cell_of(page, value) for value in row] for row in rows)):
        page.append(row)
        filled = [cell.value for cell in row if cell is not None and cell.value != ""]
        count, cells = count + 1, cells + len(filled)
        signs += sum(len(value) for value in filled if isinstance(value, str))
        if count > MOST_ROWS:
            raise SheetTooLong(page.title)
    page.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{count}"
    return SheetTally(page.title, count, cells, signs)


def set_up_print(page: Any) -> None:
    """Landscape A4, as wide as the paper, the head on every page, page numbers below."""
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = "9"
    page.page_setup.fitToWidth = 1
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_title_rows = "1:1"
    page.oddFooter.center.text = "&P / &N"
