"""Long tables: their columns, and rows that are streamed."""

from collections.abc import Iterable
from dataclasses import dataclass

from reports.snapshot.document import Value
from reports.snapshot.year import Name

# What a row holds: decimals are strings, days and instants ISO 8601.
type Scalar = str | int | bool | None
type Row = tuple[Scalar, ...]


class TableColumn(Value, frozen=True):
    """A column of a long table. ``kind`` is text, number, integer, yes_no, day or instant; ``decimals`` those
    that a number is shown with."""

    key: str
    title: Name
    kind: str = "text"
    width: int = 14
    decimals: int = 0


class TableHead(Value, frozen=True):
    """A long table without its rows."""

    key: str
    title: Name
    columns: tuple[TableColumn, ...]


@dataclass(frozen=True, slots=True)
class LongTable:
    """A table whose rows are read while they are written."""

    head: TableHead
    rows: Iterable[Row]
