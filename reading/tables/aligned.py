"""Tables whose columns are parted by blanks: set with spaces, one below the other."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from reading.late_pattern import LatePattern
from reading.markers import is_section_start
from reading.numerals import compact
from reading.tables.cells import Cell, Piece, Row, Table, cell
from reading.tables.contents import guessed_columns, holds, is_number
from reading.tables.headers import Column, ColumnKind, column_of, is_known, names_duties
from reading.tables.lines import SourceLine

_WIDE = LatePattern(r"\S+(?:[ \u00a0]\S+)*")
_NARROW = LatePattern(r"\S+")
_LONGEST_HEADER = 160
_LONGEST_ROW = 2000
_NEAR = 3
_WIDEST_GAP = 3


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a header set with blanks: what they hold, and where they begin, in half-width cells."""

    columns: tuple[Column, ...]
    begins: tuple[int, ...]
    is_wide: bool

    @property
    def has_number(self) -> bool:
        return self.columns[0].kind is ColumnKind.NUMBER


def aligned_header(line: SourceLine) -> Columns | None:
    """The columns that a line names, if it has nothing but names of columns with blanks between them."""
    text = line.text
    if len(text) > _LONGEST_HEADER or (" " not in text.strip() and "\u3000" not in text.strip()):
        return None
    for pattern in (_WIDE, _NARROW):
        found = list(pattern.finditer(text))
        names = [compact(each.group()) for each in found]
        if len(found) > 1 and all(map(is_known, names)):
            columns = tuple(map(column_of, names))
            if names_duties(columns) and len(set(names)) == len(names):
                begins = tuple(_width(text[: each.start()]) for each in found)
                return Columns(columns, begins, is_wide=pattern is _WIDE and _has_wide_gap(text))
    return None


def _has_wide_gap(text: str) -> bool:
    return bool(re.search(r"\S(?: {2,}|\u3000)\s*\S", text))


def aligned_table(lines: Sequence[SourceLine], start: int, columns: Columns) -> tuple[Table, int]:
    """The table below a header set with blanks, and the place after its last line."""
    rows = [
        _exact(lines[start], [_piece(lines[start], found) for found in _header_words(lines[start], columns)])
    ]
    end = start + 1
    for at in range(start + 1, len(lines)):
        line = lines[at]
        if line.is_blank or line.is_page_number:
            if at - end >= _WIDEST_GAP:
                break
            continue
        row = _row(line, columns) if len(line.text) <= _LONGEST_ROW else None
        goes_on = at == end and len(rows) > 1
        if row:
            rows.append(row)
        elif goes_on and (joined := _continued(rows[-1], line, columns)):
            rows[-1] = joined
        elif _is_heading(lines, at, columns):
            rows.append(Row((cell(0, line.text, line.at),), line.at, line.ends_at))
        else:
            break
        end = at + 1
    return Table(tuple(rows)), end


def _header_words(line: SourceLine, columns: Columns) -> list[re.Match[str]]:
    wide = list(_WIDE.finditer(line.text))
    return wide if len(wide) == len(columns.columns) else list(_NARROW.finditer(line.text))


def _is_heading(lines: Sequence[SourceLine], at: int, columns: Columns) -> bool:
    """Whether a line between the rows heads those below it: a number and a few words, and a row follows."""
    following = next((line for line in lines[at + 1 : at + 3] if not line.is_blank), None)
    if following is None or len(lines[at].text.strip()) > 40 or aligned_header(following):
        return False
    row = _row(following, columns) if len(following.text) <= _LONGEST_ROW else None
    return row is not None and (is_section_start(lines[at].text.strip()) or not row.is_unfit)


def _row(line: SourceLine, columns: Columns) -> Row | None:
    """The row that a line is: as many pieces as there are columns, or pieces that stand below their names."""
    if header := aligned_header(line):
        return _exact(line, [_piece(line, found) for found in _header_words(line, header)])
    pieces = [_piece(line, found) for found in _WIDE.finditer(line.text)]
    if not pieces or not _begins_row(line, pieces[0], columns):
        return None
    words = [_piece(line, found) for found in _NARROW.finditer(line.text)]
    if len(pieces) != len(columns.columns):
        if len(words) == len(columns.columns) and _fits(words, columns):
            return _exact(line, words)
        pieces = _parted(pieces, words, columns)
    if len(pieces) < 2:
        return None
    return _sorted_in(line, pieces, words, columns)


def _sorted_in(line: SourceLine, pieces: list[Piece], words: list[Piece], columns: Columns) -> Row:
    """The row of several pieces: in the order of the columns, by their words or by where they stand."""
    if len(pieces) == len(columns.columns) and _fits(pieces, columns):
        return _exact(line, pieces)
    if not columns.is_wide and len(words) < len(columns.columns):
        return _guessed(line, words, columns)
    return _placed(line, pieces, columns)


def _guessed(line: SourceLine, words: list[Piece], columns: Columns) -> Row:
    """The row of a table with single blanks that leaves cells out: each word in the column it may be of."""
    places = guessed_columns([word.text for word in words], columns.columns)
    placed = dict(zip(places, words, strict=True))
    cells = tuple(
        cell(column, placed[column].text, placed[column].at) if column in placed else Cell(column, ())
        for column in range(len(columns.columns))
    )
    return Row(cells, line.at, line.ends_at, is_unfit=True)


def _begins_row(line: SourceLine, first: Piece, columns: Columns) -> bool:
    """Whether a line begins with a number where the rows have one, else below the first column."""
    if columns.has_number:
        return is_number(first.text.split(maxsplit=1)[0])
    return abs(_width(line.text[: first.at - line.at]) - columns.begins[0]) <= _NEAR


def _parted(pieces: list[Piece], words: list[Piece], columns: Columns) -> list[Piece]:
    """Pieces with a number parted from the text that one blank parts it from: 1 完善制度."""
    if not columns.has_number or len(words) < 2 or pieces[0].text == words[0].text:
        return pieces
    rest = Piece(pieces[0].text[words[1].at - pieces[0].at :], words[1].at)
    return [words[0], rest, *pieces[1:]]


def _fits(pieces: Sequence[Piece], columns: Columns) -> bool:
    """Whether pieces in the order of the columns say what these hold."""
    return all(holds(column, piece.text) for piece, column in zip(pieces, columns.columns, strict=True))


def _placed(line: SourceLine, pieces: list[Piece], columns: Columns) -> Row:
    """The row whose pieces are put below the names of the columns they stand under; in doubt where one
    stands under none, or where a cell does not hold what its column does."""
    cells: dict[int, list[Piece]] = {}
    is_unfit = not columns.is_wide
    for piece in pieces:
        width = _width(line.text[: piece.at - line.at])
        column = _column_at(width, columns)
        is_below = abs(columns.begins[column] - width) <= _NEAR
        is_unfit = is_unfit or not (is_below or column in cells)
        cells.setdefault(column, []).append(piece)
    placed = tuple(_cell(column, cells.get(column, []), line) for column in range(len(columns.columns)))
    is_unfit = is_unfit or not all(
        holds(column, cell.text) for cell, column in zip(placed, columns.columns, strict=True) if cell.lines
    )
    return Row(placed, line.at, line.ends_at, is_unfit)


def _column_at(width: int, columns: Columns) -> int:
    """The last column whose name begins at a place or left of it."""
    return max(bisect_right(columns.begins, width + _NEAR) - 1, 0)


def _cell(column: int, pieces: list[Piece], line: SourceLine) -> Cell:
    """The cell with these pieces of one line, and the blanks between them."""
    if not pieces:
        return Cell(column, ())
    begin, end = pieces[0].at, pieces[-1].ends_at
    return cell(column, line.text[begin - line.at : end - line.at], begin)


def _exact(line: SourceLine, pieces: Sequence[Piece]) -> Row:
    cells = tuple(cell(column, piece.text, piece.at) for column, piece in enumerate(pieces))
    return Row(cells, line.at, line.ends_at)


def _continued(row: Row, line: SourceLine, columns: Columns) -> Row | None:
    """``row`` with what a line below it adds to its cells, each piece below the begin of its column."""
    pieces = [_piece(line, found) for found in _WIDE.finditer(line.text)]
    if not columns.is_wide or not line.text[:1].isspace() or is_section_start(pieces[0].text):
        return None
    cells = list(row.cells)
    for piece in pieces:
        width = _width(line.text[: piece.at - line.at])
        column = _column_at(width, columns)
        if abs(columns.begins[column] - width) > _NEAR or not _leaves_room(width, piece, column, columns):
            return None
        before = cells[column]
        cells[column] = replace(before, lines=(*before.lines, piece), is_wrapped=True)
    return replace(row, cells=tuple(cells), ends_at=line.ends_at)


def _leaves_room(width: int, piece: Piece, column: int, columns: Columns) -> bool:
    """Whether a piece ends before the next column begins."""
    following = columns.begins[column + 1 : column + 2]
    if not following:
        return len(piece.text) <= 40
    return width + _width(piece.text) <= following[0] + 1


def _piece(line: SourceLine, found: re.Match[str]) -> Piece:
    return Piece(found.group(), line.at + found.start())


def _width(text: str) -> int:
    """Its width in half-width cells."""
    return sum(1 if character.isascii() else 2 for character in text)
