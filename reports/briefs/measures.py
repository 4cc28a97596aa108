"""How much room the parts of a brief need: about, from the widths of their signs. Lengths are in points."""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil

from reports.data_tables.markup import words_in_full
from reports.data_tables.values import Cell, DataTable, Head, Row
from reports.handouts.svg_text import DRAWING, Drawing, drawings_in
from texts.sign_width import width_of

POINTS_AN_INCH, MILLIMETRES_AN_INCH = 72, 25.4
# Of a table: the size of its text, its lines, what a row has beside them, and a cell beside its text.
SIZE, LEADING, ROW_PADDING, CELL_PADDING = 7.5, 1.2, 5.2, 7.0
SMALLEST = 5.5
# What stands for the rest of a text.
CUT = "…"
# What stands small beneath the words of a cell, as a part of their size.
SMALLER = 0.85
TAG = re.compile(r"<[^>]*>")
# Of a line what is between it and the next.
BETWEEN_LINES = 0.4
# In full-width signs: what a column of words wants at most and at least, and the longest line of a head.
WIDEST_WORDS, NARROWEST_WORDS, WIDEST_HEAD = 20.0, 9.0, 6.0
# A number with a long unit has it in a line of its own: CNY 231.65 / billion.
WIDEST_NUMBER = 6.0
# Of what stands small beneath.
WIDEST_MORE = 9.0
# How much wider bold words are than others.
BOLD = 1.2
# Drawings in cells: how high, and how wide at most.
DRAWING_HEIGHT, DRAWING_WIDTH = 11.0, 62.0
SIGN_WIDTH, SIGN_GAP = 8.0, 2.0
INDENT = 8.0


def words_of(cell: Cell) -> str:
    """What a brief says of a cell: the words of the page, also where a pill says them there; not what a
    drawing shows, which has them for its description."""
    return "" if cell.is_drawn and drawings_in(cell.drawing) else words_in_full(cell)


def shortened(cell: Cell, most: int) -> Cell:
    """A cell with the beginning of a text that is too long for it."""
    words = words_of(cell)
    return cell if len(words) <= most else replace(cell, words=f"{words[:most].rstrip()}{CUT}")


def is_cut(cell: Cell) -> bool:
    return words_of(cell).endswith(CUT)


def more_of(cell: Cell) -> str:
    """What stands small beneath the words: the text of the markup behind them."""
    if cell.is_drawn or not cell.drawing:
        return ""
    return " ".join(html.unescape(TAG.sub(" ", DRAWING.sub("", cell.drawing))).split())


def state_of(cell: Cell) -> str:
    """What stands before the words as a sign."""
    return cell.state or cell.icon


@dataclass(frozen=True, slots=True)
class Sheet:
    """The type area of a page, in points."""

    width: float
    height: float
    is_wide: bool


def sheet_of(*, is_wide: bool) -> Sheet:
    """A4 without its margins: 14 mm at the sides, 12 above, 24 below."""
    long, short = points(297), points(210)
    width, height = (long, short) if is_wide else (short, long)
    return Sheet(width - points(28), height - points(36), is_wide)


def points(millimetres: float) -> float:
    return millimetres / MILLIMETRES_AN_INCH * POINTS_AN_INCH


def wanted_widths(table: DataTable) -> list[float]:
    """How wide each column wants to be at the usual size."""
    widths = []
    rows = (*table.rows, *table.totals)
    for place, head in enumerate(table.heads):
        longest = max((cell_width(row.cells[place], head) for row in rows), default=0.0)
        indent = max((row.level for row in table.rows), default=0) * INDENT if not place else 0.0
        widths.append(max(longest + indent, head_width(head)) + CELL_PADDING)
    return widths


def head_width(head: Head) -> float:
    """A head may be broken into lines, but not a long Latin word."""
    words = f"{head.title} {head.unit}".split()
    longest = max(map(width_of, words), default=0.0)
    return min(longest * BOLD, WIDEST_HEAD) * SIZE


def cell_width(cell: Cell, head: Head) -> float:
    words = max(map(width_of, words_of(cell).split("\n")), default=0.0)
    most = max(WIDEST_NUMBER, *map(width_of, words_of(cell).split()), 0.0) if head.is_number else WIDEST_WORDS
    shown = max(min(words, most), min(width_of(more_of(cell)), WIDEST_MORE))
    drawn = sum(drawing_size(drawing)[0] + SIGN_GAP for drawing in drawings_in(cell.drawing))
    return shown * SIZE + drawn + (SIGN_WIDTH + SIGN_GAP if state_of(cell) else 0)


def drawing_size(drawing: Drawing) -> tuple[float, float]:
    """Width and height of a drawing in a cell; one that is stretched takes the width there is for it."""
    if drawing.is_stretched:
        return DRAWING_WIDTH, DRAWING_HEIGHT * 0.75
    width = min(DRAWING_WIDTH, DRAWING_HEIGHT * drawing.width / drawing.height)
    return width, width * drawing.height / drawing.width


@dataclass(frozen=True, slots=True)
class Fit:
    """How a table falls on a sheet: the widths of the columns that there is room for, its size of text."""

    widths: tuple[float, ...]
    size: float

    @property
    def scale(self) -> float:
        return self.size / SIZE


def fit(table: DataTable, sheet: Sheet) -> Fit:
    """The columns over the whole width. Where they want more, columns of words give way first, then the text
    gets smaller, and last the columns at the end are left out."""
    widths = squeezed(wanted_widths(table), table, sheet.width)
    room = sheet.width * SIZE / SMALLEST
    while len(widths) > 1 and sum(widths) > room:
        widths.pop()
    scale = min(1.0, sheet.width / sum(widths))
    spare = (sheet.width - sum(widths) * scale) / len(widths)
    return Fit(tuple(width * scale + spare for width in widths), SIZE * scale)


def squeezed(widths: list[float], table: DataTable, room: float) -> list[float]:
    """Widths of which those of words are reduced as far as they have to be and may."""
    excess = sum(widths) - room
    least = NARROWEST_WORDS * SIZE
    spare = [
        0.0 if head.is_number else max(0.0, width - least)
        for width, head in zip(widths, table.heads, strict=True)
    ]
    if excess <= 0 or not sum(spare):
        return widths
    share = min(1.0, excess / sum(spare))
    return [width - share * extra for width, extra in zip(widths, spare, strict=True)]


def row_height(row: Row, fitting: Fit) -> float:
    """As high as the highest of its cells."""
    columns = zip(row.cells, fitting.widths, strict=False)
    lines = max((lines_of(cell, width, fitting) for cell, width in columns), default=1)
    drawn = max(
        (drawing_size(one)[1] for cell in row.cells for one in drawings_in(cell.drawing)), default=0.0
    )
    return max(text_height(lines, fitting), drawn * fitting.scale) + ROW_PADDING


def text_height(lines: int, fitting: Fit) -> float:
    """Of lines of text from the upper edge of the first to the foot of the last."""
    return (lines * LEADING - BETWEEN_LINES) * fitting.size


def lines_of(cell: Cell, width: float, fitting: Fit) -> int:
    words, more = words_of(cell), more_of(cell)
    drawn = sum(drawing_size(drawing)[0] + SIGN_GAP for drawing in drawings_in(cell.drawing))
    beside = drawn + (SIGN_WIDTH + SIGN_GAP if state_of(cell) else 0)
    room = max(width - CELL_PADDING - beside * fitting.scale, fitting.size)
    return lines_in(words, room, fitting.size) + (
        lines_in(more, width - CELL_PADDING, fitting.size * SMALLER) if more else 0
    )


def head_height(table: DataTable, fitting: Fit) -> float:
    pairs = zip(table.heads, fitting.widths, strict=False)
    lines = max(
        (lines_in(f"{head.title} {head.unit}", width - CELL_PADDING, fitting.size) for head, width in pairs),
        default=1,
    )
    groups = 1 if any(head.group for head in table.heads) else 0
    return text_height(lines, fitting) + groups * text_height(1, fitting) + ROW_PADDING * (1 + groups)


def lines_in(words: str, room: float, size: float) -> int:
    """In how many lines a text stands."""
    return sum(max(1, ceil(width_of(line) * size / room - 0.01)) for line in words.split("\n"))


def natural_width(tables: Sequence[DataTable]) -> float:
    """What the widest table wants."""
    return max((sum(wanted_widths(table)) for table in tables), default=0.0)
