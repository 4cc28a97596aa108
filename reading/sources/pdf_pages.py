"""The pages of a PDF as its process gives them: pieces of lines with their places, and drawn lines."""

from dataclasses import dataclass
from typing import Any

WIDE_GAP = "\u3000"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line without a wide gap in it, and where it begins and ends, in points."""

    text: str
    left: float
    right: float

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: its pieces, its baseline, the size of its type, how many characters are unknown."""

    pieces: tuple[Piece, ...]
    bottom: float
    size: float
    unknown: int = 0

    @property
    def text(self) -> str:
        return WIDE_GAP.join(piece.text for piece in self.pieces)

    @property
    def left(self) -> float:
        return self.pieces[0].left

    @property
    def right(self) -> float:
        return self.pieces[-1].right


@dataclass(frozen=True, slots=True)
class Upright:
    """An upright line that is drawn."""

    x: float
    foot: float
    head: float


@dataclass(frozen=True, slots=True)
class Level:
    """A level line that is drawn."""

    y: float
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of a page in the order of the file, what is drawn on it, and whether it is a picture."""

    lines: tuple[Line, ...]
    uprights: tuple[Upright, ...]
    levels: tuple[Level, ...]
    is_picture: bool


def page_of(given: dict[str, Any]) -> Page:
    """A page of what the process gives."""
    return Page(
        tuple(_line(*line) for line in given["lines"]),
        tuple(Upright(*rule) for rule in given["upright"]),
        tuple(Level(*rule) for rule in given["level"]),
        given["is_picture"],
    )


def _line(pieces: list[list[Any]], bottom: float, size: float, unknown: int) -> Line:
    return Line(tuple(Piece(*piece) for piece in pieces), bottom, size, unknown)
