"""What the page of a mapping shows: the sample, and beside it the fields with where they are read from."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from spreadsheets.incoming.cell_names import column_letters
from spreadsheets.incoming.values import Book, Sheet
from tasks.line_imports.edits import Finding
from tasks.models import Filing, OwnSpreadsheet, OwnSpreadsheetEntry
from tasks.own_spreadsheets.anchors import anchors_of, column_heads
from tasks.own_spreadsheets.fitting import LabelledBook
from tasks.own_spreadsheets.labels import Labels
from tasks.own_spreadsheets.location import Located, head_place, locate
from tasks.own_spreadsheets.mapping import FixedCell, HeadAndKey
from tasks.own_spreadsheets.proposals import Proposal, proposals_for_cells, proposals_for_columns
from tasks.own_spreadsheets.sheet_window import Place, shown_text
from tasks.own_spreadsheets.stored import anchor_of
from tasks.own_spreadsheets.subjects import AskedField, AskedLine, asked_lines_of, fields_by_key
from tasks.own_spreadsheets.units import units_around

Anchor = OwnSpreadsheetEntry.Anchor
# The key under which the page has the column of the cities' names among the fields.
CITIES = "cities"


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A field as the page lists it. ``standing`` is where its cell stands in the sample, or what drifted;
    ``shown`` is what the sample says there."""

    field: AskedField
    entry: OwnSpreadsheetEntry | None
    standing: Located | Finding | None
    shown: str = ""

    @property
    def key(self) -> str:
        return self.field.key

    @property
    def address(self) -> str:
        """Where it is read from, in words: 汇总!B3, or the head of a column."""
        if self.entry is None:
            return ""
        if self.entry.anchor == Anchor.COLUMN:
            return self.entry.head
        if isinstance(self.standing, Located):
            return f"{self.entry.sheet}!{column_letters(self.standing.column)}{self.standing.row}"
        return f"{self.entry.sheet}!{anchor_of(self.entry).name}"

    @property
    def odd_unit(self) -> str:
        """The unit in the spreadsheet, where the field does not read numbers with it."""
        unit = self.entry.unit if self.entry else ""
        return "" if not unit or self.field.takes_unit(unit) else unit

    @property
    def drift(self) -> str:
        return self.standing.message if isinstance(self.standing, Finding) else ""


@dataclass(frozen=True, slots=True)
class LineRows:
    """A line and its fields."""

    subject: str
    rows: tuple[FieldRow, ...]

    @property
    def mapped(self) -> int:
        return sum(row.entry is not None for row in self.rows)


class MappingPage:
    """A spreadsheet with its sample, and the fields of ``filing``, one of those that it fills."""

    def __init__(self, spreadsheet: OwnSpreadsheet, book: Book, filing: Filing | None) -> None:
        self.spreadsheet, self.book, self.filing = spreadsheet, book, filing
        self.labelled = LabelledBook(book)
        self.entries = {key_of(entry): entry for entry in spreadsheet.entries.all()}

    @cached_property
    def asked(self) -> list[AskedLine]:
        return asked_lines_of(self.filing) if self.filing else []

    @cached_property
    def fields(self) -> dict[str, AskedField]:
        return fields_by_key(self.asked)

    @cached_property
    def lines(self) -> list[LineRows]:
        return [LineRows(line.subject, tuple(map(self.row, line.fields))) for line in self.asked]

    @cached_property
    def rows(self) -> dict[str, FieldRow]:
        return {row.key: row for line in self.lines for row in line.rows}

    @cached_property
    def unasked(self) -> list[OwnSpreadsheetEntry]:
        """What is mapped and no filing asks now: tasks and indicators of another year."""
        return [entry for key, entry in self.entries.items() if key not in self.fields]

    @property
    def next_key(self) -> str:
        """The first field without a place; the column of the cities before all others."""
        if self.spreadsheet.has_city_rows and not self.spreadsheet.key_head:
            return CITIES
        return next((row.key for row in self.rows.values() if row.entry is None), "")

    def row(self, field: AskedField) -> FieldRow:
        entry = self.entries.get(field.key)
        if entry is None:
            return FieldRow(field, None, None)
        sheet = self.spreadsheet.sheet if entry.anchor == Anchor.COLUMN else entry.sheet
        labels = self.labelled.labels(sheet)
        if labels is None:
            return FieldRow(field, entry, None)
        standing = standing_of(entry, labels)
        shown = ""
        if isinstance(standing, Located) and entry.anchor != Anchor.COLUMN:
            shown = shown_text(labels.sheet.cell(standing.row, standing.column))
        return FieldRow(field, entry, standing, shown)

    def places(self, sheet: Sheet) -> dict[Place, tuple[str, ...]]:
        """By its place, what each cell of a sheet is read for."""
        found: dict[Place, tuple[str, ...]] = {}
        for place, words in self.places_of(sheet):
            found[place] = (*found.get(place, ()), words)
        return found

    def places_of(self, sheet: Sheet) -> Iterator[tuple[Place, str]]:
        for row in self.rows.values():
            if row.entry and isinstance(row.standing, Located) and self.is_on(row.entry, sheet):
                yield (row.standing.row, row.standing.column), f"{row.field.subject} · {row.field.label}"

    def is_on(self, entry: OwnSpreadsheetEntry, sheet: Sheet) -> bool:
        title = self.spreadsheet.sheet if entry.anchor == Anchor.COLUMN else entry.sheet
        return title.casefold() == sheet.title.casefold()

    def proposals(self, sheet: Sheet) -> list[Proposal]:
        """Cells of a sheet that probably answer fields without a place."""
        labels = self.labelled.labels(sheet.title)
        if labels is None or (self.spreadsheet.sheet not in {"", sheet.title}):
            return []
        find = proposals_for_columns if self.spreadsheet.has_city_rows else proposals_for_cells
        return list(find(labels, self.fields.values(), self.entries.keys()))

    def anchors_at(self, sheet: str, place: Place) -> tuple[FixedCell | HeadAndKey, ...]:
        labels = self.labelled.labels(sheet)
        return anchors_of(labels, *place) if labels else ()

    def heads_at(self, sheet: str, place: Place) -> tuple[str, ...]:
        labels = self.labelled.labels(sheet)
        return column_heads(labels, *place) if labels else ()

    def units_at(self, sheet: str, place: Place) -> list[str]:
        labels = self.labelled.labels(sheet)
        return units_around(labels, *place) if labels else []


def key_of(entry: OwnSpreadsheetEntry) -> str:
    """The key of the field that an entry answers, as ``AskedField`` has it."""
    return f"{entry.kind}:{entry.field}:{entry.identity}"


def standing_of(entry: OwnSpreadsheetEntry, labels: Labels) -> Located | Finding:
    """Where an entry stands in a sheet; of a column, its head."""
    if entry.anchor != Anchor.COLUMN:
        return locate(anchor_of(entry), labels)
    place = head_place(entry.head, labels)
    return place if isinstance(place, Finding) else Located(*place)
