"""The labels of a sheet: found by their wording, whatever their width, blanks and line ends."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

from spreadsheets.incoming.cell_names import cell_name
from spreadsheets.incoming.cell_text import levelled
from spreadsheets.incoming.values import Cell, Merged, Sheet
from tasks.line_imports.edits import Place

# What a head says in brackets at its end: mostly its unit.
_REMARK = re.compile(r"[（(\[【]([^（）()\[\]【】]*)[）)\]】]$")
# By which a label names the unit of its table or its column: 单位：万元.
NAMES_UNIT = re.compile(r"^(?:计量)?单位:?")
FARTHEST = 500
"""So many rows with cells are looked through for the label above one."""


@dataclass(slots=True)
class Labels:
    """The texts of one sheet by their wording, and where each stands."""

    sheet: Sheet
    by_text: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    by_stem: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    naming_units: list[tuple[int, int, str]] = field(default_factory=list)
    """Those that name a unit, with row and column."""
    rows: list[int] = field(init=False)
    columns: dict[int, list[int]] = field(init=False)
    """The rows with a cell, by column from the left."""

    def __post_init__(self) -> None:
        self.rows = list(self.sheet.rows)
        columns: dict[int, list[int]] = {}
        for row, column, cell in self.sheet.filled():
            columns.setdefault(column, []).append(row)
            if text := wording_of(cell):
                self.by_text.setdefault(text, []).append((row, column))
                self.by_stem.setdefault(stem_of(text), []).append((row, column))
                if NAMES_UNIT.match(text):
                    self.naming_units.append((row, column, text))
        self.columns = dict(sorted(columns.items()))

    def places(self, text: str) -> list[tuple[int, int]]:
        """Where a wording stands."""
        return self.by_text.get(levelled(text), [])

    def near_places(self, text: str) -> list[tuple[int, int]]:
        """Where it stands with another remark in brackets, such as another unit, or with none."""
        return self.by_stem.get(stem_of(levelled(text)), [])

    def at(self, row: int, column: int) -> str:
        """What stands at a place, as it is worded there."""
        cell = self.sheet.cell(row, column)
        return cell.value if cell and isinstance(cell.value, str) else ""

    def left_of(self, row: int, column: int) -> str:
        """The nearest label to the left in the row."""
        cells = self.sheet.rows.get(row, {})
        return self.nearest((row, other) for other in sorted(cells, reverse=True) if other < column)

    def above(self, row: int, column: int) -> str:
        """The nearest label above in the column."""
        before = bisect_left(self.rows, row)
        rows = self.rows[max(before - FARTHEST, 0) : before]
        return self.nearest((other, column) for other in reversed(rows))

    def rows_above(self, row: int, column: int) -> list[int]:
        """The nearest rows above a place with a cell in its column, the nearest last."""
        rows = self.columns.get(column, [])
        before = bisect_left(rows, row)
        return rows[max(before - FARTHEST, 0) : before]

    def nearest(self, places: Iterator[tuple[int, int]]) -> str:
        return next((text for place in places if (text := self.at(*place))), "")

    def merged_at(self, row: int, column: int) -> Merged | None:
        """The merged area that a cell belongs to."""
        for area in self.sheet.merged:
            if area.top <= row <= area.bottom and area.left <= column <= area.right:
                return area
        return None

    def place(self, row: int, column: int) -> Place:
        return Place(self.sheet.title, cell_name(row, column))


def wording_of(cell: Cell) -> str:
    """A label as it is compared; numbers are labels too where they are codes."""
    if isinstance(cell.value, bool) or cell.value is None:
        return ""
    return levelled(str(cell.value))


def stem_of(text: str) -> str:
    """A levelled label without its remark in brackets."""
    return _REMARK.sub("", text)


def remark_of(text: str) -> str:
    """What a label says in brackets at its end."""
    found = _REMARK.search(levelled(text))
    return found[1] if found else ""
