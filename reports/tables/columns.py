"""Columns that several long tables have, and names in both languages as two cells of a row."""

from collections.abc import Callable

from reports.gathering.bilingual import in_both
from reports.snapshot.tables import TableColumn
from reports.snapshot.year import Name

type Said = Callable[[], object]


def column(key: str, title: Said, kind: str = "text", width: int = 14, decimals: int = 0) -> TableColumn:
    return TableColumn(key, in_both(title), kind, width, decimals)


def named(key: str, title: Said, width: int = 14) -> tuple[TableColumn, TableColumn]:
    """A column for a name, once in each language; a form in one language shows the one that is meant for
    it."""
    heading = in_both(title)
    return (
        TableColumn(key, heading, width=width, language="zh"),
        TableColumn(f"{key}_en", heading, width=width, language="en"),
    )


def cells(name: Name | None) -> tuple[str | None, str | None]:
    """The cells under ``named``."""
    return (None, None) if name is None else (name.zh, name.en)
