"""A stored mapping as the plain values that reading takes, and back."""

from tasks.models import OwnSpreadsheet, OwnSpreadsheetEntry
from tasks.own_spreadsheets.mapping import (
    Answer,
    CityMapping,
    ColumnEntry,
    Entry,
    FixedCell,
    HeadAndKey,
)

Anchor = OwnSpreadsheetEntry.Anchor


def answer_of(entry: OwnSpreadsheetEntry) -> Answer:
    return Answer(entry.kind, entry.identity, entry.field, entry.is_number, entry.unit)


def anchor_of(entry: OwnSpreadsheetEntry) -> FixedCell | HeadAndKey:
    row, column = entry.row or 1, entry.column or 1
    if entry.anchor == Anchor.CELL:
        return FixedCell(row, column, entry.left, entry.above)
    return HeadAndKey(entry.head, entry.key, row, column)


def entries_of(spreadsheet: OwnSpreadsheet) -> tuple[Entry, ...]:
    """The mapped cells, in the order in which they were mapped (one query, none where they are at hand)."""
    return tuple(
        Entry(entry.sheet, anchor_of(entry), answer_of(entry))
        for entry in spreadsheet.entries.all()
        if entry.anchor != Anchor.COLUMN
    )


def city_mapping_of(spreadsheet: OwnSpreadsheet) -> CityMapping:
    """The mapped columns of a sheet with a row for each city (one query, none where they are at hand)."""
    columns = tuple(
        ColumnEntry(entry.head, answer_of(entry))
        for entry in spreadsheet.entries.all()
        if entry.anchor == Anchor.COLUMN
    )
    return CityMapping(spreadsheet.sheet, spreadsheet.key_head, columns)


def anchor_values(anchor: FixedCell | HeadAndKey) -> dict[str, str | int]:
    """An anchor as the columns of a stored entry."""
    at = {"row": anchor.row, "column": anchor.column}
    if isinstance(anchor, FixedCell):
        return {**at, "anchor": Anchor.CELL, "left": anchor.left, "above": anchor.above}
    return {**at, "anchor": Anchor.HEAD_AND_KEY, "head": anchor.head, "key": anchor.key}
