"""The targets of a view as one drawing: what each row shows in bars, lines and words, on white."""

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from django.utils.html import strip_tags
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from reports.charts.outcome_shapes import PATHS, outcome_shape
from reports.charts.palette import OUTCOMES
from reports.dashboards.shown_page import NamedChart
from reports.data_tables.markup import words_in_full
from reports.data_tables.values import Cell, DataTable
from reports.handouts.standalone import wrapped
from reports.handouts.svg_text import Drawing, drawings_in
from targets.charts.svg import AXIS, GRID, INK, SOFT, chart, element, text
from texts.outgoing.characters import carried

SIZE, LEADING = 12, 14
WIDTH, ROW, HEAD = 896, 46, 36
AIR = 6
BAR_HEIGHT = 10


class Column(NamedTuple):
    """A column of the table by its key, and where it stands; numbers end at ``x + width``."""

    key: str
    x: float
    width: float
    is_number: bool = False
    weight: int = 400
    fill: str = SOFT


class Stretch(NamedTuple):
    """Where a row stands."""

    top: float
    height: float

    @property
    def middle(self) -> float:
        return self.top + self.height / 2

    @property
    def end(self) -> float:
        return self.top + self.height


COLUMNS = (
    Column("target", 0, 166, fill=INK),
    Column("figure", 170, 88, is_number=True, weight=600, fill=INK),
    Column("outcome", 270, 92, fill=INK),
    Column("attainment", 366, 100, fill=INK),
    Column("course", 478, 88),
    Column("goal", 578, 116),
    Column("period", 698, 78, is_number=True),
    Column("forecast", 788, 108),
)


def targets_chart(table: DataTable) -> NamedChart:
    """The rows as they are shown, in their order, as one drawing; where the table has none, nothing."""
    found = {head.key: place for place, head in enumerate(table.heads)}
    columns = [column for column in COLUMNS if column.key in found]
    titles = [table.heads[found[column.key]].title for column in columns]
    rows = [[row.cells[found[column.key]] for column in columns] for row in table.rows]
    heights = [height_of(columns, cells) for cells in rows]
    tops = accumulate(heights, initial=HEAD)
    drawing = chart(
        *head_row(columns, titles),
        *(
            mark
            for cells, top, height in zip(rows, tops, heights, strict=False)
            for mark in drawn_row(columns, cells, Stretch(top, height))
        ),
        title=table.title,
        description=table.note,
        width=WIDTH,
        height=HEAD + sum(heights),
    )
    note = _("The bar is the figure, the red stroke the goal, and the grey band what was expected by now.")
    return NamedChart(table.key, table.title, drawing if rows else SafeString(""), note=note)


def height_of(columns: Sequence[Column], cells: Sequence[Cell]) -> int:
    """As tall as the longest text of a row needs."""
    lines = (
        len(lines_of(column, words_of(cell))) * LEADING + AIR
        for column, cell in zip(columns, cells, strict=True)
        if column.key not in DRAWN
    )
    return max(ROW, *lines)


def head_row(columns: Sequence[Column], titles: Sequence[str]) -> Iterator[SafeString]:
    """The titles, and a line below them."""
    for column, title in zip(columns, titles, strict=True):
        yield from paragraph(column._replace(weight=600), title, Stretch(3, HEAD - AIR))
    yield element("line", x1=0, x2=WIDTH, y1=HEAD, y2=HEAD, stroke=AXIS)


def drawn_row(columns: Sequence[Column], cells: Sequence[Cell], row: Stretch) -> Iterator[SafeString]:
    """One target: words in their columns, and its drawings at their size."""
    for column, cell in zip(columns, cells, strict=True):
        yield from CELLS.get(column.key, said)(column, cell, row)
    yield element("line", x1=0, x2=WIDTH, y1=row.end, y2=row.end, stroke=GRID)


def words_of(cell: Cell) -> str:
    """All that a cell says, also where its drawing says it."""
    return " ".join(filter(None, [words_in_full(cell), strip_tags(cell.drawing)]))


def said(column: Column, cell: Cell, row: Stretch) -> Iterator[SafeString]:
    """What a cell says, in the middle of its row."""
    yield from paragraph(column, words_of(cell), row)


def outcome(column: Column, cell: Cell, row: Stretch) -> Iterator[SafeString]:
    """A state in its word and, where it has one, its shape and colour."""
    colour = OUTCOMES.get(cell.state, SOFT)
    if cell.state in PATHS:
        yield outcome_shape(cell.state, column.x, row.middle - 9, SIZE + 2, ink=colour, css="chart__mark")
    beside = column._replace(x=column.x + SIZE + 6, width=column.width - SIZE - 6, fill=colour)
    yield from paragraph(beside, words_in_full(cell), row)


def bar(column: Column, cell: Cell, row: Stretch) -> Iterator[SafeString]:
    """How much is reached, and the figure against the goal below it."""
    if not cell.drawing:
        return
    yield text(cell.words, column.x, row.middle - 7, font_size=SIZE, fill=column.fill)
    for drawing in drawings_in(cell.drawing):
        yield placed(drawing, column.x, row.middle, column.width, BAR_HEIGHT)


def line(column: Column, cell: Cell, row: Stretch) -> Iterator[SafeString]:
    """The course over the year; its words describe it."""
    for drawing in drawings_in(cell.drawing):
        height = column.width * drawing.height / drawing.width
        yield placed(drawing, column.x, row.middle - height / 2, column.width, height)


def placed(drawing: Drawing, x: float, y: float, width: float, height: float) -> SafeString:
    """What is drawn in a drawing, at its place in ours."""
    across, down = width / drawing.width, height / drawing.height
    inside = SafeString(drawing.inside)
    return element("g", inside, transform=f"translate({x:g} {y:g}) scale({across:.4f} {down:.4f})")


def lines_of(column: Column, words: str) -> list[str]:
    """Text in as many lines as it needs within its column."""
    return wrapped(words, (column.width - SIZE / 2) / SIZE)


def paragraph(column: Column, words: str, row: Stretch) -> Iterator[SafeString]:
    """Text in the middle of a row; numbers at their end."""
    lines = lines_of(column, words)
    first = row.middle - LEADING * len(lines) / 2 + SIZE - 1
    for place, piece in enumerate(lines):
        yield text(
            carried(piece),
            column.x + column.width if column.is_number else column.x,
            first + place * LEADING,
            text_anchor="end" if column.is_number else None,
            fill=column.fill,
            font_size=SIZE,
            font_weight=column.weight,
        )


DRAWN = {"attainment": bar, "course": line}
CELLS = {"outcome": outcome, **DRAWN}
