"""The workbook of records that a person brought, given back with what was found in it."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from organizations.record_kinds.kind import RecordKind
from spreadsheets.incoming.places import place_of
from spreadsheets.incoming.reading import read_book
from spreadsheets.outgoing.marked_book import (
    DOUBTFUL,
    GOOD,
    PLAIN,
    WRONG,
    CellNote,
    RowResult,
    SheetFindings,
    marked_book,
    marking_allowance,
)
from spreadsheets.records.comparison import Fate, RecordChange
from spreadsheets.records.heads import head_of
from spreadsheets.records.reading import last_head_row
from texts.punctuation import labelled

COLOURS = {
    Fate.REFUSED: WRONG,
    Fate.CONFLICT: DOUBTFUL,
    Fate.CHANGED: GOOD,
    Fate.NEW: GOOD,
    Fate.SAME: PLAIN,
}


def returned_records(kind: RecordKind, content: bytes, name: str, changes: Sequence[RecordChange]) -> bytes:
    """The workbook ``content``, called ``name``, with what was found in its edited rows. Raises NotReadable
    where it holds more than is marked."""
    read = read_book(content, name, marking_allowance())
    head = head_of(read, kind.layout())
    findings = SheetFindings(
        last_head_row(head),
        {change.row: RowResult(in_words(kind, change), COLOURS[change.fate]) for change in changes},
        [note for change in changes for note in notes_on(kind, change)],
    )
    return marked_book(content, read, {head.sheet.title: findings})


def in_words(kind: RecordKind, change: RecordChange) -> str:
    """What becomes of a row, and why."""
    match change.fate:
        case Fate.REFUSED:
            return "\n".join([_("Error"), *(objection.message for objection in change.objections)])
        case Fate.CONFLICT:
            said = [labelled(column, stands) for column, stands, _cell in contested(kind, change)]
            return "\n".join([_("Changed by somebody else as well"), *said])
        case Fate.CHANGED:
            return _("Changed")
        case Fate.NEW:
            return _("New one")
        case Fate.SAME:
            return _("Unchanged")


def contested(kind: RecordKind, change: RecordChange) -> Iterator[tuple[str, str, str]]:
    """What both sides have changed: the title of the column, what stands in the portal, and the cell."""
    columns = {column.name: column for column in kind.layout().columns}
    for each in change.changes:
        if each.is_contested and each.name in columns:
            column = columns[each.name]
            yield column.heading, column.shown(each.before) or "—", each.cell


def notes_on(kind: RecordKind, change: RecordChange) -> Iterator[CellNote]:
    """What is said at which cell of a row; at the row where no cell is named."""
    for objection in change.objections:
        yield CellNote(*(place_of(objection.cell) or (change.row, 0)), objection.message)
    if change.fate is Fate.CONFLICT:
        for _column, stands, cell in contested(kind, change):
            message = _("Stands in the portal now: %(value)s") % {"value": stands}
            yield CellNote(*(place_of(cell) or (change.row, 0)), message)
