"""Two tables row by row and cell by cell."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from reports.snapshot.document import Align, Cell, Chart, Column, Table
from reports.text_comparison.alignment import Pair, Piece, add_alike, in_order, same_pieces
from reports.text_comparison.numbers import FoundNumber, NumberChange, changed_numbers
from reports.text_comparison.sentences import is_reworded
from tasks.comparison.clauses import same_words
from tasks.comparison.marks import Mark, Op
from tasks.lines.differences import text_marks

# Within rows of the same first cell little likeness is enough.
LIKE_IN_GROUP = 0.2


class RowFate(StrEnum):
    """What became of a row."""

    KEPT = "kept"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell of two tables under one column; None where one of them has no such row or column."""

    before: str | None
    after: str | None
    differs: bool

    @property
    def numbers(self) -> tuple[NumberChange, ...]:
        """The figures that differ (computed each time)."""
        return changed_numbers(self.before or "", self.after or "") if self.differs else ()

    @property
    def text(self) -> str:
        """What it says now, else what it said."""
        return (self.before if self.after is None else self.after) or ""

    @property
    def marks(self) -> tuple[Mark, ...]:
        """Its text with what was changed in it (computed each time)."""
        if not self.differs:
            return (Mark(Op.EQUAL, self.text),) if self.text else ()
        return tuple(text_marks(self.before or "", self.after or ""))


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row of two tables, its cells under the columns of the comparison."""

    fate: RowFate
    cells: tuple[CellChange, ...]

    @property
    def differs(self) -> bool:
        return self.fate is not RowFate.KEPT


@dataclass(frozen=True, slots=True)
class TableChange:
    """Two tables as one: title and notes of both, the columns of both, and every row of both once."""

    title: CellChange
    columns: tuple[Column, ...]
    rows: tuple[RowChange, ...]
    notes: CellChange
    figures: tuple[FoundNumber, ...]
    has_other_columns: bool = False

    @property
    def differs(self) -> bool:
        others = any(row.differs for row in self.rows)
        return self.title.differs or self.notes.differs or self.has_other_columns or others


def table_change(before: Table, after: Table) -> TableChange:
    """What became of the rows and cells; columns are matched by title, rows by their first cell."""
    columns = _columns(before, after)
    rows = tuple(
        _row_change(pair, before.rows, after.rows, columns) for pair in _row_pairs(before.rows, after.rows)
    )
    title, notes = _cell(before.title, after.title), _cell("\n".join(before.notes), "\n".join(after.notes))
    figures = (*_figures(title, ""), *_figures_in(rows, columns), *_figures(notes, ""))
    others = [each.column.title for each in columns if each.before is None or each.after is None]
    return TableChange(title, tuple(each.column for each in columns), rows, notes, figures, bool(others))


def _figures_in(rows: Iterable[RowChange], columns: Sequence["_ColumnPair"]) -> Iterator[FoundNumber]:
    """The figures that differ in the cells, each called by its row and its column."""
    for row in rows:
        label = next((cell.text for cell in row.cells if not _is_mere_number(cell.text)), "")
        for column, cell in zip(columns, row.cells, strict=True):
            yield from _figures(cell, " · ".join(filter(None, (label, column.column.title))))


def _figures(cell: CellChange, called: str) -> Iterator[FoundNumber]:
    return (FoundNumber(change, called or cell.text) for change in cell.numbers)


@dataclass(frozen=True, slots=True)
class _ColumnPair:
    """A column with its place in both tables; ``is_count``: it only numbers the rows."""

    column: Column
    before: int | None
    after: int | None
    is_count: bool = False


def _columns(before: Table, after: Table) -> list[_ColumnPair]:
    old = [Piece(column.title) for column in before.columns]
    new = [Piece(column.title) for column in after.columns]
    pairs = in_order(same_pieces(old, new), len(old), len(new))
    return [_column_pair(pair, before, after) for pair in pairs]


def _column_pair(pair: Pair, before: Table, after: Table) -> _ColumnPair:
    if pair.after is None:
        assert pair.before is not None  # noqa: S101 (a pair has one of both)
        return _ColumnPair(before.columns[pair.before], pair.before, None)
    is_count = (
        pair.before is not None and _counts(before.rows, pair.before) and _counts(after.rows, pair.after)
    )
    return _ColumnPair(after.columns[pair.after], pair.before, pair.after, is_count)


def _counts(rows: Sequence[Sequence[Cell]], place: int) -> bool:
    return all(row[place].text == str(number) for number, row in enumerate(rows, 1))


def _row_pairs(before: Sequence[Sequence[Cell]], after: Sequence[Sequence[Cell]]) -> list[Pair]:
    """Rows of the same first cell belong together: the same first, then the most alike, then the rest."""
    old, new = [_row_piece(row) for row in before], [_row_piece(row) for row in after]
    partners = same_pieces(old, new)
    _add_single(partners, old, new)
    add_alike(partners, old, new, least=LIKE_IN_GROUP)
    _add_in_order(partners, old, new)
    return in_order(partners, len(old), len(new))


def _row_piece(row: Sequence[Cell]) -> Piece:
    """A row by its words; its kind is its first cell that is no mere number."""
    worded = [cell.text for cell in row if not _is_mere_number(cell.text)]
    return Piece(" ".join(worded), same_words(worded[0]) if worded else "")


def _is_mere_number(text: str) -> bool:
    return not any(sign.isalpha() for sign in text)


def _add_single(partners: dict[int, int], old: Sequence[Piece], new: Sequence[Piece]) -> None:
    """Match the rows whose first cell both tables have once."""
    counts_old, counts_new = (Counter(piece.kind for piece in pieces) for pieces in (old, new))
    places = {piece.kind: place for place, piece in enumerate(old)}
    for place, piece in enumerate(new):
        if counts_old[piece.kind] == counts_new[piece.kind] == 1:
            partners[place] = places[piece.kind]


def _add_in_order(partners: dict[int, int], old: Sequence[Piece], new: Sequence[Piece]) -> None:
    """Match what is left of each first cell one after the other."""
    taken = set(partners.values())
    waiting: dict[str, list[int]] = defaultdict(list)
    for place in reversed(range(len(old))):
        if place not in taken:
            waiting[old[place].kind].append(place)
    for place, piece in enumerate(new):
        if place not in partners and waiting[piece.kind]:
            partners[place] = waiting[piece.kind].pop()


def _row_change(
    pair: Pair,
    before: Sequence[Sequence[Cell]],
    after: Sequence[Sequence[Cell]],
    columns: Iterable[_ColumnPair],
) -> RowChange:
    old = None if pair.before is None else before[pair.before]
    new = None if pair.after is None else after[pair.after]
    cells = tuple(_cells(old, new, columns))
    if old is None or new is None:
        return RowChange(RowFate.ADDED if old is None else RowFate.REMOVED, cells)
    unchanged = RowFate.MOVED if pair.is_moved else RowFate.KEPT
    return RowChange(RowFate.CHANGED if any(cell.differs for cell in cells) else unchanged, cells)


def _cells(
    old: Sequence[Cell] | None, new: Sequence[Cell] | None, columns: Iterable[_ColumnPair]
) -> Iterator[CellChange]:
    for column in columns:
        before = None if old is None or column.before is None else old[column.before].text
        after = None if new is None or column.after is None else new[column.after].text
        yield CellChange(before, after, differs=False) if column.is_count else _cell(before, after)


def _cell(before: str | None, after: str | None) -> CellChange:
    return CellChange(before, after, differs=before != after and is_reworded(before or "", after or ""))


def chart_as_table(chart: Chart) -> Table:
    """The bars of a drawing as rows: what they are called, their value and their goal."""
    columns = (
        Column(_("Name")),
        Column(chart.unit or _("Value"), align=Align.END),
        Column(_("Goal"), align=Align.END),
    )
    rows = tuple((Cell(bar.label), Cell(bar.text), Cell(bar.goal or "")) for bar in chart.bars)
    return Table(chart.title, columns, rows)
