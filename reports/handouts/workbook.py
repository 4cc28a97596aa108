"""A view as a workbook: what it was asked for, then a sheet for each table; read back before it goes out."""

from io import BytesIO

from django.utils.translation import gettext as _
from openpyxl import Workbook

from reports.dashboards.shown_page import ShownPage
from reports.handouts.cover_sheet import add_cover, cover_title
from reports.handouts.paper import Paper
from reports.handouts.table_sheet import add_table, titles
from reports.handouts.workbook_proof import prove_workbook
from reports.rendering import FormRefused

# Written and read back within a few seconds; more would keep a request waiting for too long.
MOST_CELLS = 250_000


def workbook_of(page: ShownPage) -> bytes:
    """Raises ``FormRefused`` where it would hold more than a request can wait for, ``FileDiffers`` where it
    does not hold what the page shows."""
    if cells_of(page) > MOST_CELLS:
        raise FormRefused(too_long())
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


def cells_of(page: ShownPage) -> int:
    return sum(len(table.heads) * (len(table.rows) + len(table.totals)) for table in page.tables)


def too_long() -> str:
    return _(
        "The tables hold more than %(count)s cells. Narrow the view by its filters, and take it away then."
    ) % {"count": f"{MOST_CELLS:,}"}
