"""The workbook of many filings that comes back: parted into the workbook of each, which is read as one by
itself.

A row names its filing in its hidden key ("812/measurement:9"), and the hidden sheet has what the workbook of
each filing would say of itself, one below the other.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import islice

from django.utils.translation import gettext as _

from spreadsheets.incoming.cell_text import text_of
from spreadsheets.incoming.values import Book, Cell, NotReadable, Sheet
from tasks.fill_in.imprint import LAYOUT, MARK, Imprint, imprint_on, layout_of, whole
from tasks.fill_in.line_edits import MOST_TOLD, last_head, rows_of
from tasks.fill_in.line_sheet import OF_FILING
from tasks.fill_in.reading import other_layout, read_fill_in
from tasks.fill_in.technical_head import Head, head_of
from tasks.line_imports.edits import FilingEdits

MANY_MARK = "portal-fill-in-many"
# So many filings fit into one workbook that spreadsheet programs open at once and the portal reads again.
MOST_IN_ONE_WORKBOOK = 100

type Rows = dict[int, Mapping[int, Cell]]


def is_of_many(book: Book) -> bool:
    """Whether a workbook is one that the portal gave out for many filings."""
    return any(is_imprint_of_many(sheet) for sheet in book.sheets)


def is_imprint_of_many(sheet: Sheet) -> bool:
    return text_of(sheet.cell(1, 1)).text == MANY_MARK


def read_many(book: Book) -> tuple[FilingEdits, ...]:
    """What the workbook says for each of its filings, in the order in which it was given out. Raises
    ``NotReadable`` for one that lost what it is read by, or is of another form."""
    hidden = next(sheet for sheet in book.sheets if is_imprint_of_many(sheet))
    if layout_of(hidden) != LAYOUT:
        raise NotReadable(other_layout(layout_of(hidden)))
    imprints = imprints_on(hidden)
    parted = [PartedSheet(head) for sheet in book.sheets if (head := head_of(sheet))]
    known = {id(hidden), *(id(each.head.sheet) for each in parted)}
    others = tuple(sheet for sheet in book.sheets if id(sheet) not in known)
    return tuple(
        read_fill_in(
            Book(
                (own, *(each.of(imprint, is_first=not place) for each in parted), *(() if place else others)),
                () if place else book.cautions,
            )
        )
        for place, (own, imprint) in enumerate(imprints)
    )


def imprints_on(hidden: Sheet) -> list[tuple[Sheet, Imprint]]:
    """What the hidden sheet says of each filing, as the hidden sheet of a workbook of its own. Raises
    ``NotReadable``."""
    blocks: list[Rows] = []
    for number in sorted(hidden.rows)[1:]:
        cells = hidden.rows[number]
        if text_of(cells.get(1)).text == MARK:
            blocks.append({})
        if blocks:
            blocks[-1][len(blocks[-1]) + 1] = cells
    sheets = [Sheet(hidden.title, rows, is_hidden=True) for rows in blocks]
    try:
        found = [(sheet, imprint_on(sheet)) for sheet in sheets]
    except (ValueError, IndexError):
        found = []
    if len(found) > MOST_IN_ONE_WORKBOOK:
        raise NotReadable(
            _("The workbook speaks of %(count)d filings; at most %(most)d are read from one. Bring several.")
            % {"count": len(found), "most": MOST_IN_ONE_WORKBOOK}
        )
    if not found:
        raise NotReadable(
            _(
                "The hidden sheet of this fill-in workbook was changed, so that its rows cannot be told any"
                " more. Download the workbook again and copy your entries into it."
            )
        )
    return found


def is_of_filing(key: str) -> bool:
    """Whether the key of a row names a filing."""
    filing, sign, _own = key.partition(OF_FILING)
    return bool(sign) and whole(filing) > 0


@dataclass
class PartedSheet:
    """A sheet of lines with its rows by the filing that they name, as the sheet of that filing alone has
    them. ``unnamed`` are those below the head that name none and say something, as many as are told."""

    head: Head
    by_filing: dict[int, Rows] = field(default_factory=dict)
    heads: Rows = field(init=False)
    unnamed: Rows = field(init=False)

    def __post_init__(self) -> None:
        column, rows = self.head.key_column, self.head.sheet.rows
        self.heads = {number: rows[number] for number in (self.head.row, last_head(self.head))}
        for number, cells in rows.items():
            key = text_of(cells.get(column)).text.strip()
            filing, _sign, own = key.partition(OF_FILING)
            if is_of_filing(key):
                self.by_filing.setdefault(whole(filing), {})[number] = {**cells, column: Cell(own)}
        unnamed = (row.number for row in rows_of(self.head) if not is_of_filing(row.key))
        self.unnamed = {number: rows[number] for number in islice(unnamed, MOST_TOLD)}

    def of(self, imprint: Imprint, *, is_first: bool) -> Sheet:
        """The sheet as the workbook of one filing would have it. Rows that lost their key go to whom rows are
        missing, to be told there; where nobody misses any, to the first."""
        own = self.by_filing.get(imprint.filing, {})
        asked = sum(key.partition(":")[0] == self.head.kind for key in imprint.rows)
        rows = {**self.heads, **own, **(self.unnamed if is_first or len(own) < asked else {})}
        sheet = self.head.sheet
        return replace(
            sheet,
            rows={number: rows[number] for number in sorted(rows)},
            hidden_rows=frozenset(number for number in rows if number in sheet.hidden_rows),
        )
