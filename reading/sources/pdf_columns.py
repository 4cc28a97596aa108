"""Tables of a PDF without drawn lines: columns by the names above them and the gaps between them."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from reading.late_pattern import LatePattern
from reading.markers import is_section_start
from reading.numerals import compact
from reading.sources.cells import Cell
from reading.sources.pdf_cells import Placed, cell_lines
from reading.sources.pdf_pages import Line, Piece
from reading.tables.contents import is_number
from reading.tables.headers import ColumnKind, column_of, is_known, names_duties

_LEVEL = 0.4  # of the size of type: baselines nearer than that are one
_FARTHEST = 4.0  # of the size of type: rows stand no farther apart
_OTHER_SIZE = 0.15
_OFF = 0.3  # of the size of type: so far from its place the begin of a column may be reckoned
_PAGE_NUMBER = LatePattern(r"[-—–·第共页/0-9]{1,12}")
_GAPS = "\u200a\u3000 "
_SLIP = 3.0  # points that a piece may reach over the edge of its column


@dataclass(frozen=True, slots=True)
class Level:
    """What stands on one baseline; ``origin`` are the lines as the page has them, where they were cut."""

    lines: tuple[Line, ...]
    origin: tuple[Line, ...] = ()

    @property
    def bottom(self) -> float:
        return self.lines[0].bottom

    @property
    def text(self) -> str:
        return "".join(line.text for line in self.lines)

    @property
    def size(self) -> float:
        return self.lines[0].size

    @property
    def pieces(self) -> list[Piece]:
        return sorted((piece for line in self.lines for piece in line.pieces), key=lambda piece: piece.left)


@dataclass(frozen=True, slots=True)
class Columns:
    """The edges between the columns, their names, and the size of the type."""

    edges: tuple[float, ...]
    names: tuple[str, ...]
    size: float
    lefts: tuple[float, ...] = ()

    def cut(self, level: Level) -> Level:
        """``level`` with its pieces cut where a column begins, if the rows begin where the names do."""
        return cut_level(level, self.lefts) if self.lefts else level

    def holds(self, level: Level) -> bool:
        """Whether everything on a baseline stands in the columns."""
        if self.lefts and not all(_is_near(piece.left, self.lefts) for piece in level.pieces):
            return False
        return all(self.column_of(piece) is not None for piece in level.pieces)

    def column_of(self, piece: Piece) -> int | None:
        """The column that a piece stands in; ``None`` for one that reaches over an edge."""
        column = sum(1 for edge in self.edges if edge <= piece.middle)
        left = self.edges[column - 1] if column else float("-inf")
        right = self.edges[column] if column < len(self.edges) else float("inf")
        return column if left - _SLIP <= piece.left and piece.right <= right + _SLIP else None

    @property
    def has_number(self) -> bool:
        return column_of(self.names[0]).kind is ColumnKind.NUMBER


@dataclass(frozen=True, slots=True)
class Found:
    """A table of a page: its rows, the lines it is made of (by identity), its highest and lowest baseline."""

    rows: list[list[Cell]]
    taken: frozenset[int]
    top: float
    foot: float
    columns: Columns


def below_header(lines: Sequence[Line]) -> Found | None:
    """The first table whose names stand beside one another: each is known, and they share out duties."""
    levels = _levels(lines)
    for number, level in enumerate(levels):
        names = _names(level)
        if not names:
            continue
        if all(_PAGE_NUMBER.fullmatch(compact(below.text)) for below in levels[number + 1 :]):
            return _found([_header(names)], [level], _begun(level, names, level.size))
        columns = _columns(level, names, levels[number + 1 :])
        if columns is None:
            continue
        body = [columns.cut(below) for below in levels[number + 1 :]]
        taken = _taken(body, columns, level.bottom)
        if rows := _rows(taken, columns):
            return _found([_header(names), *rows], [level, *taken], columns)
    return None


def below_page_top(lines: Sequence[Line], columns: Columns) -> Found | None:
    """What goes on at the top of a page of a table with these columns, without its names."""
    levels = _levels(lines)
    if not levels or _names(levels[0]):
        return None
    taken = _taken([columns.cut(level) for level in levels], columns, levels[0].bottom)
    rows = _rows(taken, columns) if taken and len(taken[0].pieces) > 1 else []
    return _found(rows, taken, columns) if rows else None


def _found(rows: list[list[Cell]], levels: Sequence[Level], columns: Columns) -> Found:
    taken = frozenset(id(line) for level in levels for line in level.origin or level.lines)
    return Found(rows, taken, levels[0].bottom, levels[-1].bottom, columns)


def _levels(lines: Sequence[Line]) -> list[Level]:
    """The lines by their baselines, from the top."""
    levels: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: -line.bottom):
        if levels and levels[-1][0].bottom - line.bottom < line.size * _LEVEL:
            levels[-1].append(line)
        else:
            levels.append([line])
    return [Level(tuple(level)) for level in levels]


def _columns(header: Level, names: Sequence[str], below: Sequence[Level]) -> Columns | None:
    """The columns below the names: they begin where these do, or the gaps between what stands below part
    them. ``None`` where neither holds."""
    lefts = tuple(piece.left for piece in header.pieces)
    first = below[:1]
    cut = [cut_level(level, lefts) for level in first]
    if cut and all(_is_near(piece.left, lefts) for piece in cut[0].pieces) and len(cut[0].pieces) > 1:
        return _begun(header, names, first[0].size)
    body = _near(below, header)
    found = _edges(header.pieces, body)
    return None if found is None else Columns(found, tuple(names), _size(body) if body else header.size)


def _begun(header: Level, names: Sequence[str], size: float) -> Columns:
    """The columns that begin where their names do."""
    lefts = tuple(piece.left for piece in header.pieces)
    return Columns(tuple(left - _SLIP / 2 for left in lefts[1:]), tuple(names), size, lefts)


def _header(names: Sequence[str]) -> list[Cell]:
    return [Cell(place, 1, (name,)) for place, name in enumerate(names)]


def _is_near(place: float, places: Sequence[float]) -> bool:
    return any(abs(place - other) <= _SLIP for other in places)


def cut_level(level: Level, lefts: Sequence[float]) -> Level:
    """The pieces of a baseline cut before each of the places that a character begins at."""
    lines = tuple(
        replace(line, pieces=tuple(part for piece in line.pieces for part in _cut(piece, lefts, line.size)))
        for line in level.lines
    )
    return Level(lines, level.origin or level.lines)


def _cut(piece: Piece, lefts: Sequence[float], size: float) -> list[Piece]:
    inside = [left for left in lefts if piece.left + size < left < piece.right - size * 0.4]
    if not inside:
        return [piece]
    total = sum(map(_cells, piece.text)) or 1
    scale = (piece.right - piece.left) / total
    begins = [piece.left, *(piece.left + scale * done for done in accumulate(map(_cells, piece.text)))]
    cuts = [
        number
        for left in inside
        for number in [min(range(len(begins)), key=lambda number: abs(begins[number] - left))]
        if abs(begins[number] - left) <= size * _OFF
    ]
    bounds = [0, *cuts, len(piece.text)]
    return [
        Piece(text, begins[begin], begins[end])
        for begin, end in pairwise(bounds)
        if (text := piece.text[begin:end].strip(_GAPS))
    ]


def _cells(character: str) -> int:
    return 0 if character in _GAPS else 1 if character.isascii() else 2


def _names(level: Level) -> list[str]:
    names = [compact(piece.text) for piece in level.pieces]
    is_header = len(names) > 1 and all(map(is_known, names)) and names_duties(list(map(column_of, names)))
    return names if is_header else []


def _near(levels: Sequence[Level], header: Level) -> list[Level]:
    """The levels below the names that may be rows: near one another, none with a piece over two names."""
    middles = [piece.middle for piece in header.pieces]
    near: list[Level] = []
    above = header
    for level in levels:
        is_far = above.bottom - level.bottom > _FARTHEST * max(level.size, header.size)
        over = any(
            sum(1 for middle in middles if piece.left < middle < piece.right) > 1 for piece in level.pieces
        )
        if is_far or over or abs(level.size - (near or [level])[0].size) > _OTHER_SIZE * level.size:
            break
        near.append(level)
        above = level
    return near


def _edges(header: Sequence[Piece], body: Sequence[Level]) -> tuple[float, ...] | None:
    """The middles of the widest gaps between the names that no piece below reaches into."""
    pieces = [*header, *(piece for level in body for piece in level.pieces)]
    edges = []
    for name, following in pairwise(header):
        begin, end = name.middle, following.middle
        inside = sorted(
            (piece.left, piece.right) for piece in pieces if piece.right > begin and piece.left < end
        )
        best, at = (0.0, begin), begin
        for left, right in inside:
            best = max(best, (left - at, (left + at) / 2))
            at = max(at, right)
        best = max(best, (end - at, (end + at) / 2))
        if best[0] < _SLIP / 2:
            return None
        edges.append(best[1])
    return tuple(edges)


def _size(levels: Sequence[Level]) -> float:
    return Counter(round(level.size, 1) for level in levels).most_common(1)[0][0]


def _taken(levels: Sequence[Level], columns: Columns, above: float) -> list[Level]:
    """The levels that stand in the columns, up to the first that does not."""
    taken: list[Level] = []
    for level in levels:
        is_other = abs(level.size - columns.size) > columns.size * _OTHER_SIZE
        is_far = above - level.bottom > _FARTHEST * columns.size
        if is_other or is_far or not columns.holds(level):
            break
        if len(level.pieces) == 1 and is_section_start(level.pieces[0].text):
            break
        taken.append(level)
        above = level.bottom
    return taken


def _rows(levels: Sequence[Level], columns: Columns) -> list[list[Cell]]:
    """The rows of the levels: as the numbers begin them, or as wider gaps part them."""
    groups: list[list[Level]] = []
    begins = _begins(levels, columns)
    for level, is_first in zip(levels, begins, strict=True):
        if is_first or not groups:
            groups.append([level])
        else:
            groups[-1].append(level)
    widths = _widths(levels, columns)
    return [_row(group, columns, widths) for group in groups]


def _begins(levels: Sequence[Level], columns: Columns) -> list[bool]:
    """Which levels begin a row."""
    numbered = [_is_numbered(level, columns) for level in levels]
    if columns.has_number and numbered and numbered[0]:
        return numbered
    gaps = [above.bottom - level.bottom for above, level in pairwise(levels)]
    if not gaps:
        return [True] * len(levels)
    closest = min(gaps)
    if max(gaps) > closest * 1.15:
        return [True, *(gap > closest * 1.15 for gap in gaps)]
    filled = max(len(level.pieces) for level in levels)
    return [number == 0 or len(level.pieces) == filled for number, level in enumerate(levels)]


def _is_numbered(level: Level, columns: Columns) -> bool:
    first = level.pieces[0]
    return columns.column_of(first) == 0 and is_number(first.text)


def _row(levels: Sequence[Level], columns: Columns, widths: dict[int, float]) -> list[Cell]:
    placed: dict[int, list[Placed]] = defaultdict(list)
    for level in levels:
        for piece in level.pieces:
            placed[columns.column_of(piece) or 0].append(Placed(piece, level.bottom, level.size))
    return [
        Cell(column, 1, cell_lines(placed.get(column, ()), widths.get(column, 0.0)))
        for column in range(len(columns.names))
    ]


def _widths(levels: Sequence[Level], columns: Columns) -> dict[int, float]:
    """How far the lines of each column reach: the widest of them, where it fills most of the column."""
    widths: dict[int, float] = {}
    for level in levels:
        for piece in level.pieces:
            column = columns.column_of(piece) or 0
            widths[column] = max(widths.get(column, 0.0), piece.right - piece.left)
    for column, width in widths.items():
        if 0 < column < len(columns.edges):
            room = columns.edges[column] - columns.edges[column - 1]
            widths[column] = width + columns.size if width > room * 0.6 else room
        else:
            widths[column] = width + columns.size
    return widths
