"""Building SVG: escaped elements, the frame of a chart, and its palette for paper."""

import re
from decimal import Decimal
from functools import cache
from html import escape

from django.utils.safestring import SafeString

BLUE = "#1357a6"
INK = "#18222f"
SOFT = "#4a5666"
RED = "#a61f1b"
PURPLE = "#7a3e9d"
GRID = "#e0e6ed"
AXIS = "#768396"
WHITE = "#ffffff"
BAND = "#dbe2ea"
BAND_LIGHT = "#ebeff4"

NUMBERS = (int, float, Decimal)
# What markup would take for its own; most texts have nothing of it.
SPECIAL = re.compile("[&<>\"']")
type Attribute = str | int | float | Decimal | None


def element(tag: str, *children: str, **attributes: Attribute) -> SafeString:
    """One element with escaped content; ``stroke_width`` becomes stroke-width, ``css`` becomes class.

    Attributes that are None are left out.
    """
    written = "".join(
        [
            f' {attribute_name(name)}="{number(value) if isinstance(value, NUMBERS) else escaped(value)}"'
            for name, value in attributes.items()
            if value is not None
        ]
    )
    if not children:
        return SafeString(f"<{tag}{written}/>")
    inside = "".join(map(escaped, children))
    return SafeString(f"<{tag}{written}>{inside}</{tag}>")


def escaped(text: object) -> str:
    """Text as markup, and markup as it is: what ``conditional_escape`` says, at a fraction of its cost, which
    a page of thousands of marks feels."""
    return str(text) if hasattr(text, "__html__") else escaped_text(str(text))


def escaped_text(text: str) -> str:
    """Text as markup."""
    return escape(text) if SPECIAL.search(text) else text


@cache
def attribute_name(name: str) -> str:
    if name in {"viewBox", "preserveAspectRatio", "textLength"}:
        return name
    return "class" if name == "css" else name.replace("_", "-")


def number(value: float | Decimal) -> str:
    """Coordinates with two decimals, never localized; whole numbers as they are."""
    return str(value) if isinstance(value, int) else f"{value:.2f}".rstrip("0").rstrip(".")


def chart(
    *children: str, title: str, description: str, width: int, height: int, css: str = "chart"
) -> SafeString:
    """The frame: a group that screen readers call by ``title`` and describe by ``description``."""
    return element(
        "svg",
        element("title", title),
        element("desc", description),
        *children,
        xmlns="http://www.w3.org/2000/svg",
        css=css,
        role="group",
        aria_label=title,
        viewBox=f"0 0 {width} {height}",
    )


def link(href: str, label: str, *children: str, css: str | None = None) -> SafeString:
    """A mark that leads somewhere; ``label`` begins with its visible text."""
    return element("a", element("title", label), *children, css=css, href=href, aria_label=label)


def text(content: str, x: float, y: float, *, css: str | None = None, **attributes: Attribute) -> SafeString:
    """Text in the soft ink and 13 units tall unless said otherwise."""
    given: dict[str, Attribute] = {"fill": SOFT, "font_size": 13}
    given.update(attributes)
    return element("text", content, x=x, y=y, css=css, **given)
