"""A stretch of a sheet as a page shows it: so many rows and columns, each cell with its address."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from spreadsheets.incoming.cell_names import cell_name, column_letters
from spreadsheets.incoming.cell_text import text_of
from spreadsheets.incoming.values import Cell, Sheet

ROWS, COLUMNS = 30, 10
LONGEST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell with its address, what it shows, and the names of the fields that are read from it."""

    name: str
    text: str
    is_number: bool
    is_label: bool
    fields: tuple[str, ...]
    is_current: bool


@dataclass(frozen=True, slots=True)
class ShownRow:
    number: int
    cells: tuple[ShownCell, ...]


@dataclass(frozen=True, slots=True)
class SheetWindow:
    """Rows and columns from ``top`` and ``left`` on; the sheet goes to ``last_row`` and ``last_column``."""

    columns: tuple[str, ...]
    rows: tuple[ShownRow, ...]
    top: int
    left: int
    last_row: int
    last_column: int

    @property
    def bottom(self) -> int:
        return self.rows[-1].number if self.rows else self.top

    @property
    def is_whole(self) -> bool:
        return not (self.row_before or self.row_after or self.column_before or self.column_after)

    @property
    def row_before(self) -> int:
        """From where the rows before are shown; 0 where there are none."""
        return max(self.top - ROWS, 1) if self.top > 1 else 0

    @property
    def row_after(self) -> int:
        return self.top + ROWS if self.top + ROWS <= self.last_row else 0

    @property
    def column_before(self) -> int:
        return max(self.left - COLUMNS, 1) if self.left > 1 else 0

    @property
    def column_after(self) -> int:
        return self.left + COLUMNS if self.left + COLUMNS <= self.last_column else 0


type Place = tuple[int, int]


def window_of(
    sheet: Sheet,
    *,
    top: int,
    left: int,
    fields: Mapping[Place, tuple[str, ...]],
    current: Place | None,
) -> SheetWindow:
    """The stretch of a sheet from a row and column on; ``fields`` are those that are read from cells."""
    last_row = max(sheet.rows, default=1)
    last_column = max((max(cells) for cells in sheet.rows.values() if cells), default=1)
    top, left = min(max(top, 1), last_row), min(max(left, 1), last_column)
    columns = range(left, min(left + COLUMNS, last_column + 1))
    rows = range(top, min(top + ROWS, last_row + 1))
    return SheetWindow(
        tuple(column_letters(column) for column in columns),
        tuple(ShownRow(row, tuple(shown_cells(sheet, row, columns, fields, current))) for row in rows),
        *(top, left, last_row, last_column),
    )


def shown_cells(
    sheet: Sheet,
    row: int,
    columns: range,
    fields: Mapping[Place, tuple[str, ...]],
    current: Place | None,
) -> Iterator[ShownCell]:
    for column in columns:
        cell = sheet.cell(row, column)
        yield ShownCell(
            cell_name(row, column),
            shown_text(cell),
            cell is not None and not isinstance(cell.value, str | bool) and cell.value is not None,
            cell is not None and isinstance(cell.value, str),
            fields.get((row, column), ()),
            (row, column) == current,
        )


def shown_text(cell: Cell | None) -> str:
    """What a cell shows, cut where it is long."""
    if cell is None:
        return ""
    read = text_of(cell)
    text = " ".join((cell.error or read.text or ("…" if read.fault else "")).split())
    return text if len(text) <= LONGEST_SHOWN else f"{text[: LONGEST_SHOWN - 1]}…"
