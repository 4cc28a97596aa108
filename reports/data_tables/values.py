"""What a table shows, whichever form it takes: heads, rows of cells, and totals beneath."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.utils.safestring import SafeString

from spreadsheets.values import Number, Value

NOTHING = SafeString("")
# Columns that a page holds side by side on the commonest screen.
MOST_HEADS, MOST_LINKED_HEADS = 14, 8
# So many rows of a list are held at once; a file of more is written while it is given out.
MOST_HELD = 2_000


@dataclass(frozen=True, slots=True)
class Head:
    """One column. ``key`` names it in addresses; ``group`` stands above it and its neighbours of the same
    group; ``descends`` where the first click sorts the largest to the top; ``width`` is in characters, for
    files. ``href`` leads to what the column is about. ``further`` are columns that files have beside it, for
    the parts of its cells that pages show in one: rank, share, outcome in words."""

    key: str
    title: str
    unit: str = ""
    group: str = ""
    href: str = ""
    is_number: bool = False
    is_sortable: bool = True
    descends: bool = False
    width: int = 14
    css: str = ""
    further: tuple["Head", ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """One value: ``value`` is what goes into files, and what is sorted by unless ``order`` is given;
    ``words`` are what pages say (those of the value where empty).

    ``href`` leads to what it counts (``is_count``) or explains it; ``note`` is its calculation or state in a
    sentence, told on focus; ``drawing`` stands behind the words, for pages and the brief; ``css`` marks it.
    ``unit`` is the value's own where the column has none. ``state`` is an outcome or other state by its key,
    for its sign and colour in the brief. ``further`` are the values of the head's further columns, in their
    order; those that are left out are empty. ``is_drawn`` where the drawing says the words itself, on pages.
    ``icon`` is a sign of static/img/icons.svg before the words, which say the same.
    """

    value: Value = None
    words: str = ""
    href: str = ""
    note: str = ""
    css: str = ""
    drawing: SafeString = NOTHING
    order: Value = None
    is_count: bool = False
    unit: str = ""
    state: str = ""
    further: tuple[Value, ...] = ()
    is_drawn: bool = False
    icon: str = ""

    @property
    def says_something(self) -> bool:
        """Whether there is a value or a drawing; a dash is neither."""
        return (self.value is not None and self.value != "") or bool(self.drawing)


@dataclass(frozen=True, slots=True)
class Row:
    """``key`` is the id by which addresses lead to it. ``parent`` is the key of the row beneath which it
    stays however the table is sorted; ``level`` is how deep it stands. ``detail`` is what pages unfold below
    it, as wide as the table."""

    key: str
    cells: tuple[Cell, ...]
    parent: str = ""
    level: int = 0
    css: str = ""
    detail: SafeString = NOTHING

    def with_cells(self, places: Sequence[int]) -> "Row":
        """The row with its cells at ``places`` alone."""
        return replace(self, cells=tuple(self.cells[place] for place in places))


@dataclass(frozen=True, slots=True)
class LongRows:
    """All rows of a list that is too long to be held: how many there are, and ``read`` to go through them,
    some at a time. None of their cells has a unit of its own."""

    count: int
    read: Callable[[], Iterator[Row]]


@dataclass(frozen=True, slots=True)
class DataTable:
    """``key`` is its id, and names it in addresses. The first cell of each row is its head. ``order`` is the
    key of the column that it is sorted by, with ``-`` before it for the largest on top; empty for the order
    in which it came. ``empty`` is said where there are no rows.
    ``is_stacked`` where its rows become cards on phones; else it scrolls sideways by itself. ``css`` marks
    what holds it. ``has_drawing`` where its rows of bars and lines are taken away as one drawing, which is
    called by ``key``. ``whole`` is all rows where ``rows`` are but some."""

    key: str
    title: str
    heads: tuple[Head, ...]
    rows: tuple[Row, ...]
    totals: tuple[Row, ...] = ()
    note: str = ""
    order: str = ""
    empty: str = ""
    is_stacked: bool = True
    css: str = ""
    has_drawing: bool = False
    whole: LongRows | None = None

    @property
    def count(self) -> int:
        """How many rows there are, held or not."""
        return self.whole.count if self.whole else len(self.rows)

    @property
    def is_wide(self) -> bool:
        """Whether its columns may need more than the width of a page; what stands beneath a link is wider
        than a number."""
        most = MOST_HEADS if not any(head.href for head in self.heads) else MOST_LINKED_HEADS
        return len(self.heads) > most

    def without_empty(self, *keys: str) -> "DataTable":
        """Without those of the columns ``keys`` in which no row and no total says anything."""
        rows = (*self.rows, *self.totals)
        kept = [
            place
            for place, head in enumerate(self.heads)
            if head.key not in keys or any(row.cells[place].says_something for row in rows)
        ]
        if not self.rows or len(kept) == len(self.heads):
            return self
        return replace(
            self,
            heads=tuple(self.heads[place] for place in kept),
            rows=tuple(row.with_cells(kept) for row in self.rows),
            totals=tuple(row.with_cells(kept) for row in self.totals),
        )

    def arranged(self, order: str) -> "DataTable":
        """The rows sorted by a column as an address names it; unchanged by one that the table does not sort
        by. What is empty comes last either way, equals stay in their order, and rows beneath others stay
        there."""
        key = order.removeprefix("-")
        places = [place for place, head in enumerate(self.heads) if head.key == key and head.is_sortable]
        if not places:
            return self
        rows = beneath("", self.rows, places[0], is_descending=order.startswith("-"))
        return replace(self, rows=tuple(rows), order=order)


def beneath(parent: str, rows: tuple[Row, ...], place: int, *, is_descending: bool) -> list[Row]:
    """The rows of one parent sorted by a column, each followed by its own."""
    found: list[Row] = []
    for row in sorted_rows([row for row in rows if row.parent == parent], place, is_descending=is_descending):
        found += [row, *beneath(row.key, rows, place, is_descending=is_descending)]
    return found


def sorted_rows(rows: list[Row], place: int, *, is_descending: bool) -> list[Row]:
    keys = [(ordered_by(row.cells[place]), row) for row in rows]
    filled = [(key, row) for key, row in keys if key is not None]
    # Sorting backwards keeps equals in their order.
    filled.sort(key=lambda pair: pair[0], reverse=is_descending)
    return [*(row for _key, row in filled), *(row for key, row in keys if key is None)]


def ordered_by(cell: Cell) -> tuple[int, Any] | None:
    """What a cell is sorted by: numbers before days before words; None where it is empty."""
    match cell.value if cell.order is None else cell.order:
        case None | "":
            return None
        case Number(value=value):
            return 0, value
        case int() as value:
            return 0, Decimal(value)
        case dt.date() as value:
            return 1, value.isoformat()
        case value:
            return 2, str(value).lower()
