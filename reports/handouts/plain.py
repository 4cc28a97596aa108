"""A view as plain text for spreadsheets: what it was asked for on top, its tables one below the other."""

import csv
from collections.abc import Iterator, Sequence
from io import StringIO
from typing import Any

from django.utils.translation import gettext as _

from reports.dashboards.shown_page import ShownPage
from reports.data_tables.values import DataTable, Head
from reports.handouts.columns import entries, file_heads, head_words
from spreadsheets.outgoing.files import MARK
from spreadsheets.outgoing.plain_values import plain_text
from spreadsheets.values import Value

type Line = Sequence[Value]


def plain_of(page: ShownPage, tables: Sequence[DataTable]) -> bytes:
    """UTF-8 with the mark by which spreadsheets know it; every field in quotes, in which nothing begins a new
    cell, whichever sign the program that opens it takes for the separator."""
    file = StringIO()
    writer: Any = csv.writer(file, quoting=csv.QUOTE_ALL)
    for line in lines(page, tables):
        writer.writerow([plain_text(value) for value in line])
    return (MARK + file.getvalue()).encode()


def lines(page: ShownPage, tables: Sequence[DataTable]) -> Iterator[Line]:
    yield page.subject, page.title
    yield from page.facts
    yield (page.headline.sentence,)
    for table in tables:
        yield ()
        yield (table.title,)
        yield from table_lines(table)


def table_lines(table: DataTable) -> Iterator[Line]:
    """Head, rows, totals and what is said beneath. A number that has a unit of its own has it in a column
    behind it."""
    heads = file_heads(table)
    rows = [entries(row, table) for row in (*table.rows, *table.totals)]
    with_units = {place for place in range(len(heads)) if any(row[place].unit for row in rows)}
    named = [head_fields(head, has_units=place in with_units) for place, head in enumerate(heads)]
    yield [words for fields in named for words in fields]
    for row in rows:
        yield [
            value
            for place, entry in enumerate(row)
            for value in ((entry.value, entry.unit) if place in with_units else (entry.value,))
        ]
    for said in filter(None, ["" if table.rows else table.empty, table.note]):
        yield (said,)


def head_fields(head: Head, *, has_units: bool) -> list[str]:
    """One row of heads is all that plain text has: titles over several columns stand before each."""
    title = f"{head.group} · {head_words(head)}" if head.group else head_words(head)
    return [title, _("Unit")] if has_units else [title]
