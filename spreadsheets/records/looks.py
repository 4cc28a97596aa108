"""How the cells of a workbook of records look, and which of them are locked."""

from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from spreadsheets.records.values import RecordForm

INK, HEAD, EDGE = "#1F2933", "#12355F", "#C9D1DB"
# What may be changed is of the one warm colour.
TO_CHANGE = "#FFF8DC"

EDGED: Final = {"text_wrap": True, "border": 1, "border_color": EDGE}
CELL: Final = {**EDGED, "valign": "top", "font_color": INK}
LOOKS: Final[Mapping[str, Mapping[str, Any]]] = {
    "title": {"bold": True, "font_size": 14, "font_color": HEAD, "valign": "vcenter"},
    "intro": {"font_color": "#52606D", "valign": "vcenter"},
    "head": {**EDGED, "bold": True, "font_color": "#FFFFFF", "bg_color": HEAD, "valign": "vcenter"},
    "head_to_change": {
        **EDGED,
        "bold": True,
        "font_color": "#3D2E00",
        "bg_color": "#F4D67A",
        "valign": "vcenter",
    },
    "locked": CELL,
    "open": {**CELL, "bg_color": TO_CHANGE, "locked": False},
    "free": {"valign": "top", "text_wrap": True, "font_color": INK, "locked": False},
    "rule": {"valign": "top", "text_wrap": True, "font_color": INK},
    "rule_head": {"bold": True, "font_size": 12, "font_color": HEAD, "valign": "vcenter"},
    "fact": {"valign": "top", "text_wrap": True, "font_color": "#52606D"},
}
# Text stays text, so that 01 does not become 1; a day that is typed is a day.
FORMATS: Final = {RecordForm.NUMBER: "General", RecordForm.DAY: "yyyy-mm-dd"}


class Looks:
    """The formats of one workbook, made when a cell first asks for one."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self.named = cache(self.make)

    def make(self, name: str, form: RecordForm | None = None, *, is_quoted: bool = False) -> Any:
        """A format by its name, for values of a form; ``is_quoted`` keeps text text, whatever it begins
        with."""
        properties = dict(LOOKS[name])
        if form is not None:
            properties["num_format"] = FORMATS.get(form, "@")
        look = self.book.add_format(properties)
        if is_quoted:
            look.set_quote_prefix()
        return look
