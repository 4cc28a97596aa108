"""Finding the tables among the lines of a text, whatever parts their cells."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reading.late_pattern import LatePattern
from reading.markers import read_marker
from reading.tables.aligned import aligned_header, aligned_table
from reading.tables.cells import Row, Table, cell
from reading.tables.contents import is_number, says_owners
from reading.tables.fitting import fitted
from reading.tables.headers import Column, ColumnKind, Header, is_known, may_name_owners, read_header
from reading.tables.limits import Count, cell_count
from reading.tables.lines import SourceLine, source_lines
from reading.tables.separated import separated_table, sign_of
from reading.tables.stacked import stacked_header, stacked_names, stacked_table
from reading.vocabulary import (
    DEPARTMENT,
    LEADING_PEOPLE,
    NUMBER_COLUMN,
    TEXT_COLUMN,
    TIME_COLUMN,
    UNIT,
)

_WIDE_GAP = LatePattern(r"\S(?: {2,}|\u3000+)\S")
_WIDE_PIECE = LatePattern(r"\S+(?: \S+)*")
_CANDIDATE = LatePattern(
    rf"[\t|｜│┃║]|\S(?: {{2,}}|\u3000+)\S"
    rf"|^[ \u3000]*(?=[\u4e00-\u9fff][ \u3000]"
    rf"|(?:{NUMBER_COLUMN}|{TEXT_COLUMN}|{TIME_COLUMN}|{LEADING_PEOPLE}|[^\s。；，：]{{2,6}}(?:{UNIT}|{DEPARTMENT}))"
    rf"(?:[（(【]\S{{0,20}})?(?:[ \u3000]|$))",
    re.MULTILINE,
)
"""What a line has that may be one of a table: signs or gaps between cells, or the name of a column first."""
_LONGEST_HEADER = 160
_LONGEST_NAME = 30
_LONGEST_CELL = 200
_MOST_OTHERS = 200
"""So many tables that are none of duties are shown."""
_FEWEST_ROWS = 3
_FEWEST_COLUMNS = 3


@dataclass(frozen=True, slots=True)
class Found:
    """A table of the source. Without ``header`` its rows are not read as duties; ``is_doubtful`` tells
    that it seems to share out duties all the same."""

    table: Table
    header: Header | None
    is_doubtful: bool = False


def find_tables(source: str) -> list[Found]:
    """The tables of ``source`` in order. Takes time linear in its length; raises DocumentError for more cells
    than can be read."""
    if not _CANDIDATE.search(source):
        return []
    lines = source_lines(source)
    count = cell_count()
    found: list[Found] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        if not _CANDIDATE.search(line.text):
            at += 1
            continue
        sign = sign_of(line)
        if sign is not None:
            table, at = separated_table(lines, at, sign)
            found += _sorted_out(table) if table else []
        elif named := _named(lines, at):
            each, at = named
            found.append(each)
        elif laid := _laid_in_columns(lines, at):
            each, at = laid
            found.append(each)
        else:
            at += 1
            continue
        _count(count, found[-1:])
    others = [each for each in found if each.header is None]
    return found if len(others) <= _MOST_OTHERS else [each for each in found if each.header]


def _count(count: Count, found: Sequence[Found]) -> None:
    """Count the cells of the table found last, if it is one of duties."""
    for each in found:
        if each.header:
            count.add(sum(len(row.cells) for row in each.table.rows))


def _named(lines: Sequence[SourceLine], at: int) -> tuple[Found, int] | None:
    """The table whose columns are named at ``lines[at]``, with blanks between them or one a line."""
    text = lines[at].text
    if len(text) > _LONGEST_HEADER or not _may_name(text):
        return None
    if columns := aligned_header(lines[at]):
        table, end = aligned_table(lines, at, columns)
        header = read_header(table.rows)
        return Found(table, header, is_doubtful=header is None), end
    if stack := stacked_header(lines, at):
        if _ends_title(lines, at, stack):
            return None
        if read := stacked_table(lines, at, stack):
            header = read_header(read[0].rows)
            return Found(read[0], header, is_doubtful=header is None), read[1]
        names, end = stacked_names(lines, at, len(stack))
        return Found(Table((names,)), None, is_doubtful=True), end
    return None


def _ends_title(lines: Sequence[SourceLine], at: int, columns: tuple[Column, ...]) -> bool:
    """Whether the first of the names is the last line of the title above (…工作要点): only the table of the
    others has rows that hold what its columns say."""
    if columns[0].kind is not ColumnKind.TEXT or stacked_header(lines, at + 1) != columns[1:]:
        return False
    read, other = stacked_table(lines, at, columns), stacked_table(lines, at + 1, columns[1:])
    return other is not None and not _is_unfit(other[0]) and (read is None or _is_unfit(read[0]))


def _is_unfit(table: Table) -> bool:
    return any(row.is_unfit for row in table.rows)


def _may_name(text: str) -> bool:
    """A quick look: whether a line begins with the name of a column."""
    words = text.split(maxsplit=1)
    if not words or len(words[0]) > _LONGEST_NAME:
        return False
    return is_known(words[0]) or (len(words[0]) == 1 and len(text) <= _LONGEST_HEADER)


def _sorted_out(table: Table) -> list[Found]:
    """A table of rows with signs: one of duties, another one, or none at all but lines with tabs."""
    if header := read_header(table.rows):
        return [Found(fitted(table, header), header)]
    if not _is_table(table):
        return []
    is_doubtful = may_name_owners(table.rows) or _is_headless(table.rows)
    return [Found(table, None, is_doubtful)]


def _is_table(table: Table) -> bool:
    """Whether rows with signs between their cells are a table, and no numbers set off from their text."""
    rows = [row for row in table.rows if len(row.filled) > 1]
    widest = max((len(row.filled) for row in rows), default=0)
    if len(rows) < 2 or (widest < _FEWEST_COLUMNS and len(rows) < _FEWEST_ROWS):
        return False
    if widest < _FEWEST_COLUMNS and all(_is_set_off(row) for row in rows):
        return False
    return all(len(each.text) <= _LONGEST_CELL for row in rows[:50] for each in row.filled)


def _is_set_off(row: Row) -> bool:
    """Whether a row is a number and its text, or an entry of a table of contents and its page."""
    first, last = row.filled[0].text, row.filled[-1].text
    marker = read_marker(first)
    return bool(marker and marker.length >= len(first)) or is_number(last) or is_number(first)


def _is_headless(rows: Sequence[Row]) -> bool:
    """Whether the first row is a duty already: its number, its text and who is responsible."""
    texts = [each.text for each in rows[0].filled]
    return len(texts) >= _FEWEST_COLUMNS and is_number(texts[0]) and any(map(says_owners, texts[1:]))


def _laid_in_columns(lines: Sequence[SourceLine], at: int) -> tuple[Found, int] | None:
    """Lines of as many pieces each, with wide gaps between them: a table whose names say nothing known."""
    rows: list[Row] = []
    for line in lines[at : at + 500]:
        if len(line.text) > 2 * _LONGEST_CELL or not _WIDE_GAP.search(line.text):
            break
        pieces = [(found.group(), line.at + found.start()) for found in _WIDE_PIECE.finditer(line.text)]
        if len(pieces) < _FEWEST_COLUMNS or (rows and len(pieces) != len(rows[0].cells)):
            break
        cells = tuple(cell(column, *piece) for column, piece in enumerate(pieces))
        rows.append(Row(cells, line.at, line.ends_at))
    if len(rows) < _FEWEST_ROWS:
        return None
    is_doubtful = may_name_owners(rows) or _is_headless(rows)
    return Found(Table(tuple(rows)), None, is_doubtful), at + len(rows)
