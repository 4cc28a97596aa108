"""A sheet on paper: A4 across the long side, with what it was asked for at its head and foot."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break

from reports.workbook.paper import (
    MARGIN_BOTTOM,
    MARGIN_EDGE,
    MARGIN_SIDE,
    MARGIN_TOP,
    MILLIMETRES_AN_INCH,
    Layout,
    layout_of,
)
from texts.outgoing.cuts import cut, utf16_units
from texts.outgoing.workbook_text import property_text
from texts.punctuation import labelled

A4 = "9"
LAST = 4
# The columns that each page across begins with.
REPEATED = 1
MARGINS = {
    "left": MARGIN_SIDE,
    "right": MARGIN_SIDE,
    "top": MARGIN_TOP,
    "bottom": MARGIN_BOTTOM,
    "header": MARGIN_EDGE,
    "footer": MARGIN_EDGE,
}
# Signs at the left and at the right; Excel takes 255 for both with what stands between them.
NARROW, WIDE = 60, 160


@dataclass(frozen=True, slots=True)
class Paper:
    """What stands at the edges of each page: what it shows, what was asked, and as of when it was taken by
    whom."""

    title: str
    asked: str
    taken: str

    @classmethod
    def of(cls, title: str, facts: Sequence[tuple[str, str]]) -> "Paper":
        """The last of ``reports.dashboards.facts`` tell as of when, coverage, who and when."""
        said = [labelled(label, words) for label, words in facts]
        return cls(title, " · ".join(said[:-LAST]), " · ".join(said[-LAST:]))


def set_up(sheet: Any, paper: Paper, widths: Sequence[float], *, heads: int = 0) -> None:
    """Landscape A4 in type that can be read: what is too wide for one page goes on the next, with the first
    column and the ``heads`` on each."""
    for place, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = A4
    spread(sheet, layout_of(widths, REPEATED))
    if heads:
        sheet.print_title_rows = f"1:{heads}"
    for name, millimetres in MARGINS.items():
        setattr(sheet.page_margins, name, millimetres / MILLIMETRES_AN_INCH)
    sheet.oddHeader.left.text = marginal(paper.title, NARROW)
    sheet.oddHeader.right.text = marginal(paper.asked, WIDE)
    sheet.oddFooter.left.text = marginal(paper.taken, WIDE)
    sheet.oddFooter.right.text = "&P / &N"


def spread(sheet: Any, layout: Layout) -> None:
    """One page across where the type allows it, else as many as it needs."""
    if not layout.breaks:
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        return
    sheet.page_setup.scale = layout.scale
    sheet.page_setup.pageOrder = "overThenDown"
    sheet.print_title_cols = "A:A"
    for place in layout.breaks:
        sheet.col_breaks.append(Break(id=place))


def marginal(text: str, longest: int) -> str:
    """Text at the edge of a page, where ``&`` would begin a command and digits could end one."""
    shown = cut(property_text(text), longest, by=utf16_units).replace("&", "&&")
    return f" {shown}" if shown[:1].isdigit() else shown
