"""The workbook as a file: XlsxWriter makes all but the rows, which are poured into its sheets.

XlsxWriter writes styles, print layout, names, filters and charts; a million cells through it take five times
as long as their bare XML (``benchmarks/workbook.py``).
"""

import io
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name

from reports.workbook.page_setup import set_up_page
from reports.workbook.plan import SheetPlan
from reports.workbook.rows_xml import RowWriter
from reports.workbook.styles import NAMES, basis_of, formats_of
from reports.workbook.watch import Watch

SHEET_PART = re.compile(r"xl/worksheets/sheet(\d+)\.xml")
DATA = re.compile(rb"<sheetData ?/>|<sheetData>.*?</sheetData>", re.DOTALL)
DIMENSION = re.compile(rb'<dimension ref="[^"]*" ?/>')
STYLE = re.compile(rb' s="(\d+)"')
# Higher ones take longer and save little.
LEVEL = 4


@dataclass(frozen=True, slots=True)
class BookHead:
    """What stands in the file beside its sheets. ``made_at`` is when the snapshot was made."""

    title: str
    creator: str
    made_at: datetime
    language: str


type Decorate = Callable[[Workbook, Mapping[str, Any]], None]


def write_book(
    path: Path, head: BookHead, plans: Sequence[SheetPlan], decorate: Decorate, watch: Watch
) -> None:
    """Write the sheets to ``path``; rows go to disk as they are read, and ``watch`` is told of them.
    ``decorate`` is given the sheets by key, to add what is drawn on them."""
    with (
        ZipFile(io.BytesIO(skeleton(head, plans, decorate))) as bare,
        ZipFile(path, "w", ZIP_DEFLATED, compresslevel=LEVEL) as book,
    ):
        styles = styles_in(bare.read("xl/worksheets/sheet1.xml"))
        for part in bare.infolist():
            content = bare.read(part)
            with book.open(part.filename, "w", force_zip64=True) as file:
                # Parts opened by name bear the first day that ZIP knows: the same file whenever it is made.
                if found := SHEET_PART.fullmatch(part.filename):
                    pour(file, content, plans[int(found[1]) - 1], styles, watch)
                else:
                    file.write(content)


def skeleton(head: BookHead, plans: Sequence[SheetPlan], decorate: Decorate) -> bytes:
    """The workbook without rows. Its first sheet has a cell of each style, which tells their numbers."""
    file = io.BytesIO()
    book = Workbook(file, {"in_memory": True, "default_format_properties": basis_of(head.language)})
    book.set_properties({"title": head.title, "author": head.creator, "created": head.made_at})
    formats = formats_of(book, head.language)
    pages = {}
    for plan in plans:
        page = book.add_worksheet(plan.title)
        set_up_page(page, plan, head.title)
        name_cells(book, plan)
        pages[plan.key] = page
    for place, style in enumerate(formats):
        next(iter(pages.values())).write_blank(0, place, None, style)
    decorate(book, pages)
    book.close()
    return file.getvalue()


def name_cells(book: Workbook, plan: SheetPlan) -> None:
    """Name the rows of a sheet, with their head, for formulas."""
    last = f"${xl_col_to_name(len(plan.columns) - 1)}${plan.count + 1}"
    quoted = plan.title.replace("'", "''")
    book.define_name(f"{plan.key}_rows", f"='{quoted}'!$A$1:{last}")


def styles_in(sheet: bytes) -> dict[str, int]:
    """The number of each style, from the cells that have them."""
    data = DATA.search(sheet)
    numbers = STYLE.findall(data[0] if data else b"")
    return dict(zip(NAMES, map(int, numbers), strict=True))


def pour(file: IO[bytes], sheet: bytes, plan: SheetPlan, styles: Mapping[str, int], watch: Watch) -> None:
    """Write a sheet with the rows of its plan in place of what it had."""
    last = f"{xl_col_to_name(len(plan.columns) - 1)}{plan.count + 1}".encode()
    before, after = DATA.split(DIMENSION.sub(b'<dimension ref="A1:' + last + b'"/>', sheet))
    file.write(before + b"<sheetData>")
    for piece in RowWriter(plan.columns, styles).written(plan.head, watch.over(plan.rows())):
        file.write(piece)
    file.write(b"</sheetData>" + after)
