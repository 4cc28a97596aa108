"""Text as a workbook (.xlsx) can hold it."""

import re

from django.utils.translation import gettext as _

from texts.outgoing.characters import carried, one_line
from texts.outgoing.cuts import cut, utf16_units

# In a cell, in UTF-16 units and as line feeds; in a sheet; in the name of a sheet.
LONGEST_CELL = 32_767
MOST_BREAKS = 253
MOST_ROWS = 1_048_576
LONGEST_TITLE = 31
# Excel keeps so many digits of a number and makes zeros of the others.
MOST_DIGITS = 15
# Stands for a line break beyond the last one that a cell can have.
BREAK_SHOWN = " ↵ "
# ``_x0041_`` in the file is how it writes one character by its number.
ESCAPE_LIKE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
TITLE_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
# Blanks of any script go as well: programs that read the file drop them.
TITLE_EDGES = re.compile(r"^['\s]+|['\s]+$")
RESERVED_TITLE = "history"


def cell_text(text: str) -> str:
    """What a cell shows: visible signs for what it cannot carry, and at its end a note where it is cut."""
    shown = carried(text)
    if len(shown) <= MOST_BREAKS:
        return shown
    breaks_too_many = max(shown.count("\n") - MOST_BREAKS, 0)
    shown = BREAK_SHOWN.join(shown.rsplit("\n", breaks_too_many))
    return cut(shown, LONGEST_CELL, by=utf16_units, note=_(" … (cut: the cell holds no more)"))


def escaped(shown: str) -> str:
    """What is written into the file so that a cell shows ``shown``."""
    return ESCAPE_LIKE.sub("_x005F_", shown)


def property_text(text: str) -> str:
    """A property of the document, such as its title: one line of 255 units at most."""
    return cut(one_line(text), 255, by=utf16_units)


def sheet_title(text: str) -> str:
    """The name of a sheet: 31 UTF-16 units, none of the forbidden signs, no quote or blank at its ends."""
    title = TITLE_EDGES.sub("", TITLE_FORBIDDEN.sub("_", one_line(text)))
    title = cut(title, LONGEST_TITLE, by=utf16_units)
    return f"{title}_" if not title or title.casefold() == RESERVED_TITLE else title
