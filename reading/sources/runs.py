"""The text inside a Word paragraph."""

from collections.abc import Collection, Iterator
from xml.etree import ElementTree as ET

from reading.sources.package import attribute, is_on, setting

_CHARACTERS = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-"}
_DROPPED = {
    *("del", "moveFrom", "delText", "instrText", "delInstrText"),
    *("pPr", "rPr", "sdtPr", "sdtEndPr", "rt", "drawing", "pict", "object", "softHyphen"),
}
_BREAKS = {"page": "\f", "column": "\n"}


def paragraph_text(paragraph: ET.Element, hidden: frozenset[str]) -> str:
    """The text of a paragraph as printed, line breaks in it as line feeds, without its text boxes.

    ``hidden`` are the character styles whose text is not printed.
    """
    return "".join(piece for piece in marked_text(paragraph, hidden) if isinstance(piece, str))


def marked_text(
    element: ET.Element, hidden: frozenset[str], marks: Collection[str] = ()
) -> Iterator[str | ET.Element]:
    """The text of a paragraph piece by piece, with the elements whose tags are ``marks`` where they stand."""
    for child in element:
        tag = child.tag
        if tag in marks:
            yield child
        elif tag == "t":
            yield child.text or ""
        elif tag in _CHARACTERS:
            yield _CHARACTERS[tag]
        elif tag == "br":
            yield _BREAKS.get(attribute(child, "type") or "", "\n")
        elif tag == "sym":
            yield _symbol(attribute(child, "char") or "")
        elif tag == "AlternateContent":
            yield from marked_text(_choice(child), hidden, marks)
        elif tag not in _DROPPED and not (tag == "r" and _is_hidden(child, hidden)):
            yield from marked_text(child, hidden, marks)


def _is_hidden(run: ET.Element, hidden: frozenset[str]) -> bool:
    properties = run.find("rPr")
    return is_on(properties, "vanish") or setting(properties, "rStyle") in hidden


def _symbol(code: str) -> str:
    """A character given by its code; those of symbol fonts stand in the private use area and say nothing."""
    try:
        character = chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
    return character if character.isprintable() else ""


def boxes(element: ET.Element) -> Iterator[ET.Element]:
    """The contents of the text boxes in a paragraph, each once: Word keeps a second form for old programs."""
    for child in element:
        if child.tag == "txbxContent":
            yield child
        elif child.tag == "AlternateContent":
            yield from boxes(_choice(child))
        elif child.tag not in {"del", "moveFrom"}:
            yield from boxes(child)


def _choice(alternate: ET.Element) -> ET.Element:
    """The one of several forms of the same content that is read: the first, which is the newest."""
    return next(iter(alternate), alternate)
