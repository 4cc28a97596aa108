"""What a workbook of records says when it comes back: whoever wrote it, sorted or filtered as it may be."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from spreadsheets.incoming.cell_names import cell_name
from spreadsheets.incoming.cell_text import CellText, levelled, number_of, text_of, yes_or_no
from spreadsheets.incoming.values import Book, Cell, Merged, NotReadable
from spreadsheets.records.heads import Head, head_of
from spreadsheets.records.merged_rows import MergedRows, in_words
from spreadsheets.records.technical_head import READ_HEAD
from spreadsheets.records.values import (
    BEHIND,
    NO,
    YES,
    RecordColumn,
    RecordForm,
    RecordLayout,
    lines_of,
    mark_of,
    marks_by_name,
)
from texts.incoming import one_line
from texts.punctuation import listed

NAMED = 5


@dataclass(frozen=True, slots=True)
class Said:
    """What one cell says for a column, and where. ``fault`` says why it cannot be taken."""

    text: str
    cell: str
    fault: str = ""

    def says(self, cell: Cell | None) -> bool:
        """Whether anything was written there: an empty cell may be at fault for what it is merged with."""
        return bool(self.text or (self.fault and cell))


@dataclass(frozen=True, slots=True)
class RowRead:
    """One row of a file. ``key`` is that of a row that went out; ``natural`` the one that people know it by.
    ``marks`` are of the values that went out."""

    sheet: str
    number: int
    key: str
    natural: str
    said: Mapping[str, Said]
    marks: Mapping[str, str] = field(default_factory=dict)
    repeats: tuple[str, ...] = ()

    @property
    def is_as_it_went_out(self) -> bool:
        """Whether nobody has edited the row: nothing is asked of the database for it."""
        return (
            bool(self.key and self.marks)
            and not self.repeats
            and all(
                not said.fault and self.marks.get(name) == mark_of(said.text)
                for name, said in self.said.items()
            )
        )


@dataclass(frozen=True, slots=True)
class RecordsRead:
    """The rows of a file that say something, and sentences on what of it was not taken as it stands."""

    rows: tuple[RowRead, ...]
    untouched: int
    cautions: tuple[str, ...]


def read_records(book: Book, layout: RecordLayout, told: Callable[[int], None] | None = None) -> RecordsRead:
    """The rows of a file that were edited, added or stand in it twice; the others are only counted.

    Columns are known by the names that the portal has written, or else by their titles in Chinese or English,
    wherever they stand. Raises NotReadable where no sheet has such rows, and for the file of another kind.
    ``told`` is called at each row with how many rows of the sheet were dealt with.
    """
    head = head_of(book, layout)
    rows = with_repeats(copies_as_new(list(rows_of(head, layout, told)), layout))
    edited = tuple(row for row in rows if not row.is_as_it_went_out)
    if not rows:
        raise NotReadable(
            _("The sheet “%(sheet)s” has no rows below its titles.") % {"sheet": head.sheet.title}
        )
    return RecordsRead(edited, len(rows) - len(edited), (*book.cautions, *cautions_of(head, rows)))


def rows_of(head: Head, layout: RecordLayout, told: Callable[[int], None] | None = None) -> Iterator[RowRead]:
    """Each row below the head that has a key or says something."""
    below = last_head_row(head)
    merged = head.sheet.merged
    readers = [ColumnReader(layout.column(name), place, merged) for name, place in head.columns.items()]
    for count, (number, cells) in enumerate(head.sheet.rows.items(), start=1):
        if told is not None:
            told(count)
        if number <= below:
            continue
        said = {reader.column.name: reader.said(number, cells.get(reader.place)) for reader in readers}
        says = any(said[reader.column.name].says(cells.get(reader.place)) for reader in readers)
        key = one_line(text_of(cells.get(head.key_column)).text).strip() if head.key_column else ""
        if key or says:
            marks = text_of(cells.get(head.marks_column)).text if head.marks_column else ""
            yield RowRead(
                head.sheet.title,
                number,
                key,
                layout.natural_key({name: each.text for name, each in said.items()}),
                said,
                marks_by_name(marks, head.marked) if key else {},
            )


def last_head_row(head: Head) -> int:
    """The row of titles, above which stand no rows; the technical one where it is gone."""
    if not head.key_column:
        return head.row
    heads = (
        number
        for number, cells in head.sheet.rows.items()
        if text_of(cells.get(head.key_column)).text.strip() == READ_HEAD
    )
    return max(heads, default=head.row)


# --- One cell -----------------------------------------------------------------------------------------
class ColumnReader:
    """Reads the cells of one column; the words that may stand there are gathered once."""

    def __init__(self, column: RecordColumn, place: int, merged: Sequence[Merged]) -> None:
        self.column, self.place = column, place
        self.merged = MergedRows(merged, place)
        self.words = column.words_by_text()
        self.read: Callable[[Cell | None], CellText] = (
            number_of if column.form is RecordForm.NUMBER else text_of
        )

    def said(self, number: int, cell: Cell | None) -> Said:
        """What a cell says, as records keep it."""
        place, found = cell_name(number, self.place), self.read(cell)
        if area := self.merged.at(number):
            told = _("The cells %(cells)s are merged: unmerge them, and fill in each.")
            return Said("", place, told % {"cells": in_words(area)})
        return Said("", place, found.fault) if found.fault else Said(self.value_of(found.text), place)

    def value_of(self, text: str) -> str:
        """A typed text as records keep it: without blanks around it, words by what they mean."""
        match self.column.form:
            case RecordForm.WORDS:
                lines = lines_of(text, between=",，、;；")
                return "\n".join(sorted(self.line_meant(line) for line in lines))
            case RecordForm.WORD | RecordForm.YES_NO:
                return self.word_meant(one_line(text).strip())
        return self.column.settled(text)

    def line_meant(self, line: str) -> str:
        word, behind, rest = line.replace("＠", BEHIND).partition(BEHIND)
        meant = self.word_meant(word.strip())
        return f"{meant} {BEHIND} {rest.strip()}" if behind else meant

    def word_meant(self, typed: str) -> str:
        """The word that was meant, in whatever language it was typed; one that is none as it was typed."""
        word = self.words.get(levelled(typed))
        if word is None and self.column.form is RecordForm.YES_NO:
            answer = yes_or_no(typed)
            return typed if answer is None else YES if answer else NO
        return typed if word is None else word


# --- The rows together --------------------------------------------------------------------------------
def copies_as_new(rows: list[RowRead], layout: RecordLayout) -> list[RowRead]:
    """The rows; who copies a whole row in a spreadsheet, and gives it a key of its own, copies what is hidden
    as well: that is a new row all the same."""
    times = Counter(row.key for row in rows)

    def is_copy(row: RowRead) -> bool:
        parts = [(row.marks.get(name), row.said.get(name)) for name in layout.key_columns]
        return any(mark and said and mark != mark_of(said.text) for mark, said in parts)

    return [
        replace(row, key="", marks={}) if row.key and times[row.key] > 1 and is_copy(row) else row
        for row in rows
    ]


def with_repeats(rows: list[RowRead]) -> list[RowRead]:
    """The rows; those of which a key stands elsewhere too say where."""
    places: dict[tuple[str, str], list[RowRead]] = {}
    for row in rows:
        for kind, key in (("key", row.key), ("natural", row.natural)):
            if key:
                places.setdefault((kind, key), []).append(row)
    return [replace(row, repeats=others) if (others := others_of(row, places)) else row for row in rows]


def others_of(row: RowRead, places: Mapping[tuple[str, str], list[RowRead]]) -> tuple[str, ...]:
    """The numbers of the other rows that have a key of this one."""
    found = {
        other.number
        for kind_and_key in (("key", row.key), ("natural", row.natural))
        for other in places.get(kind_and_key, ())
        if other.number != row.number
    }
    return tuple(str(number) for number in sorted(found))


def cautions_of(head: Head, rows: list[RowRead]) -> Iterator[str]:
    """Sentences on what the person may not expect."""
    hidden = sum(row.number in head.sheet.hidden_rows for row in rows)
    if hidden:
        yield _("Rows that are hidden or filtered out were read as well: %(count)d.") % {"count": hidden}
    if not head.key_column:
        yield _(
            "The file was not downloaded here: its rows are told by their keys, and what was changed in the"
            " portal meanwhile cannot be told from what you have changed."
        )
    unmarked = sum(bool(row.key) and not row.marks for row in rows)
    if unmarked:
        yield _(
            "Rows whose hidden marks are gone: %(count)d. What was changed in the portal meanwhile cannot be"
            " told there from what you have changed: look at each change."
        ) % {"count": unmarked}
    if head.unread:
        yield _("Sheets that were not read: %(sheets)s.") % {"sheets": listed(head.unread)}
    if head.twice:
        yield _("Columns that stand in the file twice, of which the first was read: %(columns)s.") % {
            "columns": listed(head.twice)
        }
    if head.unknown:
        shown = listed(head.unknown[:NAMED]) + ("…" if len(head.unknown) > NAMED else "")
        yield _("Columns that were not read: %(columns)s.") % {"columns": shown}
    if head.missing:
        yield _("Columns that are not in the file stay as they are: %(columns)s.") % {
            "columns": listed(head.missing)
        }
