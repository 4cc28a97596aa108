"""A view with more than can be held, as tables that are written while they are given out (decision 0066).

Its rows stand as in the plain text of a view: titles over several columns before each, a unit that is a
number's own in a column behind it.
"""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from reports.dashboards.shown_page import PointList, ShownPage
from reports.data_tables.values import DataTable, Head, Row
from reports.handouts.columns import entries, file_heads, head_words
from reports.handouts.cover_sheet import cover_title, number_row, point_rows
from spreadsheets.outgoing.files import Table, columns
from spreadsheets.outgoing.table_files import TableFile
from spreadsheets.values import Column, Value

WIDE = 40


def long_file(page: ShownPage, tables: Sequence[DataTable], *, has_cover: bool) -> TableFile:
    """``tables`` of a view with what it was asked for and its sentence; ``has_cover`` where its numbers and
    points follow as tables of their own."""
    notes = [(table.title, table.note) for table in tables if table.note]
    facts = [*page.facts, (cover_title(), page.headline.sentence), *notes]
    cover = list(cover_tables(page)) if has_cover else []
    return TableFile(f"{page.subject} · {page.title}", facts, [*map(long_table, tables), *cover])


def long_table(table: DataTable) -> Table:
    """All rows of a table, and its totals beneath."""
    heads = file_heads(table)
    held = [entries(row, table) for row in (*table.rows, *table.totals)]
    with_units = frozenset(place for place in range(len(heads)) if any(row[place].unit for row in held))
    titled = [
        column for place, head in enumerate(heads) for column in titles(head, has_units=place in with_units)
    ]
    count = table.count + len(table.totals)
    return Table(table.title, tuple(titled), values(table, with_units), count)


def titles(head: Head, *, has_units: bool) -> Iterator[Column]:
    title = f"{head.group} · {head_words(head)}" if head.group else head_words(head)
    yield Column(head.key, title, head.width)
    if has_units:
        yield Column(f"{head.key}_unit", _("Unit"))


def values(table: DataTable, with_units: frozenset[int]) -> Iterator[tuple[Value, ...]]:
    for row in rows(table):
        yield tuple(
            value
            for place, entry in enumerate(entries(row, table))
            for value in ((entry.value, entry.unit) if place in with_units else (entry.value,))
        )


def rows(table: DataTable) -> Iterator[Row]:
    yield from table.whole.read() if table.whole else table.rows
    yield from table.totals


def cover_tables(page: ShownPage) -> Iterator[Table]:
    """The numbers at the head of a view, and each list of its points."""
    if numbers := [number_row(number) for number in page.headline.numbers]:
        heads = ((_("Key figures"), WIDE), ("", WIDE), (_("Unit"), 12), (_("About the figure"), WIDE))
        yield Table(_("Key figures"), columns(*heads), numbers, len(numbers))
    for points in page.lists:
        yield point_table(points)


def point_table(points: PointList) -> Table:
    said = [(*row, None)[:2] for row in point_rows(points)]
    return Table(points.title, columns((points.title, 2 * WIDE), (points.note, WIDE)), said)
