"""Texts too long for one row of a page: they go on in the next row, and nothing of them is lost.

A row of a workbook is at most 409 points high, and what is beyond is not printed. Plain functions.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest

from reports.snapshot.tables import Scalar

# So many lines fit into a row, on paper and on the screen.
MOST_LINES = 26
WIDE = frozenset("WFA")
# A sign takes two digits of a column's width at most.
WIDEST = 2


class Continuation:
    """How the texts of a table go on. ``widths`` are those of its columns by their place, for the columns
    whose texts may; the first ``repeated`` columns name a row and stand in each of its parts."""

    def __init__(self, widths: Mapping[int, float], *, repeated: int) -> None:
        self.widths = {place: width for place, width in widths.items() if place >= repeated}
        self.repeated = repeated
        self.most = tuple((place, int(width * MOST_LINES / WIDEST)) for place, width in self.widths.items())

    def rows_for(self, row: Sequence[Scalar]) -> Iterable[Sequence[Scalar]]:
        """The row, or the rows in which its texts go on one after the other."""
        for place, most in self.most:
            text = row[place]
            if type(text) is str and (len(text) > most or text.count("\n") >= MOST_LINES):
                return self.parts_of(row)
        return (row,)

    def parts_of(self, row: Sequence[Scalar]) -> Iterator[list[Scalar]]:
        texts = {place: pieces(str(row[place] or ""), width) for place, width in self.widths.items()}
        for number, parts in enumerate(zip_longest(*texts.values())):
            part = list(row) if not number else [*row[: self.repeated], *[None] * (len(row) - self.repeated)]
            for place, text in zip(texts, parts, strict=True):
                part[place] = text or None
            yield part


def pieces(text: str, width: float) -> list[str]:
    """The text in pieces that fit into a row each; joined they are the text."""
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
    return WIDEST if unicodedata.east_asian_width(sign) in WIDE else 1.0
