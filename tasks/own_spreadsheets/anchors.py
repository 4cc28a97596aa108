"""How a picked cell can be found again: under a head in the row of a key, or at its place."""

from collections.abc import Iterator

from spreadsheets.incoming.values import Sheet
from tasks.line_imports.edits import Finding
from tasks.own_spreadsheets.labels import Labels
from tasks.own_spreadsheets.location import Located, head_place, locate
from tasks.own_spreadsheets.mapping import FixedCell, HeadAndKey

# So many ways are offered to choose from, and so many labels tried for each.
MOST_OFFERED, MOST_TRIED = 6, 8


def anchors_of(labels: Labels, row: int, column: int) -> tuple[FixedCell | HeadAndKey, ...]:
    """The ways to find a cell again, the surest first; each finds it in the sheet as it is. None for a cell
    that is merged with others."""
    found: list[FixedCell | HeadAndKey] = []
    heads = [text for _row, text in heads_above(labels, row, column)]
    for key in keys_beside(labels.sheet, row, column):
        for head in heads:
            anchor = HeadAndKey(head, key, row, column)
            if len(found) < MOST_OFFERED - 1 and finds(anchor, labels):
                found.append(anchor)
    fixed = FixedCell(row, column, labels.left_of(row, column), labels.above(row, column))
    return (*found, fixed) if finds(fixed, labels) else tuple(found)


def finds(anchor: FixedCell | HeadAndKey, labels: Labels) -> bool:
    """Whether an anchor leads to its own cell."""
    located = locate(anchor, labels)
    return isinstance(located, Located) and (located.row, located.column) == (anchor.row, anchor.column)


def heads_above(labels: Labels, row: int, column: int) -> list[tuple[int, str]]:
    """The texts above a cell that may head its column, the likeliest first, with their rows.

    Heads stand on top, side by side: a text alone in its row comes last. Where numbers follow below them,
    the last text before the numbers is the nearest head; in a column of texts nothing tells heads from
    answers, and the topmost one is it.
    """
    above = labels.rows_above(row, column)
    on_top: list[tuple[int, str]] = []
    for other in above:
        text = labels.at(other, column)
        if not text.strip():
            break
        on_top.append((other, text))
    has_numbers = len(on_top) < len(above) or is_number_at(labels.sheet, row, column)
    likely = on_top[::-1] if has_numbers else on_top
    return sorted(likely, key=lambda head: is_alone(labels.sheet, head[0]))[:MOST_TRIED]


def is_alone(sheet: Sheet, row: int) -> bool:
    """Whether a row holds one cell alone, as titles do, which another period words otherwise."""
    return len(sheet.rows[row]) < 2


def is_number_at(sheet: Sheet, row: int, column: int) -> bool:
    cell = sheet.cell(row, column)
    return cell is not None and not isinstance(cell.value, str | bool) and cell.value is not None


def keys_beside(sheet: Sheet, row: int, column: int) -> Iterator[str]:
    """The texts of a row that may name it, from the left: what stands nearer may be an answer itself."""
    cells = sheet.rows.get(row, {})
    texts = [
        cells[other].value for other in sorted(cells) if other != column and is_label(cells[other].value)
    ]
    yield from (str(text) for text in texts[:MOST_TRIED])


def is_label(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def column_heads(labels: Labels, row: int, column: int) -> tuple[str, ...]:
    """The heads that a column of a sheet with a row for each city is found by, the likeliest first: the cell
    itself where it is one, else those above it."""
    own = [(row, labels.at(row, column))] if labels.at(row, column).strip() else []
    wanted = sorted(
        (*heads_above(labels, row, column), *own), key=lambda head: is_alone(labels.sheet, head[0])
    )
    heads = dict.fromkeys(text for _row, text in wanted)
    return tuple(head for head in heads if heads_column(labels, head, column))


def heads_column(labels: Labels, head: str, column: int) -> bool:
    place = head_place(head, labels)
    return not isinstance(place, Finding) and place[1] == column
