"""The rows of a table of duties as numbered items, each with a line that names its owners and its time."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from reading.late_pattern import LatePattern
from reading.markers import is_section_start, read_marker
from reading.numerals import compact
from reading.owners.labels import OWNER_LABEL_LINE
from reading.owners.names import is_organization
from reading.tables.cells import Cell, Piece, Row, Table
from reading.tables.headers import Column, ColumnKind, Header
from reading.vocabulary import BARE_LABELS, UNIT

_LONGEST_SIDE_NOTE = 60
_LONGEST_NAME = 60
_DASHED = LatePattern(r"([0-9]{1,2})[-－—]([0-9]{1,2})")
_ARABIC = LatePattern(r"([0-9]{1,4})[.．、]?")
_CHINESE = LatePattern(r"([一二三四五六七八九十百]{1,5})[.．、]?")
_BARE_LABEL = LatePattern(rf"({BARE_LABELS})[：:]")
_GROUPS = "一二三四五六七八九十"
_MOST_GROUPS = 99
_ORDER = (ColumnKind.OWNERS, ColumnKind.PEOPLE, ColumnKind.TIME)


@dataclass(frozen=True, slots=True)
class Fragment:
    """Words of a line; ``at`` is where they stand in the source, None where they are put in."""

    text: str
    at: int | None = None
    is_repeated: bool = False


@dataclass(frozen=True, slots=True)
class ItemLine:
    """A line of an item. ``is_row`` tells that a row begins with it, ``is_note`` that it names owners."""

    fragments: tuple[Fragment, ...]
    is_row: bool = False
    is_note: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """What a row becomes: lines, whether it is no row as the columns would have it, and whether it names no
    owner where one might be meant."""

    row: Row
    lines: tuple[ItemLine, ...]
    is_unfit: bool = False
    is_unowned: bool = False


def read_items(table: Table, header: Header) -> Iterator[Item]:
    """The rows of a table of duties in order. Those above the header's end and repeated headers are lines as
    printed or none; a cell merged over several rows covers each of them."""
    for row in table.rows[: header.end]:
        yield Item(row, (ItemLine(tuple(_side_by_side(row))),))
    named = {cell.plain for row in table.rows[: header.end] for cell in row.filled}
    reader = _Reader(table, header)
    for row in table.rows[header.end :]:
        if all(cell.plain in named for cell in row.filled):
            continue
        yield reader.item(row)


def _side_by_side(row: Row) -> Iterator[Fragment]:
    for number, cell in enumerate(row.filled):
        if number:
            yield Fragment("\u3000")
        yield from (Fragment(line.text, line.at) for line in cell.lines)


@dataclass(slots=True)
class _Reader:
    """Goes through the rows once, in order, with what the cells above said."""

    table: Table
    header: Header
    above: dict[int, tuple[Piece, ...]] = field(default_factory=dict)
    count: int = 0
    group_count: int = 0
    group: str = ""
    has_numbers: bool = field(init=False)
    category: int | None = field(init=False)
    text: int = field(init=False)

    def __post_init__(self) -> None:
        rows = self.table.rows[self.header.end :]
        numbers = self.header.of_kind(ColumnKind.NUMBER)
        self.has_numbers = any(_lines(row, number) for row in rows for number in numbers)
        texts = [number for number in self.header.of_kind(ColumnKind.TEXT) if _is_used(rows, number)]
        self.category = texts[0] if len(texts) > 1 and self._groups(rows, texts[0]) else None
        self.text = next((number for number in texts if number != self.category), -1)

    def _groups(self, rows: Sequence[Row], column: int) -> bool:
        """Whether the cells of a text column head several rows, each with a number or a text of its own."""
        if not self.header.columns[column].is_category and not self.has_numbers:
            return False
        numbers = self.header.of_kind(ColumnKind.NUMBER)
        own = [row for row in rows if any(_lines(row, number) for number in numbers) or not self.has_numbers]
        headed = [row for row in own if len(row.cells) > 1]
        return self.header.columns[column].is_category or any(not _lines(row, column) for row in headed)

    def item(self, row: Row) -> Item:
        """What ``row`` becomes."""
        if len(row.cells) == 1:
            is_plain = not any(is_section_start(line.text) for line in row.cells[0].lines)
            is_unfit = is_plain and not self.table.is_marked
            return Item(row, tuple(self._heading(row.cells[0])), is_unfit=is_unfit)
        lines = [*self._category(row), *self._texts(row)]
        if lines:
            lines[0] = ItemLine(lines[0].fragments, is_row=True)
        notes = list(self._notes(row))
        is_unowned = not self.table.is_marked and bool(lines) and not notes and bool(self.above)
        return Item(row, (*lines, *notes), is_unfit=row.is_unfit, is_unowned=is_unowned)

    def _heading(self, cell: Cell) -> Iterator[ItemLine]:
        """A heading over the rows below; without a number of its own it gets one, as they belong to it."""
        if not cell.lines:
            return
        number = "" if any(is_section_start(line.text) for line in cell.lines) else self._group_number()
        for place, line in enumerate(cell.lines):
            put_in = (Fragment(number),) if number and not place else ()
            yield ItemLine((*put_in, Fragment(line.text, line.at)), is_row=not place)

    def _group_number(self) -> str:
        self.group_count += 1
        if self.group_count > _MOST_GROUPS or not self._counts_in_digits():
            return ""
        tens, ones = divmod(self.group_count, 10)
        head = "" if not tens else "十" if tens == 1 else f"{_GROUPS[tens - 1]}十"
        return f"（{head}{_GROUPS[ones - 1] if ones else ''}）"

    def _counts_in_digits(self) -> bool:
        """Whether the rows are counted 1, 2, 3, so that （一） stands above them."""
        if not self.has_numbers:
            return True
        number = self.header.of_kind(ColumnKind.NUMBER)[0]
        printed = (_lines(row, number) for row in self.table.rows[self.header.end :])
        return bool(_ARABIC.fullmatch(compact(next(lines[0].text for lines in printed if lines))))

    def _category(self, row: Row) -> Iterator[ItemLine]:
        """The category of a row as a heading, where it has a number and is not that of the row above."""
        lines = _lines(row, self.category) if self.category is not None else ()
        said = "".join(line.text for line in lines)
        if said != self.group and is_section_start(said):
            self.group = said
            yield ItemLine(tuple(Fragment(line.text, line.at) for line in lines), is_row=True)

    def _texts(self, row: Row) -> Iterator[ItemLine]:
        """The row's text: its first column behind the number, the others behind their names."""
        number = self._number(row)
        for cell in sorted(row.cells, key=lambda cell: cell.column == self.category):
            column = self._column(cell)
            if column is None or column.kind is not ColumnKind.TEXT or self._heads(cell):
                continue
            for line in self._text(cell, column, number):
                yield line
                number = ""
        if number:
            yield ItemLine((Fragment(number),), is_row=True)

    def _heads(self, cell: Cell) -> bool:
        return cell.column == self.category and is_section_start(cell.text)

    def _text(self, cell: Cell, column: Column, number: str) -> Iterator[ItemLine]:
        prefix = f"{column.name}：" if column.name and cell.column != self.text else ""
        for place, fragments in enumerate(_text_lines(cell)):
            if place:
                yield ItemLine(tuple(fragments))
                continue
            put_in = _before(number, prefix, fragments[0].text)
            is_row = bool(put_in and number) or is_section_start(fragments[0].text)
            yield ItemLine((*([Fragment(put_in)] if put_in else []), *fragments), is_row=is_row)

    def _column(self, cell: Cell) -> Column | None:
        columns = self.header.columns
        if cell.continues or not cell.lines:
            return None
        return columns[cell.column] if cell.column < len(columns) else Column("", ColumnKind.TEXT)

    def _number(self, row: Row) -> str:
        """The row's number as an item's number: 1 is printed 1. and 一 is printed 一、; where the table has
        none, the rows with a text of their own are counted."""
        if self.has_numbers:
            lines = [
                line for number in self.header.of_kind(ColumnKind.NUMBER) for line in _lines(row, number)
            ]
            return _printed_number(lines[0].text) if lines else ""
        first = _lines(row, self.text)
        if not first or read_marker(first[0].text) is not None:
            return ""
        self.count += 1
        return f"{self.count}."

    def _notes(self, row: Row) -> Iterator[ItemLine]:
        """The row's owners and deadline as one labelled line; what does not fit there as lines before it."""
        segments: list[tuple[ColumnKind, list[Fragment]]] = []
        for cell in row.cells:
            column = self.header.columns[cell.column] if cell.column < len(self.header.columns) else None
            if column is None or column.kind not in _ORDER:
                continue
            lines = self.above.get(cell.column, ()) if cell.continues else cell.said
            self.above[cell.column] = lines
            if not lines:
                continue
            if column.kind is ColumnKind.TIME and sum(len(line.text) for line in lines) > _LONGEST_SIDE_NOTE:
                fragments = [Fragment(line.text, line.at, cell.continues) for line in lines]
                yield ItemLine((Fragment(f"{column.label}："), *fragments))
            else:
                segments.append((column.kind, list(_segment(column, lines, is_repeated=cell.continues))))
        segments.sort(key=lambda segment: _ORDER.index(segment[0]))
        if segments:
            yield ItemLine(tuple(_joined(segment for _kind, segment in segments)), is_note=True)


def _lines(row: Row, column: int) -> tuple[Piece, ...]:
    return row.cells[column].lines if column < len(row.cells) and len(row.cells) > 1 else ()


def _is_used(rows: Sequence[Row], column: int) -> bool:
    return any(_lines(row, column) for row in rows)


def _text_lines(cell: Cell) -> Iterator[list[Fragment]]:
    """The lines of a cell of text; one that was broken where its column ends is put together again."""
    fragments = [Fragment(line.text, line.at) for line in cell.lines]
    if cell.is_wrapped:
        yield fragments
    else:
        yield from ([fragment] for fragment in fragments)


def _before(number: str, prefix: str, text: str) -> str:
    """What is put in before the text of a row, without a number that the text has itself."""
    marker = read_marker(text)
    if marker and number and marker.printed.startswith(number.rstrip(".、")):
        number = ""
    gap = " " if number and not prefix and text[0].isdigit() else ""
    return number + gap + prefix


def _printed_number(text: str) -> str:
    plain = compact(text)
    if found := _ARABIC.fullmatch(plain):
        return f"{found[1]}."
    if found := _CHINESE.fullmatch(plain):
        return f"{found[1]}、"
    if found := _DASHED.fullmatch(plain):
        return f"{found[1]}.{found[2]} "
    return plain if read_marker(plain) else f"{plain} "


def _joined(segments: Iterator[list[Fragment]]) -> Iterator[Fragment]:
    for number, segment in enumerate(segments):
        if number:
            yield Fragment("；")
        yield from segment


def _segment(column: Column, lines: Sequence[Piece], *, is_repeated: bool) -> Iterator[Fragment]:
    """What a cell says behind the label of its column, or behind labels of its own."""
    if column.kind is ColumnKind.OWNERS and _is_labelled(lines[0].text):
        for number, line in enumerate(lines):
            if number:
                yield Fragment("；")
            yield from _labelled(line, is_repeated=is_repeated)
        return
    yield Fragment(f"{column.label}：")
    comma = "，" if column.kind is ColumnKind.TIME else "、"
    yield from _listed(lines, comma, is_repeated=is_repeated)


def _is_labelled(text: str) -> bool:
    return bool(OWNER_LABEL_LINE.match(text) or _BARE_LABEL.match(text))


def _labelled(line: Piece, *, is_repeated: bool) -> Iterator[Fragment]:
    """A line with a label of its own; what stands for a label without 单位 gets it."""
    text = line.text.rstrip("。；;，")
    if found := _BARE_LABEL.match(text):
        yield Fragment(found[1], line.at, is_repeated)
        yield Fragment(UNIT)
        yield Fragment(text[found.end(1) :], line.at + found.end(1), is_repeated)
    else:
        yield Fragment(text, line.at, is_repeated)


def _listed(lines: Sequence[Piece], comma: str, *, is_repeated: bool) -> Iterator[Fragment]:
    """The lines of a cell as a list; a name that a narrow cell broke into two is put together again."""
    pieces = [piece for line in lines for piece in _parted(line)]
    if len(pieces) == 1:
        if text := pieces[0].text.rstrip("。；;，"):
            yield Fragment(text, pieces[0].at, is_repeated)
        return
    last = ""
    for number, piece in enumerate(pieces):
        text = piece.text.rstrip("。；;，") if number + 1 == len(pieces) else piece.text
        is_whole = comma != "、" or is_organization(re.split("[、，；,;：]", last[-_LONGEST_NAME:])[-1])
        if number and last[-1] not in "、，；,;" and is_whole:
            yield Fragment(comma)
        if text:
            yield Fragment(text, piece.at, is_repeated)
        last = piece.text if is_whole else last + piece.text


def _parted(line: Piece) -> list[Piece]:
    """A line parted at its blanks where whole names stand between them."""
    if " " not in line.text and "\u3000" not in line.text and "\t" not in line.text:
        return [line]
    found = list(re.finditer(r"\S+", line.text))
    whole = len(found) > 1 and all(len(each.group()) >= 3 and is_organization(each.group()) for each in found)
    return [Piece(each.group(), line.at + each.start()) for each in found] if whole else [line]
