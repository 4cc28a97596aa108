"""The XML that Word documents are made of: runs, paragraphs, namespaces."""

import re
from functools import cache
from xml.sax.saxutils import escape, quoteattr

from reports.word.typefaces import Typeface

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
}
PROLOGUE = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# A line end and a tab are elements of their own.
BREAKS = re.compile("([\n\t])")
AS_ELEMENT = {"\n": "<w:br/>", "\t": "<w:tab/>"}


def declared(*prefixes: str) -> str:
    """The declarations of some namespaces, for the root of a part."""
    return " ".join(f'xmlns:{prefix}="{NAMESPACES[prefix]}"' for prefix in prefixes)


@cache
def fonts(face: Typeface, *, is_chinese: bool) -> str:
    """The faces of a run. In Chinese text the hint gives quotation marks, dashes and dots, which both
    scripts have, to the Chinese face."""
    hint = ' w:hint="eastAsia"' if is_chinese else ""
    latin, east_asian = quoteattr(face.latin), quoteattr(face.east_asian)
    return f"<w:rFonts{hint} w:ascii={latin} w:hAnsi={latin} w:eastAsia={east_asian} w:cs={latin}/>"


@cache
def run_fonts(face: Typeface, *, is_chinese: bool) -> str:
    """What each run says of its faces, whose Latin one stands in its style."""
    hint = ' w:hint="eastAsia"' if is_chinese else ""
    return f"<w:rFonts{hint} w:eastAsia={quoteattr(face.east_asian)}/>"


def content(text: str) -> str:
    """The text of a run as its elements."""
    if "\n" not in text and "\t" not in text:
        return f'<w:t xml:space="preserve">{escape(text)}</w:t>'
    pieces = (AS_ELEMENT.get(piece) or (content(piece) if piece else "") for piece in BREAKS.split(text))
    return "".join(pieces)


def attribute(text: str) -> str:
    """A text as the value of an attribute, in its quotes."""
    return quoteattr(text, {"\n": "&#10;", "\t": "&#9;"})
