"""About how wide a text is, in full-width signs."""

from unicodedata import east_asian_width

FULL = frozenset("WFA")


def width_of(text: str) -> float:
    """Signs of the Chinese face are as wide as they are high, Latin letters and digits half that."""
    if text.isascii():
        return len(text) / 2
    return sum(1 if east_asian_width(sign) in FULL else 0.5 for sign in text)
