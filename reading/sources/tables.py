"""Tables of a file as lines of text: a row is a line, its cells parted by tabs (``reading.tables.cells``)."""

from collections.abc import Iterable, Iterator, Sequence

from reading.markers import is_section_start
from reading.sources.cells import Cell
from reading.tables import cells as table_cells
from reading.tables.cells import CELL_BREAK, SAME, Piece, Row
from reading.tables.headers import read_header
from reading.tables.limits import cell_count

_MOST_LINES = 8
_FIRST_ROWS = 8
_FEWEST = 3
"""A table has so many columns with something in them, or so many rows."""


def table_lines(rows: Iterable[list[Cell]]) -> Iterator[str]:
    """The lines of a table: its rows, or the lines of its cells where it only lays out a page."""
    table = list(limited(rows))
    if _is_grid(table):
        yield from (line for row in table if (line := row_line(row)))
    else:
        yield from (line for row in table for cell in row if not cell.continues for line in cell.lines)


def limited(rows: Iterable[list[Cell]]) -> Iterator[list[Cell]]:
    """The rows, until their cells are more than can be read."""
    count = cell_count()
    for row in rows:
        count.add(len(row))
        yield row


def row_line(row: Sequence[Cell]) -> str:
    """A row as a line. A cell over all columns stands without tabs, as a heading between the rows does; other
    cells that reach over several columns are followed by empty ones."""
    if len(row) == 1:
        return _printed(row[0])
    texts: list[str] = []
    for cell in row:
        texts += [""] * (cell.column - len(texts))
        texts += [SAME if cell.continues else _printed(cell), *[""] * (cell.span - 1)]
    return "\t".join(texts) if any(texts) else ""


def _printed(cell: Cell) -> str:
    return CELL_BREAK.join(line.replace("\t", " ") for line in cell.lines)


def _is_grid(table: Sequence[Sequence[Cell]]) -> bool:
    """Whether a table has columns that mean something: those of duties, or short texts side by side."""
    if len(table) < 2:
        return False
    if read_header([_as_row(row) for row in table[:_FIRST_ROWS]]):
        return True
    cells = [cell for row in table for cell in row]
    filled = [count for row in table if (count := sum(1 for cell in row if cell.lines)) > 1]
    if len(filled) < (2 if max(filled, default=0) >= _FEWEST else _FEWEST):
        return False
    lays_out = any(
        len(cell.lines) > _MOST_LINES or (len(cell.lines) > 2 and any(map(is_section_start, cell.lines)))
        for cell in cells
    )
    return len(filled) * 2 >= len(table) and not lays_out


def _as_row(row: Sequence[Cell]) -> Row:
    placed: list[table_cells.Cell] = []
    for cell in row:
        for column in range(cell.column, cell.column + cell.span):
            lines = tuple(Piece(line, 0) for line in cell.lines) if column == cell.column else ()
            placed.append(table_cells.Cell(column, lines, cell.continues))
    return Row(tuple(placed), 0, 0)
