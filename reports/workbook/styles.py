"""How cells look: one style for each kind of content, by the number under which the workbook knows it."""

from collections.abc import Mapping
from typing import Any

from xlsxwriter import Workbook

from reports.workbook.contents import Numeral
from reports.workbook.paper import FONT_SIZE
from texts.outgoing.formulas import is_formula

MOST_DECIMALS = 12
# The character set of Chinese type, which programs without the font choose another by.
CHINESE_CHARSET = 134
INK, PAPER = "#12355F", "#FFFFFF"
NUMBERS = tuple(f"number{decimals}" for decimals in range(MOST_DECIMALS + 1))
NAMES = ("head", "text", "quoted", "integer", "day", "instant", *NUMBERS)


def font_of(language: str) -> str:
    """What the cells are set in."""
    return "Arial" if language == "en" else "宋体"


def basis_of(language: str) -> dict[str, Any]:
    """What all cells have, and the workbook's own type, of whose digits columns are measured."""
    basis: dict[str, Any] = {"font_name": font_of(language), "font_size": FONT_SIZE}
    return basis if language == "en" else basis | {"font_charset": CHINESE_CHARSET}


def formats_of(book: Workbook, language: str) -> list[Any]:
    """A format for each of ``NAMES``, in their order."""
    basis = basis_of(language) | {"valign": "top"}
    counted = basis | {"align": "right", "indent": 1}
    dated = basis | {"align": "left"}
    wrapped = basis | {"text_wrap": True}
    head = {"bold": True, "font_color": PAPER, "bg_color": INK, "valign": "vcenter"}
    looks: Mapping[str, Mapping[str, Any]] = {
        "head": wrapped | head,
        "text": wrapped,
        "quoted": wrapped | {"quote_prefix": True},
        "integer": counted | {"num_format": "0"},
        "day": dated | {"num_format": "yyyy-mm-dd"},
        "instant": dated | {"num_format": "yyyy-mm-dd hh:mm"},
        **{name: counted | {"num_format": decimal_format(place)} for place, name in enumerate(NUMBERS)},
    }
    return [book.add_format(dict(looks[name])) for name in NAMES]


def decimal_format(decimals: int) -> str:
    return "#,##0" + ("." + "0" * decimals if decimals else "")


def number_style(kind: str, number: Numeral, least: int) -> str:
    """The style of a number in a column of that kind: with the decimals it is to be shown with, or else with
    those it was written with, and no fewer than its column has."""
    if kind != "number":
        return kind
    if number.decimals is not None:
        return NUMBERS[min(number.decimals, MOST_DECIMALS)]
    return NUMBERS[min(max(least, len(number.partition(".")[2])), MOST_DECIMALS)]


def text_style(text: str) -> str:
    """Text that looks like a formula says by its style too that it is none, so that editing the cell does not
    run it either. What begins with a letter or a digit looks like none."""
    return "text" if text[:1].isalnum() or not is_formula(text) else "quoted"
