"""How the cells of a fill-in workbook look, and which of them are locked."""

from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from spreadsheets.outgoing.number_formats import number_format

INK, HEAD, BAND, EDGE = "#1F2933", "#12355F", "#E4EBF4", "#C9D1DB"
# Cells to fill in are of the one warm colour; those in which nothing belongs are grey.
TO_FILL, CLOSED, CONTEXT = "#FFF8DC", "#EEF0F2", "#FFFFFF"
FONT_SIZE = 10

EDGED: Final = {"text_wrap": True, "border": 1, "border_color": EDGE}
BASE: Final = {**EDGED, "valign": "top", "font_color": INK}
STYLES: Final[Mapping[str, Mapping[str, Any]]] = {
    "title": {"bold": True, "font_size": 14, "font_color": HEAD, "valign": "vcenter"},
    "intro": {"font_color": "#52606D", "valign": "vcenter"},
    "head": {
        **EDGED,
        "bold": True,
        "font_color": "#FFFFFF",
        "bg_color": HEAD,
        "valign": "vcenter",
    },
    # The heads of columns to fill in stand apart from those to read.
    "head_to_fill": {
        **EDGED,
        "bold": True,
        "font_color": "#3D2E00",
        "bg_color": "#F4D67A",
        "valign": "vcenter",
    },
    "context": {**BASE, "bg_color": CONTEXT},
    "band": {**BASE, "bg_color": BAND},
    "band_name": {**BASE, "bg_color": BAND, "bold": True},
    "closed": {**BASE, "bg_color": CLOSED},
    "to_fill": {**BASE, "bg_color": TO_FILL, "locked": False},
    "choice": {**BASE, "bg_color": TO_FILL, "locked": False, "align": "center"},
    "rule": {"valign": "top", "text_wrap": True, "font_color": INK},
    "rule_head": {"bold": True, "font_size": 12, "font_color": HEAD, "valign": "vcenter"},
    "fact": {"valign": "top", "text_wrap": True, "font_color": "#52606D"},
}


class Styles:
    """The formats of one workbook, made when a cell first asks for one."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self.named = cache(self.make)

    def make(self, name: str, decimals: int | None = None, *, is_quoted: bool = False) -> Any:
        """A format by its name: of numbers with ``decimals``; ``is_quoted`` keeps text text, whatever sign
        it begins with."""
        properties = dict(STYLES[name])
        if decimals is not None:
            properties |= {"num_format": number_format(decimals), "align": "right"}
        style = self.book.add_format(properties)
        if is_quoted:
            style.set_quote_prefix()
        return style
