"""A sheet on paper: A4 across the long side, with what it was asked for at its head and foot."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from texts.outgoing.cuts import cut, utf16_units
from texts.outgoing.workbook_text import property_text
from texts.punctuation import labelled

A4 = "9"
LAST = 4
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
        """The last four of ``reports.dashboards.facts`` tell as of when, coverage, who and when."""
        said = [labelled(label, words) for label, words in facts]
        return cls(title, " · ".join(said[:-LAST]), " · ".join(said[-LAST:]))


def set_up(sheet: Any, paper: Paper, *, heads: int) -> None:
    """Landscape A4, as wide as the paper; the first rows on every page."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    if heads:
        sheet.print_title_rows = f"1:{heads}"
    sheet.oddHeader.left.text = marginal(paper.title, NARROW)
    sheet.oddHeader.right.text = marginal(paper.asked, WIDE)
    sheet.oddFooter.left.text = marginal(paper.taken, WIDE)
    sheet.oddFooter.right.text = "&P / &N"


def marginal(text: str, longest: int) -> str:
    """Text at the edge of a page, where ``&`` would begin a command and digits could end one."""
    shown = cut(property_text(text), longest, by=utf16_units).replace("&", "&&")
    return f" {shown}" if shown[:1].isdigit() else shown
