"""How high rows have to be for their text, which not every spreadsheet works out when it opens a file."""

from collections.abc import Iterable

LINE = 14.5
ROOM = 4
# Spreadsheets know no higher row.
HIGHEST = 400


def lines_of(text: str, width: float) -> int:
    """How many lines a text takes in a column of so many digits; a Chinese sign is as wide as two."""
    if 2 * len(text) <= width and "\n" not in text:
        return 1
    return sum(max(1, -int(-signs_of(line) // width)) for line in text.split("\n"))


def signs_of(line: str) -> float:
    """How wide a line is, in digits. Chinese signs have three octets, and letters one."""
    return len(line) + (len(line.encode()) - len(line)) / 2


def height_for(texts: Iterable[tuple[str, float]], *, least: float) -> float:
    """The height of a row, in points, for texts with the widths of their columns."""
    most = max((lines_of(text, width) for text, width in texts), default=1)
    return min(max(most * LINE + ROOM, least), HIGHEST)
