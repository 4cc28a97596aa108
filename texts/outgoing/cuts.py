"""Cutting text to a length that is counted in the format's own units, with a note that it was cut."""

from collections.abc import Callable

# No sign takes more units than that, of either kind.
MOST_UNITS = 4

type Measure = Callable[[str], int]


def utf16_units(text: str) -> int:
    """How long Excel and Windows take a text to be: signs beyond the first plane count twice."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def utf8_octets(text: str) -> int:
    """How long files, mail and calendars take a text to be."""
    return len(text.encode("utf-8", "surrogatepass"))


def cut(text: str, longest: int, *, by: Measure, note: str = "…") -> str:
    """``text`` where it is short enough, else as many whole signs of it as leave room for ``note`` behind."""
    if len(text) * MOST_UNITS <= longest or by(text) <= longest:
        return text
    room = longest - by(note)
    end = min(len(text), max(room, 0))
    while end and by(text[:end]) > room:
        # So many signs are too much at least, whatever they are.
        end -= max(1, (by(text[:end]) - room) // MOST_UNITS)
    return text[:end] + note
