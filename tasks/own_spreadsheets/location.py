"""Where a mapped cell stands in the spreadsheet of this period: followed by its labels, or its drift told."""

from dataclasses import dataclass

from spreadsheets.incoming.cell_text import levelled
from tasks.line_imports.edits import Finding
from tasks.own_spreadsheets import drift
from tasks.own_spreadsheets.labels import Labels
from tasks.own_spreadsheets.mapping import FixedCell, HeadAndKey


@dataclass(frozen=True, slots=True)
class Located:
    """A cell that was found, with notes on how."""

    row: int
    column: int
    notes: tuple[Finding, ...] = ()


def locate(anchor: FixedCell | HeadAndKey, labels: Labels) -> Located | Finding:
    """The cell of an anchor, or why it is not read."""
    found = fixed_cell(anchor, labels) if isinstance(anchor, FixedCell) else under_head(anchor, labels)
    if isinstance(found, Finding):
        return found
    area = labels.merged_at(found.row, found.column)
    return drift.merged(labels.place(found.row, found.column)) if area else found


def fixed_cell(anchor: FixedCell, labels: Labels) -> Located | Finding:
    """The cell at its place, if the labels beside it still read as they did."""
    beside = (
        (anchor.left, labels.left_of(anchor.row, anchor.column)),
        (anchor.above, labels.above(anchor.row, anchor.column)),
    )
    for was, now in beside:
        if levelled(was) != levelled(now):
            return drift.label_changed(was, now, labels.place(anchor.row, anchor.column))
    return Located(anchor.row, anchor.column)


def under_head(anchor: HeadAndKey, labels: Labels) -> Located | Finding:
    """The cell where the column of the head and the row of the key meet, wherever both have moved."""
    head = head_place(anchor.head, labels)
    if isinstance(head, Finding):
        return head
    keys = [(row, column) for row, column in labels.places(anchor.key) if row > head[0] and column != head[1]]
    if not keys:
        return drift.key_gone(anchor.key, labels.sheet.title)
    if len({row for row, _column in keys}) > 1:
        return drift.stands_twice(anchor.key, [labels.place(*place) for place in keys])
    row, key_column = keys[0]
    area = labels.merged_at(row, key_column)
    if area and area.bottom > area.top:
        return drift.merged(labels.place(row, key_column))
    is_moved = (row, head[1]) != (anchor.row, anchor.column)
    notes = (drift.moved(anchor.name, labels.place(row, head[1])),) if is_moved else ()
    return Located(row, head[1], notes)


def head_place(head: str, labels: Labels) -> tuple[int, int] | Finding:
    """Where the one head of this wording stands; it heads one column, though several rows may be its own."""
    places = labels.places(head)
    if len(places) > 1:
        return drift.stands_twice(head, [labels.place(*place) for place in places])
    if not places:
        near = labels.near_places(head)
        if near:
            return drift.head_changed(head, labels.at(*near[0]), labels.place(*near[0]))
        return drift.head_gone(head, labels.sheet.title)
    area = labels.merged_at(*places[0])
    if area and area.right > area.left:
        return drift.merged(labels.place(*places[0]))
    return places[0]
