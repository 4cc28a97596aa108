"""Tables as sheets of a workbook."""

from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from targets.tables.cells import cell_of, head_cell
from targets.tables.values import Column, Row


def add_sheet(book: Workbook, title: str, columns: Sequence[Column], rows: Iterable[Row]) -> None:
    """A sheet of a write-only workbook; rows go to disk as they are read."""
    page: Any = book.create_sheet(title)
    page.freeze_panes = "A2"
    for index, column in enumerate(columns, start=1):
        page.column_dimensions[get_column_letter(index)].width = column.width
    set_up_print(page)
    page.append([head_cell(page, str(column.title)) for column in columns])
    last = 1
    for row in rows:
        page.append([cell_of(page, value) for value in row])
        last += 1
    page.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{last}"


def set_up_print(page: Any) -> None:
    """Landscape A4, as wide as the paper, the head on every page, page numbers below."""
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = "9"
    page.page_setup.fitToWidth = 1
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_title_rows = "1:1"
    page.oddFooter.center.text = "&P / &N"
