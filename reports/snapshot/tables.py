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
    that a number is shown with at least. ``language`` is zh or en where the column is for that language
    alone: names stand once in each."""

    key: str
    title: Name
    kind: str = "text"
    width: int = 14
    decimals: int = 0
    language: str = ""

    def is_shown_in(self, language: str) -> bool:
        """Whether a form in ``language`` shows it."""
        return self.language in {"", "en" if language == "en" else "zh"}


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
