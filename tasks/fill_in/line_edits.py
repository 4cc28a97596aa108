"""The rows of one kind of line in a workbook that came back, gathered into an edit for each line."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from spreadsheets.incoming.cell_names import cell_name, column_letters
from spreadsheets.incoming.cell_text import text_of
from spreadsheets.incoming.values import Merged
from tasks.fill_in.answers import Words, answer_of
from tasks.fill_in.imprint import READ_HEAD, Imprint, whole, words_of
from tasks.fill_in.line_sheet import NAMING, ORGANIZATION, SHEETS
from tasks.fill_in.technical_head import Head
from tasks.line_imports.edits import Finding, LineEdit, Place, Said, Weight
from texts.punctuation import listed

# So many places of one kind of finding are told one by one, and so much of a name.
MOST_TOLD, MOST_OF_NAME = 20, 40


@dataclass
class GatheredLine:
    """A line as far as its rows were read: ``version`` is None until one of them tells it."""

    subject: int
    place: Place
    version: int | None = None
    fields: dict[str, Said] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class KeyedRow:
    """A row with its key, on the sheet of a head."""

    head: Head
    number: int
    key: str

    @property
    def subject(self) -> int:
        """The subject of its line, 0 where the key names none."""
        return whole(self.key.split(":", 2)[1]) if ":" in self.key else 0

    @property
    def part(self) -> str:
        """The field that it answers where its line has several rows."""
        return ":".join(self.key.split(":", 2)[2:])

    def says(self, columns: Iterable[str]) -> str:
        """What stands in its cells of these columns, those that are on the sheet."""
        places = filter(None, (self.head.column(column) for column in columns))
        return words_of(text_of(self.head.sheet.cell(self.number, place)).text for place in places)

    def place(self, column: int | None = None) -> Place:
        title = self.head.sheet.title
        return Place(title, str(self.number) if column is None else cell_name(self.number, column))


class LineGathering:
    """What the sheets of one kind say; several where one of them was copied."""

    def __init__(self, imprint: Imprint, kind: str, heads: list[Head]) -> None:
        self.imprint, self.kind, self.heads = imprint, kind, heads
        self.sheet, self.mark = SHEETS[kind], imprint.sheets[kind]
        self.keys = {key for key in imprint.rows if key.partition(":")[0] == kind}
        self.findings: list[Finding] = []
        self.gathered: dict[int, GatheredLine] = {}
        self.known_words: Words = self.sheet.words()
        self.names = {imprint.names.get(key, "") for key in self.keys} - {""}

    def lines(self) -> Iterator[LineEdit]:
        for line in self.gathered.values():
            yield LineEdit(
                self.kind, line.subject, line.version, line.fields, line.place, findings=tuple(line.findings)
            )

    def read(self) -> None:
        rows: dict[str, list[KeyedRow]] = {}
        unkeyed: list[KeyedRow] = []
        for head in self.heads:
            self.columns(head)
            for row in rows_of(head):
                (rows.setdefault(row.key, []) if row.key in self.keys else unkeyed).append(row)
        for same in rows.values():
            self.row(same)
        for head in self.heads:
            self.merged(
                head, sorted(row.number for same in rows.values() for row in same if row.head is head)
            )
        self.leftovers(unkeyed, missing=len(self.keys - rows.keys()))
        self.hidden([row for same in rows.values() for row in same])

    # --- Columns --------------------------------------------------------------------------------------
    def columns(self, head: Head) -> None:
        """Say which columns are missing, stand there twice, or were added."""
        title = head.sheet.title
        lost = [shown for name, shown in self.mark.columns.items() if name not in head.columns]
        if lost:
            self.note(
                _("Columns are missing: %(columns)s. Their fields stay as they are.")
                % {"columns": listed(lost)},
                Place(title, str(head.row)),
            )
        for name, shown in self.mark.columns.items():
            for column in head.columns.get(name, ())[1:]:
                self.findings.append(
                    Finding(
                        _("The column “%(column)s” stands here a second time: remove one of the two.")
                        % {"column": shown},
                        Place(title, cell_name(head.row, column)),
                    )
                )
        self.added_columns(head)

    def added_columns(self, head: Head) -> None:
        named = {column for places in head.columns.values() for column in places}
        added = {column for cells in head.sheet.rows.values() for column in cells} - named
        if added:
            letters = [column_letters(column) for column in sorted(added)[:MOST_TOLD]]
            self.note(
                _("Columns that were added are not read: %(columns)s.") % {"columns": listed(letters)},
                Place(head.sheet.title, str(head.row)),
            )

    # --- Rows -----------------------------------------------------------------------------------------
    def row(self, same: list[KeyedRow]) -> None:
        """Read a row; where its key stands in several, say so at each and read none."""
        row = same[0]
        line = self.gathered.setdefault(row.subject, GatheredLine(row.subject, row.place()))
        if not row.part:
            line.place = row.place()
        if len(same) > 1:
            line.findings += [self.twice(each, same) for each in same[:MOST_TOLD]]
            return
        if astray := self.astray(row):
            line.findings.append(astray)
            return
        self.version(row, line)
        self.answers(row, line, row.part)

    def twice(self, row: KeyedRow, same: list[KeyedRow]) -> Finding:
        others = [str(other.place()) for other in same if other is not row]
        return Finding(
            _("This row stands in the file several times, also at %(places)s: keep the one that is right.")
            % {"places": listed(others[:MOST_TOLD])},
            row.place(),
        )

    def astray(self, row: KeyedRow) -> Finding | None:
        """What is wrong with a row that says it is another one than its hidden key does."""
        own, shown = self.imprint.names.get(row.key, ""), row.says(NAMING)
        if own and shown != own and shown in self.names:
            return self.parted(row, shown, own)
        whose, said = self.imprint.shown_organization, row.says([ORGANIZATION])
        return self.parted(row, said, whose) if whose and said and said != words_of([whose]) else None

    def parted(self, row: KeyedRow, shown: str, own: str) -> Finding:
        message = _(
            "This row says “%(shown)s”, and its hidden key “%(own)s”: rows were moved without their hidden"
            " columns. Copy the entries into a new download."
        )
        names = {"shown": shown, "own": own}
        said = {name: Truncator(text).chars(MOST_OF_NAME) for name, text in names.items()}
        return Finding(message % said, row.place())

    def version(self, row: KeyedRow, line: GatheredLine) -> None:
        column = row.head.version_column
        text = text_of(row.head.sheet.cell(row.number, column)).text.strip()
        version = whole(text)
        if not version and text != "0":
            message = _("The hidden version of this row was changed. Copy its entries into a new download.")
            line.findings.append(Finding(message, row.place(column)))
        elif line.version not in {None, version}:
            message = _("The rows of this line are of different downloads. Copy its entries into a new one.")
            line.findings.append(Finding(message, row.place(column)))
        else:
            line.version = version

    def answers(self, row: KeyedRow, line: GatheredLine, part: str) -> None:
        """What the cells of a row say for its fields; those of one field together."""
        columns = self.imprint.rows[row.key]
        for name in dict.fromkeys(column.partition(":")[0] for column in columns):
            theirs = [column for column in columns if column.partition(":")[0] == name]
            places = [row.head.column(column) for column in theirs]
            if all(places):
                self.field(
                    row,
                    line,
                    part or name,
                    {column: place or 0 for column, place in zip(theirs, places, strict=True)},
                )

    def field(self, row: KeyedRow, line: GatheredLine, name: str, places: Mapping[str, int]) -> None:
        """What the cells of one field say, by the names of their columns."""
        texts = []
        for column, place in places.items():
            form = self.sheet.form_of(column)
            if form is None:
                return
            cell = row.head.sheet.cell(row.number, place)
            said = answer_of(cell, form, self.words(column))
            if said.fault:
                line.findings.append(Finding(said.fault, row.place(place)))
                return
            if said.remark:
                self.note(said.remark, row.place(place))
            texts.append(said.text)
        text = texts[0] if len(texts) == 1 else "\n".join(dict.fromkeys(filter(None, texts)))
        line.fields[name] = Said(text, row.place(next(iter(places.values()))))

    def words(self, column: str) -> Words:
        """What a column may say: the words of its kind, or those that the workbook itself offers."""
        if self.known_words:
            return self.known_words
        offered = self.imprint.words.get(column.partition(":")[0], {})
        return {value: (word,) for value, word in offered.items()}

    # --- What stands in the way, and what is left out -------------------------------------------------
    def merged(self, head: Head, numbers: list[int]) -> None:
        """Merged cells over fields: which line would they belong to?"""
        fields = {column for name in self.mark.columns for column in head.columns.get(name, ())}
        told: set[int] = set()
        for area in head.sheet.merged:
            if not any(area.left <= column <= area.right for column in fields):
                continue
            for number in numbers[bisect_left(numbers, area.top) : bisect_right(numbers, area.bottom)]:
                if number not in told:
                    told.add(number)
                    self.tell_merged(head, number, area)

    def tell_merged(self, head: Head, number: int, area: Merged) -> None:
        key = text_of(head.sheet.cell(number, head.key_column)).text.strip()
        cells = f"{cell_name(area.top, area.left)}:{cell_name(area.bottom, area.right)}"
        message = _("The cells %(cells)s are merged: unmerge them, and fill in each.") % {"cells": cells}
        place = Place(head.sheet.title, cell_name(number, area.left))
        self.gathered[KeyedRow(head, number, key).subject].findings.append(Finding(message, place))

    def leftovers(self, unkeyed: list[KeyedRow], *, missing: int) -> None:
        """Rows without a key of theirs: where keys are missing, one of these may have lost its own."""
        if missing and unkeyed:
            message = _(
                "This row has lost its hidden key, so that nobody can tell what it answers. Copy its entries"
                " into a new download, or remove the row."
            )
            self.findings += [Finding(message, row.place()) for row in unkeyed[:MOST_TOLD]]
        elif missing:
            message = _("Rows that are not in the file: %(count)d. What they answer stays as it is.")
            self.note(message % {"count": missing}, Place(self.heads[0].sheet.title, "1"))
        elif unkeyed:
            numbers = [str(row.number) for row in unkeyed[:MOST_TOLD]]
            self.note(
                _("Rows that were added are not read: %(rows)s.") % {"rows": listed(numbers)},
                unkeyed[0].place(),
            )

    def hidden(self, rows: list[KeyedRow]) -> None:
        count = sum(row.number in row.head.sheet.hidden_rows for row in rows)
        if count:
            message = _("Rows that are hidden or filtered out were read as well: %(count)d.")
            self.note(message % {"count": count}, Place(self.heads[0].sheet.title, "1"))

    def note(self, message: str, place: Place) -> None:
        self.findings.append(Finding(message, place, Weight.NOTE))


def rows_of(head: Head) -> Iterator[KeyedRow]:
    """The rows of a sheet with their keys, and those without one that say something in a column of the head;
    of what stands above the head for people, none."""
    key_column = head.key_column
    named = {column for places in head.columns.values() for column in places}
    below = last_head(head)
    for number, cells in head.sheet.rows.items():
        key = text_of(cells.get(key_column)).text.strip()
        if number == head.row or key == READ_HEAD:
            continue
        says_something = any(
            column in named and cell.value not in {None, ""} for column, cell in cells.items()
        )
        if key or (number > below and says_something):
            yield KeyedRow(head, number, key)


def last_head(head: Head) -> int:
    """The row of the head that people read, above which stand no rows of theirs; the technical one where
    it is gone."""
    heads = (
        number
        for number, cells in head.sheet.rows.items()
        if text_of(cells.get(head.key_column)).text.strip() == READ_HEAD
    )
    return max(heads, default=head.row)
