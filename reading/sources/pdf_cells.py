"""The lines of a cell of a PDF's table, put together as they were before the column was too narrow."""

from collections.abc import Sequence
from dataclasses import dataclass

from reading.sources.pdf_pages import Piece


@dataclass(frozen=True, slots=True)
class Placed:
    """A piece of text of a table with its baseline and the size of its type."""

    piece: Piece
    bottom: float
    size: float


def cell_lines(placed: Sequence[Placed], width: float) -> tuple[str, ...]:
    """The lines of a cell that is ``width`` wide. One that reaches its right edge goes on in the next, one
    that ends before it was ended by hand."""
    lines: list[list[Placed]] = []
    for each in sorted(placed, key=lambda each: (-each.bottom, each.piece.left)):
        if lines and abs(lines[-1][0].bottom - each.bottom) < each.size * 0.4:
            lines[-1].append(each)
        else:
            lines.append([each])
    texts: list[str] = []
    goes_on = False
    for line in lines:
        text = " ".join(each.piece.text.strip() for each in sorted(line, key=lambda each: each.piece.left))
        if goes_on and texts:
            texts[-1] += (" " if _meets(texts[-1], text) else "") + text
        else:
            texts.append(text)
        extent = max(each.piece.right for each in line) - min(each.piece.left for each in line)
        goes_on = extent > width - line[0].size * 2.5
    return tuple(text for text in texts if text)


def _meets(before: str, after: str) -> bool:
    """Whether two words of letters would run together."""
    return before[-1:].isascii() and before[-1:].isalpha() and after[:1].isascii() and after[:1].isalpha()
