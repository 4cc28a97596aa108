"""Text as a calendar (.ics, RFC 5545) can hold it.

Escapes and the folding of lines at 75 octets are done by the library that writes the calendar.
"""

from texts.outgoing.characters import REPLACEMENT, carried, one_line
from texts.outgoing.cuts import cut, utf16_units

# Beyond it calendar programs cut a summary themselves, each elsewhere.
LONGEST_SUMMARY = 255
# DEL is a control character here. U+FEFF at the beginning is taken for a mark of the encoding and dropped;
# U+2060 joins words as it did.
INSTEAD = str.maketrans({"\x7f": REPLACEMENT, "\ufeff": "\u2060"})


def calendar_text(text: str) -> str:
    """A description: line feeds are its only ends of lines."""
    return carried(text).translate(INSTEAD)


def summary_text(text: str) -> str:
    """What names an entry: one line."""
    return cut(one_line(calendar_text(text)), LONGEST_SUMMARY, by=utf16_units)
