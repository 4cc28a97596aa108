"""A table among the lines of a text: rows of cells, each piece of which knows where it stands.

The readers of Word documents and PDFs write a row as one line, its cells parted by tabs. A line end inside
a cell is written ``CELL_BREAK``, and a cell that goes on from the one above (merged downwards) ``SAME``, the
sign for "as above" that typists use too. So the grid can be read back from the text alone.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from reading.late_pattern import LatePattern

CELL_BREAK = "↵"
SAME = "〃"

_BREAKS = LatePattern(rf"{CELL_BREAK}|<br ?/?>|\n+")
_BLANK = LatePattern(r"\s+")
_SAME = LatePattern(rf"{SAME}|″|同上。?|同前")
_LONGEST_SAME = 3
_EMPTY = LatePattern(r"[\W_]*|无")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the source: ``text`` stands at ``at``."""

    text: str
    at: int

    @property
    def ends_at(self) -> int:
        return self.at + len(self.text)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a row: its column, its lines, and whether it goes on from the row above.

    The lines of a cell that ``is_wrapped`` are one, broken where the column ends.
    """

    column: int
    lines: tuple[Piece, ...]
    continues: bool = False
    is_wrapped: bool = False

    @property
    def text(self) -> str:
        return "".join(line.text for line in self.lines)

    @property
    def plain(self) -> str:
        """Its text without blanks, as names of columns are compared."""
        return _BLANK.sub("", self.text)

    @property
    def said(self) -> tuple[Piece, ...]:
        """Its lines, unless they only say that there is nothing to say: —, 无."""
        return (
            ()
            if all(len(line.text) < 4 and _EMPTY.fullmatch(line.text) for line in self.lines)
            else self.lines
        )


@dataclass(frozen=True, slots=True)
class Row:
    """A row with its range in the source, line end included. ``is_unfit`` tells that its cells had to be
    guessed to their columns."""

    cells: tuple[Cell, ...]
    starts_at: int
    ends_at: int
    is_unfit: bool = False

    @property
    def filled(self) -> list[Cell]:
        return [cell for cell in self.cells if cell.lines]

    @property
    def printed(self) -> tuple[str, ...]:
        """The texts of its cells, as a table shows them; ``SAME`` for one that goes on from above."""
        return tuple(
            SAME if cell.continues else "\n".join(line.text for line in cell.lines) for cell in self.cells
        )


@dataclass(frozen=True, slots=True)
class Table:
    """Rows that follow one another. ``is_marked`` tells that it says which cells are merged, so that an empty
    one is empty; ``is_of_word`` that the file says so where tables are."""

    rows: tuple[Row, ...]
    is_marked: bool = False
    is_of_word: bool = False

    @property
    def starts_at(self) -> int:
        return self.rows[0].starts_at

    @property
    def ends_at(self) -> int:
        return self.rows[-1].ends_at


def cell(column: int, text: str, at: int) -> Cell:
    """The cell whose printed text stands at ``at``, blanks around it included."""
    if CELL_BREAK in text or "<br" in text or "\n" in text:
        return Cell(column, tuple(_pieces(text, at)))
    plain = text.strip()
    if not plain:
        return Cell(column, ())
    if len(plain) <= _LONGEST_SAME and _SAME.fullmatch(plain):
        return Cell(column, (), continues=True)
    return Cell(column, (Piece(plain, at + text.index(plain[0])),))


def _pieces(text: str, at: int) -> Iterator[Piece]:
    begin = 0
    for end, following in [
        *((found.start(), found.end()) for found in _BREAKS.finditer(text)),
        (len(text), 0),
    ]:
        line = text[begin:end]
        if plain := line.strip():
            yield Piece(plain, at + begin + line.index(plain))
        begin = following
