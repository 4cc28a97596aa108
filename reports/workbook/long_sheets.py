"""The long tables of a snapshot as sheets: the columns of one language, rows as they are read."""

from collections.abc import Callable, Iterator, Sequence
from operator import itemgetter

from reports.snapshot.snapshot import Snapshot
from reports.snapshot.tables import Scalar, TableHead
from reports.workbook.plan import SheetColumn, SheetPlan
from reports.workbook.survey import Survey
from reports.workbook.value_sheet import Values, value_sheet

# The first two columns of every long table say whose row it is, and on what.
REPEATED = 2


def long_sheet(snapshot: Snapshot, table: TableHead, language: str, survey: Survey) -> SheetPlan:
    """The sheet of one long table."""
    shown = [place for place, column in enumerate(table.columns) if column.is_shown_in(language)]
    pick = picker(shown)
    columns = [
        SheetColumn(column.title.in_language(language), column.kind, column.width, column.decimals)
        for column in (table.columns[place] for place in shown)
    ]

    def values() -> Iterator[Values]:
        return map(pick, snapshot.rows(table.key))

    title, repeated = table.title.in_language(language), min(REPEATED, len(columns))
    return value_sheet(table.key, title, columns, values, survey, repeated=repeated)


def picker(places: Sequence[int]) -> Callable[[Sequence[Scalar]], Values]:
    """Takes the values at ``places`` out of a row, the quickest way for several."""
    return itemgetter(*places) if len(places) > 1 else lambda row: [row[place] for place in places]
