"""Where the rows of records stand in a file, and in which columns."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from spreadsheets.incoming.cell_text import levelled, text_of
from spreadsheets.incoming.values import Book, Cell, NotReadable, Sheet
from spreadsheets.records.technical_head import KEY_HEAD, MARKS_HEAD
from spreadsheets.records.values import RecordLayout
from texts.punctuation import listed

# So far down the titles of a sheet of somebody's own are looked for.
LAST_HEAD_ROW = 30


@dataclass(frozen=True, slots=True)
class Head:
    """The columns of a sheet: rows and columns from 1; 0 for the columns of a file that has none of them.

    ``marked`` are the names that the marks of a row are made for. ``missing``, ``unknown`` and ``twice`` are
    titles, of columns that are not there, of those that are not known, and of those that stand there again;
    ``unread`` are other sheets with such titles.
    """

    sheet: Sheet
    row: int
    columns: Mapping[str, int]
    key_column: int = 0
    marks_column: int = 0
    marked: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    twice: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()


def head_of(book: Book, layout: RecordLayout) -> Head:
    """The head of the sheet that holds the records. Raises NotReadable where there is none, and where a
    sheet was copied: nobody can tell which of the two was edited."""
    own, others = [], []
    for sheet in book.sheets:
        for row, column, text in technical_cells(sheet):
            if text.removeprefix(KEY_HEAD) == layout.kind:
                own.append(technical_head(sheet, row, column, layout))
                break
            others.append(text)
    if len(own) > 1:
        raise NotReadable(
            _("These sheets hold the same records: %(sheets)s. Leave the one that you have edited.")
            % {"sheets": listed(head.sheet.title for head in own)}
        )
    if own:
        return own[0]
    if others:
        raise NotReadable(
            _("This is a file of other records, not of “%(kind)s”. Bring it on the page of its own kind.")
            % {"kind": layout.title}
        )
    return head_by_titles(book, layout)


def head_by_titles(book: Book, layout: RecordLayout) -> Head:
    """The head of the first sheet that has the titles. Raises NotReadable where there is none."""
    titles = names_by_title(layout)
    heads = [head for sheet in book.sheets if (head := first_titles(sheet, titles, layout))]
    if heads:
        return replace(heads[0], unread=tuple(head.sheet.title for head in heads[1:]))
    wanted = listed(layout.column(name).heading for name in layout.key_columns)
    raise NotReadable(
        _(
            "No sheet has the columns that tell the rows: %(columns)s. Download the workbook, or write these"
            " titles above your columns."
        )
        % {"columns": wanted}
    )


def first_titles(sheet: Sheet, titles: Mapping[str, str], layout: RecordLayout) -> Head | None:
    """The head of a sheet by the first row that has the titles of the key; None where none has."""
    for row in sorted(sheet.rows)[:LAST_HEAD_ROW]:
        found = by_titles(sheet.rows[row], titles)
        if all(name in found for name in layout.key_columns):
            return titled_head(sheet, row, found, layout)
    return None


def technical_cells(sheet: Sheet) -> Iterator[tuple[int, int, str]]:
    """The cells that name a kind of records, near the top."""
    for row in sorted(sheet.rows)[:LAST_HEAD_ROW]:
        for column, cell in sheet.rows[row].items():
            if isinstance(cell.value, str) and cell.value.startswith(KEY_HEAD):
                yield row, column, cell.value.strip()


def technical_head(sheet: Sheet, row: int, key_column: int, layout: RecordLayout) -> Head:
    """The head by the names that the portal has written; a name that stands twice counts where it stands
    first."""
    known = {column.name for column in layout.editable}
    columns: dict[str, int] = {}
    twice: dict[str, None] = {}
    marks_column = 0
    marked: tuple[str, ...] = ()
    for place, cell in sheet.rows[row].items():
        name = text_of(cell).text.strip()
        if name.startswith(MARKS_HEAD):
            marks_column, marked = place, tuple(name.removeprefix(MARKS_HEAD).split(","))
        elif name in columns:
            twice[layout.column(name).heading] = None
        elif name in known:
            columns[name] = place
    missing = missing_of(columns, layout)
    return Head(sheet, row, columns, key_column, marks_column, marked, missing, twice=tuple(twice))


def names_by_title(layout: RecordLayout) -> dict[str, str]:
    """The names of columns by all that they are called. A title of two says nothing: a column below it could
    be either, and is not read."""
    names: dict[str, set[str]] = {}
    for column in layout.editable:
        for title in column.titles():
            names.setdefault(title, set()).add(column.name)
    titles = {title: each.pop() for title, each in names.items() if len(each) == 1}
    return titles | {column.name: column.name for column in layout.editable}


def by_titles(cells: Mapping[int, Cell], titles: Mapping[str, str]) -> dict[str, int]:
    """The columns whose titles stand in a row."""
    found: dict[str, int] = {}
    for place, cell in cells.items():
        name = titles.get(levelled(text_of(cell).text))
        if name:
            found.setdefault(name, place)
    return found


def titled_head(sheet: Sheet, row: int, columns: dict[str, int], layout: RecordLayout) -> Head:
    shown = {title for column in layout.columns if column.is_read_only for title in column.titles()}
    texts = [text_of(cell).text for place, cell in sheet.rows[row].items() if place not in columns.values()]
    unknown = tuple(text for text in texts if text and levelled(text) not in shown)
    return Head(sheet, row, columns, missing=missing_of(columns, layout), unknown=unknown)


def missing_of(columns: Mapping[str, int], layout: RecordLayout) -> tuple[str, ...]:
    return tuple(column.heading for column in layout.editable if column.name not in columns)
