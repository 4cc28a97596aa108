"""Text as mail can hold it (RFC 5322).

Encodings and the folding of long lines are done by the library that writes the mail.
"""

import re

from texts.outgoing.characters import REPLACEMENT, carried, one_line
from texts.outgoing.cuts import cut, utf16_units

LONGEST_SUBJECT = 255
# DEL and the second set of control characters, of which mail servers make what they like.
CONTROLS = re.compile("[\x7f-\x9f]")
EMPTY_LINES = re.compile(r"\n{3,}")


def subject_text(text: str) -> str:
    """A subject: one line, so that nothing in it begins another header."""
    return cut(one_line(CONTROLS.sub(REPLACEMENT, carried(text))), LONGEST_SUBJECT, by=utf16_units)


def body_text(text: str) -> str:
    """A body, as text or as HTML."""
    return CONTROLS.sub(REPLACEMENT, carried(text))


def quoted_text(text: str, margin: str = "  ") -> str:
    """What a person wrote, in a body of text: each line indented, so that none passes for the portal's."""
    return EMPTY_LINES.sub("\n\n", body_text(text).strip()).replace("\n", f"\n{margin}")
