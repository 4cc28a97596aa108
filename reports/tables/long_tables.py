"""The long tables of a snapshot, in their order."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reports.snapshot.tables import LongTable, Row, TableHead
from reports.tables import cases, figures, filings, task_standings, task_texts
from reports.tables.filing_facts import Batch, batches
from reports.tables.scope import TableScope


@dataclass(frozen=True, slots=True)
class TableSource:
    """Where a table comes from. ``rows`` reads some organizations at a time, in the order of the tree, as
    many values a row as ``head`` has columns; ``count`` says how many rows one batch of them makes."""

    key: str
    head: Callable[[], TableHead]
    rows: Callable[[TableScope], Iterator[Row]]
    count: Callable[[Batch], int]


SOURCES = tuple(
    TableSource(module.KEY, module.head, module.rows, module.count)
    for module in (task_standings, task_texts, cases, figures, filings)
)


def long_tables(scope: TableScope) -> list[LongTable]:
    """Every table; its rows are read while they are written."""
    return [LongTable(source.head(), source.rows(scope)) for source in SOURCES]


def row_counts(scope: TableScope) -> dict[str, int]:
    """How many rows each table will have, by its key; nothing of what filings say is read for it."""
    counts = dict.fromkeys((source.key for source in SOURCES), 0)
    for batch in batches(scope):
        for source in SOURCES:
            counts[source.key] += source.count(batch)
    return counts
