"""From a text with tables to one whose tables of duties are numbered items."""

from reading.structure.lines import PARAGRAPH_END
from reading.tables.cells import Table
from reading.tables.finding import Found, find_tables
from reading.tables.headers import Header
from reading.tables.items import ItemLine, read_items
from reading.tables.laid_out import Builder, LaidOut, LaidTable
from reading.tables.limits import Count, repetition_count


def lay_out(source: str) -> LaidOut:
    """``source`` with each table of duties as the items and notes that it says; the rest stands as it is.

    Raises DocumentError where its tables are more than can be read.
    """
    found = find_tables(source)
    builder = Builder(source)
    repeated = repetition_count()
    tables: list[LaidTable] = []
    at = 0
    for each in found:
        if each.header is None and not each.table.is_of_word:
            continue
        builder.copy(at, each.table.starts_at)
        if each.header is None:
            _put_cells(each.table, builder)
        else:
            tables.append(_lay_out(each, each.header, builder, repeated))
        at = each.table.ends_at
    builder.copy(at, len(source))
    return builder.built(tables, [each for each in found if each.header is None])


def _lay_out(found: Found, header: Header, builder: Builder, repeated: Count) -> LaidTable:
    laid = LaidTable(found, builder.at)
    for item in read_items(found.table, header):
        starts_at = builder.at
        builder.put("", item.row.starts_at)
        for line in item.lines:
            _put_line(line, laid, builder, repeated)
        if item.is_unfit:
            laid.unfit.append((starts_at, builder.at))
        elif item.is_unowned:
            laid.unowned.append((starts_at, builder.at))
    laid.ends_at = builder.at
    return laid


def _put_cells(table: Table, builder: Builder) -> None:
    """The cells of a table of a file that is none of duties as paragraphs: it may only lay out a page."""
    for row in table.rows:
        builder.put("", row.starts_at)
        for cell in row.cells:
            for line in cell.lines:
                builder.put(line.text, line.at)
                builder.put(PARAGRAPH_END)


def _put_line(line: ItemLine, laid: LaidTable, builder: Builder, repeated: Count) -> None:
    starts_at = builder.at
    for fragment in line.fragments:
        builder.put(fragment.text, fragment.at, is_repeated=fragment.is_repeated)
        if fragment.is_repeated:
            repeated.add(len(fragment.text))
    if line.is_row:
        laid.rows.append(starts_at)
    if line.is_note:
        laid.notes.append((starts_at, builder.at))
    builder.put("\n")
