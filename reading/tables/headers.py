"""What the columns of a table hold, by the rows that name them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import islice

from reading.late_pattern import LatePattern
from reading.owners.labels import OWNER_LABEL_LINE
from reading.tables.cells import Row
from reading.tables.limits import MOST_COLUMNS
from reading.vocabulary import (
    ANSWERS,
    CATEGORY_COLUMN,
    CONTACT_COLUMN,
    DEPARTMENT,
    DIVISIONS,
    GUIDING,
    LEADING_PEOPLE,
    NUMBER_COLUMN,
    SHARES_OUT,
    TEXT_COLUMN,
    TIME_COLUMN,
    TIME_LABEL,
    UNIT,
    one_of,
)

_BRACKETS = LatePattern(r"[（(【〔\[].*?[）)】〕\]]")
_JOINTS = LatePattern(r"[及和与、/／]|以及")
_GUIDES = LatePattern(rf"(?:业务|工作)?{one_of(GUIDING)}{one_of((UNIT, DEPARTMENT))}")
_PEOPLE = LatePattern(LEADING_PEOPLE)
_CONTACTS = LatePattern(CONTACT_COLUMN)
_TIME = LatePattern(TIME_COLUMN)
_TIME_LABEL = LatePattern(TIME_LABEL)
_NUMBER = LatePattern(NUMBER_COLUMN)
_CATEGORY = LatePattern(CATEGORY_COLUMN)
_TEXT = LatePattern(TEXT_COLUMN)
_SHARES_OUT = LatePattern(SHARES_OUT)
_LATEST_HEADER = 3
_MOST_HEADER_ROWS = 3
_LONGEST_NAME = 30


class ColumnKind(StrEnum):
    """What the cells of a column say."""

    NUMBER = "number"
    TEXT = "text"
    OWNERS = "owners"
    PEOPLE = "people"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name as printed, what it holds, and the label before what its cells say."""

    name: str
    kind: ColumnKind
    label: str = ""
    is_category: bool = False


@dataclass(frozen=True, slots=True)
class Header:
    """The columns of a table, and which of its rows name them (``begin`` to ``end``)."""

    columns: tuple[Column, ...]
    begin: int
    end: int

    def of_kind(self, *kinds: ColumnKind) -> list[int]:
        return [number for number, column in enumerate(self.columns) if column.kind in kinds]


def read_header(rows: Sequence[Row]) -> Header | None:
    """The header of a table of duties: it names owners and something else, in one of the first rows, and the
    rows below that part its columns further belong to it. ``None`` for any other table."""
    for number, row in enumerate(islice(rows, _LATEST_HEADER)):
        if len(row.filled) < 2 or len(row.cells) > MOST_COLUMNS:
            continue
        end = number + 1
        while end < min(len(rows), number + _MOST_HEADER_ROWS) and parts_header(rows[end]):
            end += 1
        columns = _columns(rows[number:end])
        if names_duties(columns):
            return Header(columns, number, end) if end < len(rows) else None
    return None


def is_header_row(row: Row) -> bool:
    """Whether a row by itself names the columns of a table of duties."""
    return (
        len(row.filled) > 1
        and len(row.filled[0].plain) <= _LONGEST_NAME
        and names_duties([column_of(cell.plain) for cell in row.cells])
    )


def names_duties(columns: Sequence[Column]) -> bool:
    """Whether columns with these names say who does what: units, or persons beside a task."""
    texts = [column for column in columns if column.kind is ColumnKind.TEXT and column.name]
    if any(column.kind is ColumnKind.OWNERS for column in columns):
        return bool(texts)
    return any(column.kind is ColumnKind.PEOPLE and _answers(column) for column in columns) and any(
        is_known(column.name) for column in texts
    )


def _answers(column: Column) -> bool:
    """Whether the persons of a column answer for the row, and are not only whom one may call."""
    return not _CONTACTS.fullmatch(column.label) and not column.label.startswith(ANSWERS)


def may_name_owners(rows: Sequence[Row]) -> bool:
    """Whether the first rows of a table speak of who is responsible in words of their own."""
    heads = [cell.plain for row in rows[:2] for cell in row.filled]
    return any(len(name) <= _LONGEST_NAME and _SHARES_OUT.search(name) for name in heads)


def parts_header(row: Row) -> bool:
    """Whether a row below the header names its parts: 牵头单位 and 配合单位 below 责任单位."""
    return bool(row.filled) and all(
        column_of(cell.plain).kind in {ColumnKind.OWNERS, ColumnKind.PEOPLE, ColumnKind.TIME}
        for cell in row.filled
    )


def _columns(rows: Sequence[Row]) -> tuple[Column, ...]:
    count = max(len(row.cells) for row in rows)
    return tuple(_column([_name(row, number) for row in rows], number, rows) for number in range(count))


def _name(row: Row, number: int) -> str:
    return row.cells[number].plain if number < len(row.cells) else ""


def _column(names: list[str], number: int, rows: Sequence[Row]) -> Column:
    """The column below ``names``: the lowest says what it is, else the one above it, which may reach over
    several columns."""
    lowest = next((name for name in reversed(names) if name), "")
    above = [name for name in names if name and name != lowest]
    if not names[0] and len(names) > 1:
        above = [_to_the_left(rows[0], number), *above]
    for name in (lowest, *(f"{upper}{lowest}" for upper in reversed(above)), *reversed(above)):
        column = column_of(name)
        if column.kind is not ColumnKind.TEXT:
            return column
    return column_of(lowest)


def _to_the_left(row: Row, number: int) -> str:
    return next((cell.plain for cell in reversed(row.cells[:number]) if cell.lines), "")


@lru_cache(maxsize=2048)
def column_of(name: str) -> Column:
    """What a column of this name holds; any name that says nothing else is one of text."""
    words = _BRACKETS.sub("", name[: 4 * _LONGEST_NAME])
    if not words or len(words) > _LONGEST_NAME or re.search("[：:。；，]", words):
        return Column(name, ColumnKind.TEXT)
    if _NUMBER.fullmatch(words):
        return Column(name, ColumnKind.NUMBER)
    for part in (words, *filter(None, _JOINTS.split(words))):
        if found := _labelled(name, part):
            return found
    return Column(name, ColumnKind.TEXT, is_category=bool(_CATEGORY.fullmatch(words)))


def _labelled(name: str, words: str) -> Column | None:
    if _PEOPLE.fullmatch(words) or _CONTACTS.fullmatch(words):
        return Column(name, ColumnKind.PEOPLE, words)
    for label in (words, f"{words}{UNIT}"):
        if OWNER_LABEL_LINE.fullmatch(f"{label}：") or _GUIDES.fullmatch(label):
            return Column(name, ColumnKind.OWNERS, label)
    if words in DIVISIONS:
        return Column(name, ColumnKind.OWNERS, DIVISIONS[0])
    if _TIME_LABEL.fullmatch(words):
        return Column(name, ColumnKind.TIME, words)
    return Column(name, ColumnKind.TIME, _DEADLINE) if _TIME.fullmatch(words) else None


_DEADLINE = "完成时限"


def is_known(name: str) -> bool:
    """Whether columns of tables of duties are called so; without signs between the cells nothing else tells a
    header from other words."""
    column = column_of(name)
    if column.kind is not ColumnKind.TEXT:
        return True
    words = _BRACKETS.sub("", name)
    return 2 <= len(words) <= _LONGEST_NAME // 2 and bool(_TEXT.fullmatch(words))
