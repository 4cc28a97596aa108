"""How a sheet looks on the screen and falls on paper."""

from typing import Any

from django.utils.translation import gettext as _

from reports.workbook.paper import (
    MARGIN_BOTTOM,
    MARGIN_EDGE,
    MARGIN_SIDE,
    MARGIN_TOP,
    MILLIMETRES_AN_INCH,
    layout_of,
)
from reports.workbook.plan import SheetPlan
from texts.outgoing.characters import one_line
from texts.outgoing.cuts import cut, utf16_units

A4 = 9
# Lines between the cells, on the screen and on paper.
PRINTED_TOO = 0
# Excel takes 255 signs for a header, with both texts and the signs between them.
LONGEST_TITLE = 100


def set_up_page(page: Any, plan: SheetPlan, title: str) -> None:
    """Widths, frozen head and first columns, filter; A4 across, head and first columns on every page, title
    above and page numbers below."""
    for place, column in enumerate(plan.columns):
        page.set_column(place, place, column.width)
    page.freeze_panes(1, plan.repeated)
    if plan.is_filtered:
        page.autofilter(0, 0, plan.count, len(plan.columns) - 1)
    page.hide_gridlines(PRINTED_TOO)
    page.set_landscape()
    page.set_paper(A4)
    inches = [
        length / MILLIMETRES_AN_INCH for length in (MARGIN_SIDE, MARGIN_SIDE, MARGIN_TOP, MARGIN_BOTTOM)
    ]
    page.set_margins(*inches)
    layout = layout_of([column.width for column in plan.columns], plan.repeated)
    page.set_print_scale(layout.scale)
    page.repeat_rows(0)
    if layout.breaks:
        page.repeat_columns(0, plan.repeated - 1)
        page.set_v_pagebreaks(layout.breaks)
        page.print_across()
    edge = {"margin": MARGIN_EDGE / MILLIMETRES_AN_INCH}
    page.set_header(f"&L{header_text(title)}&R{header_text(plan.title)}", edge)
    page.set_footer("&C" + _("Page %(page)s of %(pages)s") % {"page": "&P", "pages": "&N"}, edge)


def header_text(text: str) -> str:
    """Text in a header, in which one "&" begins a code; a blank keeps digits from ending one."""
    shown = cut(one_line(text), LONGEST_TITLE, by=utf16_units).replace("&", "&&")
    return f" {shown}" if shown[:1].isdigit() else shown
