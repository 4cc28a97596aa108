"""What of a view a brief shows: two pages are all there is, and what is left out is counted."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reports.briefs.measures import (
    LEADING,
    SIZE,
    Fit,
    Sheet,
    fit,
    head_height,
    lines_in,
    natural_width,
    row_height,
    sheet_of,
    shortened,
)
from reports.dashboards.shown_page import NamedChart, PointList, ShownPage
from reports.data_tables.values import DataTable, Row
from reports.handouts.svg_text import drawings_in

MOST_PAGES = 2
# Of each list and of the drawings.
MOST_POINTS, MOST_CHARTS = 6, 4
FEWEST_ROWS = 3
# Two pages hold fewer lines in the smallest type.
MOST_ROWS = 240
# Of a text in a cell, where there are few rows and where there are more.
MOST_SIGNS, MOST_SIGNS_OF_MANY, FEW_ROWS = 90, 40, 12
# What a row may have above and below beyond what is usual, at most and at least; which part of what is left
# is dealt out; and what part of a page may still be drawn in to the first.
MOST_AIR, LEAST_AIR, CARE, NEARLY = 2.5, -1.2, 0.5, 0.85
# Below this share of the room nothing is left for drawings.
TIGHT = 0.5
# Of the room, what drawings may take from tables that are cut.
MOST_OF_CHARTS = 0.2
# In points: the head of the brief, the strip of numbers, a title with what stands around it, a note.
HEAD, STRIP, TITLE, NOTE = 46.0, 50.0, 22.0, 12.0
POINT_SIZE, SENTENCE_SIZE = 8.5, 15.0
ACROSS, GUTTER = 2, 12.0


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A table with the rows that there is room for. ``rest`` are the rows that are left out, ``columns_left``
    the columns."""

    table: DataTable
    fit: Fit
    rest: int

    @property
    def columns_left(self) -> int:
        return len(self.table.heads) - len(self.fit.widths)


@dataclass(frozen=True, slots=True)
class Selection:
    """What a brief shows, and on which kind of sheet. ``air`` is what each row may have above and below
    beyond what is usual, in points, where there is room left."""

    sheet: Sheet
    lists: tuple[PointList, ...]
    points_left: tuple[int, ...]
    tables: tuple[ShownTable, ...]
    charts: tuple[NamedChart, ...]
    charts_left: int
    air: float = 0.0


def selection_of(page: ShownPage, share: float = 1.0) -> Selection:
    """What fits when tables get a ``share`` of the room that there seems to be."""
    whole, page = page.tables, replace(page, tables=tuple(map(trimmed, page.tables)))
    sheet = sheet_of(is_wide=natural_width(page.tables) > sheet_of(is_wide=False).width)
    drawn = [chart for chart in page.charts if drawings_in(chart.drawing)]
    fits = [fit(table, sheet) for table in page.tables]
    most = charts_shown(page, drawn, fits, sheet, share)
    room = room_for_tables(page, drawn[:most], sheet) * share
    shown = [
        replace(one, rest=one.rest + table.count - len(short.rows))
        for one, table, short in zip(shown_tables(page.tables, fits, room), whole, page.tables, strict=True)
    ]
    return Selection(
        sheet=sheet,
        lists=tuple(replace(points, points=points.points[:MOST_POINTS]) for points in page.lists),
        points_left=tuple(max(0, len(points.points) - MOST_POINTS) for points in page.lists),
        tables=tuple(shown),
        charts=tuple(drawn[:most]),
        charts_left=max(0, len(drawn) - most),
        air=air_for(shown, room, sheet),
    )


def trimmed(table: DataTable) -> DataTable:
    """A table without rows for which there is no room in any case, so that they need not be measured; where
    it has many, their texts are cut to a line or two."""
    rows, most = table.rows, MOST_SIGNS if len(table.rows) <= FEW_ROWS else MOST_SIGNS_OF_MANY
    while len(rows) > MOST_ROWS and any(row.level for row in rows):
        deepest = max(row.level for row in rows)
        rows = tuple(row for row in rows if row.level < deepest)
    shorter = (
        replace(row, cells=tuple(shortened(cell, most) for cell in row.cells)) for row in rows[:MOST_ROWS]
    )
    return replace(table, rows=tuple(shorter))


def air_for(shown: Sequence[ShownTable], room: float, sheet: Sheet) -> float:
    """What is left of the page that the tables end on, dealt out to their rows with care."""
    rows = sum(len(one.table.rows) + len(one.table.totals) for one in shown)
    left = room - sum(table_height(one.table, one.fit) for one in shown)
    # What would end a little beyond the first page is set closer, so as to end on it.
    on_page = left - sheet.height if left > NEARLY * sheet.height else left
    if not rows:
        return 0.0
    return min(MOST_AIR, CARE * on_page / (2 * rows)) if on_page > 0 else max(LEAST_AIR, on_page / (2 * rows))


def charts_shown(
    page: ShownPage, drawn: Sequence[NamedChart], fits: Sequence[Fit], sheet: Sheet, share: float
) -> int:
    """How many drawings there is room for. Tables come first: where they fit without drawings there are none,
    and where they have to be cut anyway, one row of drawings that are not too high."""
    needed = sum(map(table_height, page.tables, fits))
    whole = room_for_tables(page, (), sheet) * share
    for most in (MOST_CHARTS, ACROSS):
        if needed <= room_for_tables(page, drawn[:most], sheet) * share:
            return most
    taken = rows_of(ACROSS, [chart_height(chart, sheet) for chart in drawn[:ACROSS]])
    return ACROSS if needed > whole and taken <= whole * MOST_OF_CHARTS and share >= TIGHT else 0


def room_for_tables(page: ShownPage, charts: Sequence[NamedChart], sheet: Sheet) -> float:
    """What the two pages have left for tables, in points."""
    lines = lines_in(page.headline.sentence, sheet.width, SENTENCE_SIZE)
    taken = HEAD + lines * SENTENCE_SIZE * LEADING + (STRIP if page.headline.numbers else 0)
    taken += rows_of(ACROSS, [list_height(points, sheet) for points in page.lists])
    taken += rows_of(ACROSS, [chart_height(chart, sheet) for chart in charts])
    return MOST_PAGES * sheet.height - taken


def rows_of(across: int, heights: Sequence[float]) -> float:
    """How high parts are together that stand side by side."""
    return sum(max(heights[start : start + across]) for start in range(0, len(heights), across))


def list_height(points: PointList, sheet: Sheet) -> float:
    room = (sheet.width - GUTTER) / ACROSS - 2 * POINT_SIZE
    shown = points.points[:MOST_POINTS]
    lines = sum(
        lines_in(point.text, room, POINT_SIZE) + (lines_in(point.note, room, SIZE) if point.note else 0)
        for point in shown
    )
    return TITLE + NOTE + max(lines, 1) * POINT_SIZE * LEADING + 3 * len(shown)


def chart_height(chart: NamedChart, sheet: Sheet) -> float:
    width = (sheet.width - GUTTER) / ACROSS
    drawn = sum(width * drawing.height / drawing.width for drawing in drawings_in(chart.drawing))
    return TITLE + drawn + NOTE * (bool(chart.legend) + bool(chart.note))


def table_height(table: DataTable, fitting: Fit) -> float:
    rows = (*table.rows, *table.totals)
    return frame_height(table, fitting) + sum(row_height(row, fitting) for row in rows)


def frame_height(table: DataTable, fitting: Fit) -> float:
    """Title, head, and what is said beneath."""
    beneath = NOTE * (bool(table.note) + (not table.rows))
    return TITLE + head_height(table, fitting) + beneath


def shown_tables(tables: Sequence[DataTable], fits: Sequence[Fit], room: float) -> list[ShownTable]:
    """Each table with as many rows as its part of the room holds. What short ones do not need goes to the
    others."""
    needs = [table_height(table, fitting) for table, fitting in zip(tables, fits, strict=True)]
    grants = granted(needs, room)
    shown = [
        ShownTable(*cut(table, fitting, grant))
        for table, fitting, grant in zip(tables, fits, grants, strict=True)
    ]
    return with_rest(tables, shown, room - sum(map(shown_height, shown)))


def with_rest(tables: Sequence[DataTable], shown: Sequence[ShownTable], left: float) -> list[ShownTable]:
    """The tables with what the others did not need after all, the first ones first."""
    found = []
    for table, one in zip(tables, shown, strict=True):
        more = ShownTable(*cut(table, one.fit, shown_height(one) + left)) if one.rest else one
        left -= shown_height(more) - shown_height(one)
        found.append(more)
    return found


def shown_height(shown: ShownTable) -> float:
    return table_height(shown.table, shown.fit) + (NOTE if shown.rest else 0)


def granted(needs: Sequence[float], room: float) -> list[float]:
    """The room dealt out evenly; nobody gets more than they need."""
    grants, left = [0.0] * len(needs), room
    order = sorted(range(len(needs)), key=lambda place: needs[place])
    for done, place in enumerate(order):
        grants[place] = min(needs[place], left / (len(needs) - done))
        left -= grants[place]
    return grants


def cut(table: DataTable, fitting: Fit, room: float) -> tuple[DataTable, Fit, int]:
    """The table with as many rows as fit, the deepest left out first, and how many were."""
    sized = [(row, row_height(row, fitting)) for row in table.rows]
    fixed = frame_height(table, fitting) + sum(row_height(row, fitting) for row in table.totals)
    if fixed + heights(sized) <= room:
        return table, fitting, 0
    left = room - fixed - NOTE
    while heights(sized) > left and any(row.level for row, _height in sized):
        deepest = max(row.level for row, _height in sized)
        sized = [(row, height) for row, height in sized if row.level < deepest]
    kept = first_rows(sized, left)
    return replace(table, rows=kept), fitting, len(table.rows) - len(kept)


def heights(sized: Sequence[tuple[Row, float]]) -> float:
    return sum(height for _row, height in sized)


def first_rows(sized: Sequence[tuple[Row, float]], room: float) -> tuple[Row, ...]:
    """The first rows that fit, some in any case."""
    kept: list[Row] = []
    for row, height in sized:
        room -= height
        if room < 0 and len(kept) >= FEWEST_ROWS:
            break
        kept.append(row)
    return tuple(kept)
