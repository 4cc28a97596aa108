"""The cells of a table, in whatever file it stood."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its first grid column, how many it spans, its lines, and whether it goes on from the row above
    (merged downwards)."""

    column: int
    span: int
    lines: tuple[str, ...]
    continues: bool = False
