"""Tables with one cell a line, as web pages leave them when their text is copied."""

from collections.abc import Sequence

from reading.markers import is_section_start
from reading.numerals import compact
from reading.tables.cells import Cell, Row, Table, cell
from reading.tables.contents import guessed_columns, holds, number_of, says_owners, says_when
from reading.tables.headers import Column, ColumnKind, column_of, is_known, names_duties
from reading.tables.lines import SourceLine

_LONGEST_NAME = 20
_MOST_NAMES = 20
_FEWEST_SECTIONS = 2
_MOST_LINES = 24
"""So many lines more than it has columns a row may have."""


def stacked_header(lines: Sequence[SourceLine], start: int) -> tuple[Column, ...] | None:
    """The columns whose names stand one a line from ``lines[start]`` on, blank lines between them or none."""
    columns: list[Column] = []
    for line in lines[start : start + 2 * _MOST_NAMES]:
        name = compact(line.text) if len(line.text) <= 2 * _LONGEST_NAME else ""
        if line.is_blank and columns:
            continue
        if not name or not is_known(name) or any(column.name == name for column in columns):
            break
        columns.append(column_of(name))
    return tuple(columns) if len(columns) > 1 and names_duties(columns) else None


def stacked_table(
    lines: Sequence[SourceLine], start: int, columns: tuple[Column, ...]
) -> tuple[Table, int] | None:
    """The table below names of columns that stand one a line, and the place after its last line; ``None``
    where no row follows that says what the columns hold."""
    rows: list[Row] = []
    numbers: list[int] = []
    at = end = start
    while (at := _next_content(lines, at)) < len(lines):
        if stacked_header(lines, at) == columns:
            row, at = stacked_names(lines, at, len(columns))
        elif (found := _row(lines, at, columns, numbers)) or (found := _heading(lines, at, columns, numbers)):
            row, at = found
        else:
            break
        rows.append(row)
        end = at
    return (Table(tuple(rows)), end) if any(len(row.cells) > 1 for row in rows[1:]) else None


def _next_content(lines: Sequence[SourceLine], at: int) -> int:
    while at < len(lines) and (lines[at].is_blank or lines[at].is_page_number):
        at += 1
    return at


def stacked_names(lines: Sequence[SourceLine], at: int, count: int) -> tuple[Row, int]:
    """The names that stand one a line from ``lines[at]`` on as a row, and the place after them."""
    names: list[SourceLine] = []
    while len(names) < count:
        if not lines[at].is_blank:
            names.append(lines[at])
        at += 1
    cells = tuple(cell(column, line.text, line.at) for column, line in enumerate(names))
    return Row(cells, names[0].at, names[-1].ends_at), at


def _row(
    lines: Sequence[SourceLine], at: int, columns: tuple[Column, ...], numbers: list[int]
) -> tuple[Row, int] | None:
    """The row that begins at ``lines[at]``, and the place after it."""
    if columns[0].kind is not ColumnKind.NUMBER:
        return _unnumbered(lines, at, columns)
    number = number_of(lines[at].text)
    if number is None or (numbers and not _may_follow(number, numbers[-1])):
        return None
    limit = at + len(columns) + _MOST_LINES
    following = _next_number(lines, at + 1, limit, number + 1, columns)
    inside = list(lines[at + 1 : following or limit])
    if following is None:
        inside = _last(inside, columns[1:])
    elif len(_said(inside)) > len(columns) - 1 and is_section_start(_said(inside)[-1].text.strip()):
        inside = inside[: inside.index(_said(inside)[-1])]
    if not inside:
        return None
    numbers.append(number)
    cells, is_unfit = _cells(inside, columns[1:])
    end = _said(inside)[-1].ends_at
    first = cell(0, lines[at].text, lines[at].at)
    return Row((first, *cells), lines[at].at, end, is_unfit), at + 1 + len(inside)


def _may_follow(number: int, last: int) -> bool:
    """Whether a row's number is the next one, or the first again."""
    return number == last + 1 or (number == 1 and last > 1)


def _said(lines: Sequence[SourceLine]) -> list[SourceLine]:
    return [line for line in lines if not (line.is_blank or line.is_page_number)]


def _next_number(
    lines: Sequence[SourceLine], at: int, limit: int, number: int, columns: tuple[Column, ...]
) -> int | None:
    """Where the next row begins, or the header stands again."""
    for place in range(at, min(limit + 1, len(lines))):
        text = lines[place].text
        if len(text) <= _LONGEST_NAME and (number_of(text) == number or _is_header(lines, place, columns)):
            return place
    return None


def _is_header(lines: Sequence[SourceLine], place: int, columns: tuple[Column, ...]) -> bool:
    """Whether the names of the columns stand again from a line on, or those of another table begin."""
    text = lines[place].text
    return (
        len(text) <= _LONGEST_NAME and compact(text) == columns[0].name and bool(stacked_header(lines, place))
    )


def _last(lines: list[SourceLine], columns: Sequence[Column]) -> list[SourceLine]:
    """Those of ``lines`` that are the last row: as many as it has columns where they hold that, else what
    stands before the end of its owners and times."""
    said = _said(lines)
    taken = said[: len(columns)]
    if len(taken) < len(columns) or not _fits(taken, columns) or _goes_on_with_owners(said, columns):
        owned = [number for number, line in enumerate(said) if says_owners(line.text)]
        until = owned[0] + 1 if owned else 0
        while until < len(said) and (says_owners(said[until].text) or says_when(said[until].text)):
            until += 1
        taken = said[:until]
    return lines[: lines.index(taken[-1]) + 1] if taken else []


def _goes_on_with_owners(said: list[SourceLine], columns: Sequence[Column]) -> bool:
    """Whether owners stand below the lines that would fill the columns, the last of which do not name any."""
    following = said[len(columns) : len(columns) + 1]
    owned = [column.kind is ColumnKind.OWNERS for column in columns]
    named = [says_owners(line.text) for line in said[: len(columns)]]
    return any(says_owners(line.text) for line in following) and any(
        is_owned and not is_named for is_owned, is_named in zip(owned, named, strict=True)
    )


def _fits(lines: Sequence[SourceLine], columns: Sequence[Column]) -> bool:
    return all(holds(column, line.text.strip()) for line, column in zip(lines, columns, strict=True))


def _cells(lines: Sequence[SourceLine], columns: Sequence[Column]) -> tuple[list[Cell], bool]:
    """The lines of a row as cells of ``columns``, and whether they had to be guessed to them."""
    said = _said(lines)
    if len(said) == len(columns):
        return _in_order(said, columns), False
    if len(lines) == len(columns):
        return _in_order(lines, columns), False
    if len(said) > len(columns):
        return _with_long_text(said, columns)
    return _guessed(said, columns), True


def _in_order(lines: Sequence[SourceLine], columns: Sequence[Column]) -> list[Cell]:
    return [cell(number, line.text, line.at) for number, line in enumerate(lines[: len(columns)], 1)]


def _with_long_text(lines: Sequence[SourceLine], columns: Sequence[Column]) -> tuple[list[Cell], bool]:
    """More lines than columns: those too many belong to the first text, unless they name owners."""
    text = next(number for number, column in enumerate(columns) if column.kind is ColumnKind.TEXT)
    more = len(lines) - len(columns)
    inside = lines[text : text + more + 1]
    pieces = tuple(piece for line in inside for piece in cell(0, line.text, line.at).lines)
    cells = [
        *(cell(number, line.text, line.at) for number, line in enumerate(lines[:text], 1)),
        Cell(text + 1, pieces),
        *(
            cell(text + 2 + number, line.text, line.at)
            for number, line in enumerate(lines[text + more + 1 :])
        ),
    ]
    behind = lines[text + more + 1 :]
    is_unfit = any(says_owners(line.text) for line in inside) or not _fits(behind, columns[text + 1 :])
    return cells, is_unfit


def _guessed(lines: Sequence[SourceLine], columns: Sequence[Column]) -> list[Cell]:
    """Fewer lines than columns, each in the column that its words tell."""
    places = guessed_columns([line.text.strip() for line in lines], columns)
    placed = dict(zip(places, lines, strict=True))
    return [
        cell(number + 1, placed[number].text, placed[number].at) if number in placed else Cell(number + 1, ())
        for number in range(len(columns))
    ]


def _unnumbered(lines: Sequence[SourceLine], at: int, columns: tuple[Column, ...]) -> tuple[Row, int] | None:
    """A row without a number: as many lines as there are columns if they hold that, else some text and the
    owners and times below it."""
    limit = min(at + 2 * len(columns) + _MOST_LINES, len(lines))
    again = (place for place in range(at, limit) if _is_header(lines, place, columns))
    inside = list(lines[at : next(again, limit)])
    said = _said(inside)[: len(columns)]
    if len(said) < len(columns) or not _fits(said, columns):
        starts = sum(1 for line in said if is_section_start(line.text.strip()))
        said = _said(_last(inside[: len(columns) + 2], columns)) if starts < _FEWEST_SECTIONS else []
    if not said or says_owners(said[0].text) or not any(says_owners(line.text) for line in said):
        return None
    cells, is_unfit = _cells(said, columns)
    cells = [Cell(each.column - 1, each.lines, each.continues) for each in cells]
    return Row(tuple(cells), said[0].at, said[-1].ends_at, is_unfit), at + inside.index(said[-1]) + 1


def _heading(
    lines: Sequence[SourceLine], at: int, columns: tuple[Column, ...], numbers: list[int]
) -> tuple[Row, int] | None:
    """A line between two rows that heads those below it."""
    line = lines[at]
    if len(line.text.strip()) > 2 * _LONGEST_NAME or not is_section_start(line.text.strip()):
        return None
    following = _next_content(lines, at + 1)
    found = _row(lines, following, columns, list(numbers[-1:])) if following < len(lines) else None
    if found is None or found[0].is_unfit:
        return None
    return Row((cell(0, line.text, line.at),), line.at, line.ends_at), at + 1
