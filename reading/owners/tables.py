"""Tables of duties: each row becomes a numbered item with its owners and its deadline."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from reading.cells import Cell
from reading.markers import read_marker
from reading.owners.labels import LABEL_LINE, OWNER_LABEL_LINE
from reading.owners.names import is_organization
from reading.vocabulary import UNIT

_NUMBER_COLUMN = re.compile(r"序号|编号|项次|序")
_BRACKETS = re.compile(r"[（(【].*?[）)】]")
_LATEST_HEADER = 3
_LONGEST_SIDE_NOTE = 60
_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Columns:
    """What the columns of a table of duties hold: labels of owners and times by column, the number's column,
    and the headers of the others in order."""

    labels: dict[int, str]
    number: int | None
    texts: dict[int, str]


def duty_lines(table: Sequence[list[Cell]]) -> Iterator[str] | None:
    """The lines of a table of duties, whose header names owners; ``None`` for any other table.

    Each row becomes an item: its number, its text, and a line with its owners and deadline (牵头单位：…；
    配合单位：…；完成时限：…). A cell merged over several rows covers each of them.
    """
    header = _header(table)
    return None if header is None else _duty_lines(table, *header)


def _duty_lines(table: Sequence[list[Cell]], begin: int, end: int) -> Iterator[str]:
    for row in table[:end]:
        yield "\u3000".join(cell.text for cell in row if cell.lines)
    printed = {cell.text for row in table[:end] for cell in row}
    yield from _items(table[end:], _columns(table[begin:end]), printed)


def _header(table: Sequence[list[Cell]]) -> tuple[int, int] | None:
    """The rows of the header, as a range: from the first row with an owner's label, among the first three, to
    the last one that only parts it further. ``None`` for a table without owners."""
    for number, row in enumerate(islice(table, _LATEST_HEADER)):
        if len(row) > 1 and any(_label(cell) for cell in row) and not all(_label(cell) for cell in row):
            end = number + 1
            while end < len(table) and any(cell.continues for cell in table[end]) and _parts(table[end]):
                end += 1
            return (number, end) if end < len(table) else None
    return None


def _parts(row: list[Cell]) -> bool:
    """Whether a row below the header names its parts: 牵头单位 and 配合单位 below 责任单位."""
    printed = [cell for cell in row if not cell.continues]
    return bool(printed) and all(_label(cell) for cell in printed)


def _label(cell: Cell) -> str:
    """The label that a header makes, if it names owners or a time: 责任单位, 牵头单位, 完成时限."""
    words = _BRACKETS.sub("", re.sub(r"\s", "", cell.text))
    for label in (words, f"{words}{UNIT}"):
        if LABEL_LINE.match(f"{label}："):
            return label
    return ""


def _names_owners(label: str) -> bool:
    return bool(OWNER_LABEL_LINE.match(f"{label}："))


def _columns(header: Sequence[list[Cell]]) -> Columns:
    labels: dict[int, str] = {}
    texts: dict[int, str] = {}
    number = None
    for row in header:
        for cell in row:
            if cell.continues:
                continue
            plain = re.sub(r"\s", "", cell.text)
            for column in range(cell.column, cell.column + cell.span):
                if label := _label(cell):
                    labels[column] = label
                elif _NUMBER_COLUMN.fullmatch(plain):
                    number = column
                else:
                    texts[column] = plain
    return Columns(labels, number, texts)


def _items(rows: Sequence[list[Cell]], columns: Columns, header: set[str]) -> Iterator[str]:
    """The rows below the header as items; repeated headers are left out, rows of one cell are headings."""
    above: dict[int, tuple[str, ...]] = {}
    count = 0
    for row in rows:
        if {cell.text for cell in row} <= header:
            continue
        if len(row) == 1:
            yield from row[0].lines
            continue
        texts = [cell for cell in row if _holds_text(cell, columns) and not cell.continues and cell.lines]
        number = _printed_number(row, columns)
        if columns.number is None and texts and texts[0].column == min(columns.texts) and _unmarked(texts[0]):
            count += 1
            number = f"{count}."
        yield from _texts(number, texts, columns)
        yield from _owners(row, columns, above)


def _holds_text(cell: Cell, columns: Columns) -> bool:
    return cell.column not in columns.labels and cell.column != columns.number


def _unmarked(cell: Cell) -> bool:
    return read_marker(cell.lines[0]) is None


def _printed_number(row: list[Cell], columns: Columns) -> str:
    """The row's number as an item's number: 1 is printed 1. and 一 is printed 一、"""
    for cell in row:
        if cell.column == columns.number and not cell.continues and cell.lines:
            plain = re.sub(r"\s", "", cell.text)
            if found := re.fullmatch(r"(\d{1,3})[.．、]?", plain):
                return f"{found[1]}."
            if found := re.fullmatch(r"([一二三四五六七八九十百]{1,5})[.．、]?", plain):
                return f"{found[1]}、"
            return plain if read_marker(plain) else f"{plain} "
    return ""


def _texts(number: str, cells: list[Cell], columns: Columns) -> Iterator[str]:
    """The row's text: its first column behind the number, the others behind their headers."""
    if not cells and number:
        yield number
    first_column = min(columns.texts, default=0)
    for cell in cells:
        header = columns.texts.get(cell.column, "")
        prefix = f"{header}：" if header and cell.column != first_column and len(columns.texts) > 1 else ""
        first, *others = cell.lines
        marker = read_marker(first)
        if marker and number and marker.printed.startswith(number.rstrip(".、")):
            number = ""
        gap = " " if number and not prefix and first[0].isdigit() else ""
        yield number + gap + prefix + first
        yield from others
        number = ""


def _owners(row: list[Cell], columns: Columns, above: dict[int, tuple[str, ...]]) -> Iterator[str]:
    """The row's owners and deadline as one labelled line; what does not fit there as lines before it.

    ``above`` has what the cells of the rows before said, for those that go on from there.
    """
    segments = []
    for cell in row:
        label = columns.labels.get(cell.column)
        if label is None:
            continue
        lines = above.get(cell.column, ()) if cell.continues else cell.said
        above[cell.column] = lines
        if not lines:
            continue
        if _names_owners(label):
            segments.append(f"{label}：{_join(lines, '、')}")
        elif sum(map(len, lines)) <= _LONGEST_SIDE_NOTE:
            segments.append(f"{label}：{_join(lines, '，')}")
        else:
            yield f"{label}：{''.join(lines)}"
    if segments:
        yield "；".join(segments)


def _join(lines: tuple[str, ...], comma: str) -> str:
    """The lines of a cell as a list; a name that a narrow cell broke into two is put together again."""
    pieces = [piece for line in lines for piece in _parted(line)]
    joined = pieces[0]
    for piece in pieces[1:]:
        is_whole = comma != "、" or is_organization(re.split("[、，；,;：]", joined[-_LONGEST_NAME:])[-1])
        joined += piece if joined[-1] in "、，；,;" or not is_whole else comma + piece
    return joined.rstrip("。；;，")


def _parted(line: str) -> list[str]:
    """A line parted at its blanks where whole names stand between them."""
    pieces = line.split()
    whole = len(pieces) > 1 and all(len(piece) >= 3 and is_organization(piece) for piece in pieces)
    return pieces if whole else [line]
