"""Text as a Word document (.docx) can hold it."""

import re

from texts.outgoing.characters import REPLACEMENT, carried, one_line
from texts.outgoing.cuts import cut, utf16_units

# Properties of a document, and what charts and their workbooks call their rows.
LONGEST_PROPERTY = 255
# Marks that turn the direction of what follows them, so that a line reads otherwise than it was written.
TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
# XML carries these, but Word shows nothing in their place.
CONTROL = re.compile("[\x7f-\x84\x86-\x9f]")


def word_text(text: str) -> str:
    """What the document shows: a visible sign for what it cannot carry, and no mark that turns the line."""
    return CONTROL.sub(REPLACEMENT, carried(TURNING.sub("", text)))


def replaced_signs(text: str) -> int:
    """How many signs of a text the document shows as ``�``."""
    return word_text(text).count(REPLACEMENT) - text.count(REPLACEMENT)


def turning_marks(text: str) -> int:
    """How many marks of direction the document leaves out."""
    return len(TURNING.findall(text))


def property_text(text: str) -> str:
    """A property of the document, such as its title: one line of 255 units at most."""
    return cut(one_line(word_text(text)), LONGEST_PROPERTY, by=utf16_units)
