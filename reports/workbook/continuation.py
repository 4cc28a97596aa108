"""Texts too long for one row of a page: they go on in the next row, and nothing of them is lost.

A row of a workbook is at most 409 points high, and what is beyond is not printed. Plain functions.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest

from reports.snapshot.tables import Scalar
from texts.sign_width import width_of

# So many lines fit into a row, on paper and on the screen.
MOST_LINES = 26
# Narrower columns hold names.
WORDY = 20
# A sign takes two digits of a column's width at most.
WIDEST = 2
UNDIVIDED = 0.8


class Continuation:
    """How the texts of a table go on. ``widths`` are those of its columns of text by their place; the first
    ``repeated`` columns name a row and stand in each of its parts."""

    def __init__(self, widths: Mapping[int, float], *, repeated: int) -> None:
        self.widths = {
            place: width for place, width in widths.items() if place >= repeated and width >= WORDY
        }
        self.repeated = repeated
        self.most = tuple((place, int(width * MOST_LINES / WIDEST)) for place, width in self.widths.items())

    def rows_for(self, row: Sequence[Scalar]) -> Iterable[Sequence[Scalar]]:
        """The row, or the rows in which its texts go on one after the other."""
        for place, most in self.most:
            text = row[place]
            if type(text) is str and (len(text) > most or ("\n" in text and text.count("\n") >= MOST_LINES)):
                return self.parts_of(row)
        return (row,)

    def parts_of(self, row: Sequence[Scalar]) -> Iterator[list[Scalar]]:
        texts = {place: pieces(str(row[place] or ""), width) for place, width in self.widths.items()}
        for number, parts in enumerate(zip_longest(*texts.values())):
            part = list(row) if not number else [*row[: self.repeated], *[None] * (len(row) - self.repeated)]
            for place, text in zip(texts, parts, strict=True):
                part[place] = text or None
            yield part


def lines_of(text: str, width: float) -> int:
    """About how many lines a text takes in a column of that width, rather one too many."""
    if len(text) * WIDEST <= width:
        return 1 + text.count("\n")
    width = usable(text, width)
    return sum(-int(-units_of(line) // width) or 1 for line in text.split("\n"))


def usable(text: str, width: float) -> float:
    """How much of a line is written on: words are not divided, and leave its end empty."""
    return width * UNDIVIDED if " " in text else width


def units_of(line: str) -> float:
    """In digits of a column's width: of a wide sign UTF-8 has three octets, of others one."""
    return (len(line.encode()) + len(line)) / WIDEST


def pieces(text: str, width: float) -> list[str]:
    """The text in pieces that fit into a row each; joined they are the text."""
    width = usable(text, width)
    found, begun, lines, taken = [], 0, 1, 0.0
    for place, sign in enumerate(text):
        taken += sign_width(sign)
        if sign == "\n" or taken > width:
            lines, taken = lines + 1, 0.0 if sign == "\n" else sign_width(sign)
        if lines > MOST_LINES:
            end = place + 1 if sign == "\n" else place
            found.append(text[begun:end])
            begun, lines, taken = end, 1, 0.0 if sign == "\n" else sign_width(sign)
    return [*found, text[begun:]] if begun < len(text) or not found else found


def sign_width(sign: str) -> float:
    """In digits of a column's width."""
    return WIDEST * width_of(sign)
