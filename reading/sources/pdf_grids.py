"""Tables of a PDF that are drawn with lines: their cells by where the lines stand."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reading.sources.cells import Cell
from reading.sources.pdf_cells import Placed, cell_lines
from reading.sources.pdf_pages import Level, Line, Page, Upright

_NEAR = 2.5  # points between places that are one
_FEWEST = 3  # places of lines in each direction
_MOST = 200
_WALKED = 8  # a table in whose cells more lines stand on end lays out a page


@dataclass(frozen=True, slots=True)
class Grid:
    """The lines of a drawn table: the places of upright ones from the left, of level ones from the top."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    uprights: tuple[Upright, ...]
    levels: tuple[Level, ...]

    def holds(self, line: Line) -> bool:
        """Whether a line of text stands within the table."""
        middle = line.bottom + line.size * 0.3
        within = self.xs[0] - _NEAR <= line.left and line.left <= self.xs[-1]
        return self.ys[-1] < middle < self.ys[0] and within


def grids(page: Page) -> list[Grid]:
    """The drawn tables of a page, from the top: groups of upright lines whose heights meet."""
    found = []
    group: list[Upright] = []
    foot = 0.0
    for upright in sorted(page.uprights, key=lambda upright: -upright.head):
        if group and upright.head < foot - _NEAR:
            found.append(_grid(group, page.levels))
            group = []
        foot = min(foot, upright.foot) if group else upright.foot
        group.append(upright)
    if group:
        found.append(_grid(group, page.levels))
    return [grid for grid in found if grid]


def _grid(uprights: Sequence[Upright], levels: Iterable[Level]) -> Grid | None:
    xs = _places(upright.x for upright in uprights)
    head, foot = max(upright.head for upright in uprights), min(upright.foot for upright in uprights)
    inside = tuple(level for level in levels if foot - _NEAR <= level.y <= head + _NEAR)
    ys = _places(level.y for level in inside)[::-1]
    if not (_FEWEST <= len(xs) <= _MOST and _FEWEST - 1 <= len(ys) <= _MOST):
        return None
    return Grid(tuple(xs), tuple(ys), tuple(uprights), inside)


def _places(places: Iterable[float]) -> list[float]:
    """The places in order, those near one another as one."""
    kept: list[float] = []
    for place in sorted(places):
        if not kept or place - kept[-1] > _NEAR:
            kept.append(place)
    return kept


def rows_of(grid: Grid, lines: Iterable[Line]) -> list[list[Cell]]:
    """The rows of a drawn table with the lines of text that stand in it; merged cells are known by the lines
    that are missing between them."""
    walls = _Walls(grid)
    placed: dict[tuple[int, int], list[Placed]] = defaultdict(list)
    for line in lines:
        for piece in line.pieces:
            place = walls.origin(*walls.cell_at(piece.middle, line.bottom + line.size * 0.3))
            placed[place].append(Placed(piece, line.bottom, line.size))
    return [_row(number, grid, walls, placed) for number in range(len(grid.ys) - 1)]


class _Walls:
    """Which cells of a grid have no line between them."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.falling = [-y for y in grid.ys]
        columns, rows = len(grid.xs) - 1, len(grid.ys) - 1
        self.closed_above = {(0, column) for column in range(columns)}
        self.closed_left = {(row, 0) for row in range(rows)}
        for level in grid.levels:
            row = self._row_below(level.y)
            for column in self._between(grid.xs, level.left, level.right):
                self.closed_above.add((row, column))
        for upright in grid.uprights:
            column = self._column_right_of(upright.x)
            for row in self._between(self.falling, -upright.head, -upright.foot):
                self.closed_left.add((row, column))

    def cell_at(self, x: float, y: float) -> tuple[int, int]:
        row = min(max(bisect_right(self.falling, -y) - 1, 0), len(self.grid.ys) - 2)
        column = min(max(bisect_right(self.grid.xs, x) - 1, 0), len(self.grid.xs) - 2)
        return row, column

    def origin(self, row: int, column: int) -> tuple[int, int]:
        """The first cell, from above and from the left, of the merged one that a cell belongs to."""
        while (row, column) not in self.closed_left:
            column -= 1
        while (row, column) not in self.closed_above:
            row -= 1
        while (row, column) not in self.closed_left:
            column -= 1
        return row, column

    def _row_below(self, y: float) -> int:
        return bisect_right(self.falling, -y + _NEAR) - 1

    def _column_right_of(self, x: float) -> int:
        return bisect_right(self.grid.xs, x + _NEAR) - 1

    @staticmethod
    def _between(places: Sequence[float], begin: float, end: float) -> Iterable[int]:
        """The cells between places whose middles lie between two others."""
        return (
            number
            for number in range(len(places) - 1)
            if begin - _NEAR < (places[number] + places[number + 1]) / 2 < end + _NEAR
        )


def _row(row: int, grid: Grid, walls: _Walls, placed: dict[tuple[int, int], list[Placed]]) -> list[Cell]:
    cells: list[Cell] = []
    for column in range(len(grid.xs) - 1):
        origin = walls.origin(row, column)
        if cells and (row, column) not in walls.closed_left:
            last = cells[-1]
            cells[-1] = Cell(last.column, last.span + 1, last.lines, last.continues)
        elif origin[0] < row:
            cells.append(Cell(column, 1, (), continues=True))
        else:
            right = column + 1
            while right < len(grid.xs) - 1 and (row, right) not in walls.closed_left:
                right += 1
            width = grid.xs[right] - grid.xs[column]
            cells.append(Cell(column, 1, cell_lines(placed.get((row, column), ()), width)))
    return cells


def lays_out(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether lines are drawn only around parts of a page, not around cells."""
    return any(len(cell.lines) > _WALKED for row in rows for cell in row)
