"""Tables as spreadsheets take them: what the page shows, with what it was asked for on top."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from reports.data_tables.values import Cell, DataTable, Head, Row
from targets.tables import values
from targets.tables.files import Table
from texts.punctuation import in_brackets

NAME, CONTENT = 24, 60


def spreadsheet_tables(facts: Sequence[tuple[str, str]], tables: Sequence[DataTable]) -> list[Table]:
    """The tables as sheets, and before them one of what was asked for."""
    columns = (values.Column("fact", _("Fact"), NAME), values.Column("content", _("Content"), CONTENT))
    return [Table(_("What this shows"), columns, [tuple(fact) for fact in facts]), *map(sheet_of, tables)]


def sheet_of(table: DataTable) -> Table:
    """One table: its rows in their order, then its totals."""
    columns = [column_of(column) for head in table.heads for column in (head, *head.further)]
    rows = [tuple(values_of(row, table.heads)) for row in (*table.rows, *table.totals)]
    return Table(table.title, tuple(columns), rows)


def column_of(head: Head) -> values.Column:
    title = in_brackets(head.title, head.unit) if head.unit else head.title
    return values.Column(head.key, f"{head.group} {title}".strip(), head.width)


def values_of(row: Row, heads: Sequence[Head]) -> Iterator[values.Value]:
    """The values of a row, each followed by those of its further columns."""
    for cell, head in zip(row.cells, heads, strict=True):
        yield value_of(cell)
        yield from (*cell.further, *[None] * len(head.further))[: len(head.further)]


def value_of(cell: Cell) -> values.Value:
    """A cell's value; its words where only they say something."""
    return cell.words or None if cell.value is None else cell.value
