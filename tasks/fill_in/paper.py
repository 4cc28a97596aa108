"""How the sheets of a fill-in workbook are printed and protected."""

from typing import Any

A4 = 9
# Without a password: it keeps people from slips, and nobody from their own workbook.
ALLOWED = ("sort", "autofilter", "format_cells", "format_columns", "format_rows")


def set_up_print(page: Any, *, pages_wide: int = 1, pages_high: int = 0) -> None:
    """Landscape A4, so many pages wide, as many high as it takes, with the page's number on each."""
    page.set_landscape()
    page.set_paper(A4)
    page.fit_to_pages(pages_wide, pages_high)
    page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.75)
    page.set_footer("&L&A&R&P / &N")


def protect(page: Any) -> None:
    """Only what is unlocked can be typed into."""
    page.protect("", dict.fromkeys(ALLOWED, True))
