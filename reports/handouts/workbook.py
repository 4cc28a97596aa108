"""A view as a workbook: what it was asked for, then a sheet for each table; read back before it goes out."""

from io import BytesIO

from openpyxl import Workbook

from reports.dashboards.shown_page import ShownPage
from reports.handouts.cover_sheet import add_cover, cover_title
from reports.handouts.paper import Paper
from reports.handouts.table_sheet import add_table, titles
from reports.handouts.workbook_proof import prove_workbook


def workbook_of(page: ShownPage) -> bytes:
    """Raises ``FileDiffers`` where it does not hold what the page shows."""
    book = Workbook(write_only=True)
    paper = Paper.of(f"{page.subject} · {page.title}", page.facts)
    names = titles(page.tables, cover_title())
    sheets = list(zip(names, page.tables, strict=True))
    add_cover(book, page, sheets, paper)
    for name, table in sheets:
        add_table(book, table, name, paper)
    file = BytesIO()
    book.save(file)
    prove_workbook(page, sheets, file)
    return file.getvalue()
