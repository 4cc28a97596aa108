"""The long tables of a snapshot as sheets: the columns of one language, rows as they are read."""

from collections.abc import Iterator
from functools import partial

from reports.snapshot.snapshot import Snapshot
from reports.snapshot.tables import Scalar, TableHead
from reports.workbook.contents import CONTENTS, text_content
from reports.workbook.continuation import Continuation
from reports.workbook.plan import Contents, SheetColumn, SheetPlan
from reports.workbook.survey import Survey

# The first two columns of every long table say whose row it is, and on what.
REPEATED = 2


def long_sheets(snapshot: Snapshot, language: str, survey: Survey) -> list[SheetPlan]:
    """A sheet for each long table. Each is read once before, to know how many rows there will be and what of
    their texts had to be changed."""
    return [long_sheet(snapshot, table, language, survey) for table in snapshot.tables]


def long_sheet(snapshot: Snapshot, table: TableHead, language: str, survey: Survey) -> SheetPlan:
    shown = [place for place, column in enumerate(table.columns) if column.is_shown_in(language)]
    columns = tuple(
        SheetColumn(column.title.in_language(language), column.kind, column.width, column.decimals)
        for column in (table.columns[place] for place in shown)
    )
    title = table.title.in_language(language)
    parts = partial(parts_of, snapshot, table.key, shown, columns)
    return SheetPlan(
        key=table.key,
        title=title,
        columns=columns,
        rows=partial(contents_in, parts, columns),
        count=survey.of(title, columns, parts()),
        repeated=min(REPEATED, len(columns)),
    )


def parts_of(
    snapshot: Snapshot, key: str, shown: list[int], columns: tuple[SheetColumn, ...]
) -> Iterator[list[Scalar]]:
    """The values of each row, long texts over several of them."""
    widths = {place: column.width for place, column in enumerate(columns) if column.kind == "text"}
    continuation = Continuation(widths, repeated=min(REPEATED, len(columns)))
    for row in snapshot.rows(key):
        yield from continuation.rows_for([row[place] for place in shown])
