"""How a sheet falls on A4 across the long side: never below eight points, in as few pages as that allows.

Plain arithmetic. A sheet too wide for one page is spread over several, each with the columns that name the
row; nothing is shrunk.
"""

from collections.abc import Sequence
from dataclasses import dataclass

# Of what a cell is set in, and the least that is to reach the paper, in points.
FONT_SIZE = 10
LEAST_SIZE = 8
# In millimetres; the height and width of the sheet are those of A4.
PAPER_WIDTH, PAPER_HEIGHT = 297, 210
MARGIN_SIDE, MARGIN_TOP, MARGIN_BOTTOM, MARGIN_EDGE = 10, 18, 16, 8
MILLIMETRES_AN_INCH = 25.4
POINTS_AN_INCH = 72
# A column is so many pixels wider than its digits, of which each has seven; of 96 to the inch.
DIGIT_PIXELS, PADDING_PIXELS, PIXELS_AN_INCH = 7, 5, 96
# Where the type is not installed another stands in, whose digits are up to a quarter wider, and the columns
# with them: so much of the width is planned with.
SAFE = 0.8
# Of a line of type, and what a row has beside its lines, in points at full size.
LINE_HEIGHT, LINE_PADDING = 14, 3
WHOLE = 100


@dataclass(frozen=True, slots=True)
class Layout:
    """``scale`` is in percent; a page across begins at each of the columns ``breaks``."""

    scale: int
    breaks: tuple[int, ...] = ()

    @property
    def pages(self) -> int:
        return len(self.breaks) + 1


def points_of(width: float) -> float:
    """The width of a column in points, at full size."""
    return (int(width * DIGIT_PIXELS) + PADDING_PIXELS) * POINTS_AN_INCH / PIXELS_AN_INCH


def row_height(lines: int) -> int:
    """The height of a row in points, at full size."""
    return lines * LINE_HEIGHT + LINE_PADDING


def room(scale: int) -> float:
    """How wide the columns of a page may be in points, at a scale in percent."""
    printed = (PAPER_WIDTH - 2 * MARGIN_SIDE) / MILLIMETRES_AN_INCH * POINTS_AN_INCH
    return printed * SAFE * WHOLE / scale


def layout_of(widths: Sequence[float], repeated: int) -> Layout:
    """The fewest pages across that the smallest type allows, and then type as large as they hold."""
    least = -(-WHOLE * LEAST_SIZE // FONT_SIZE)
    fewest = len(breaks_at(least, widths, repeated))
    return next(
        Layout(scale, breaks)
        for scale in range(WHOLE, least - 1, -1)
        if len(breaks := breaks_at(scale, widths, repeated)) == fewest
    )


def breaks_at(scale: int, widths: Sequence[float], repeated: int) -> tuple[int, ...]:
    """Where a page across begins, at a scale; a column wider than a page has one to itself."""
    named = sum(map(points_of, widths[:repeated]))
    breaks, taken = [], named
    for place, width in enumerate(widths[repeated:], start=repeated):
        if taken + points_of(width) > room(scale) and taken > named:
            breaks.append(place)
            taken = named
        taken += points_of(width)
    return tuple(breaks)
