"""The cells of a table, in whatever file it stood."""

import re
from dataclasses import dataclass

_EMPTY = re.compile(r"[\W_]*|无")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its first grid column, how many it spans, its lines, and whether it goes on from the row above
    (merged downwards)."""

    column: int
    span: int
    lines: tuple[str, ...]
    continues: bool = False

    @property
    def text(self) -> str:
        return "".join(self.lines)

    @property
    def said(self) -> tuple[str, ...]:
        """Its lines, unless they only say that there is nothing to say: —, 无."""
        return () if all(_EMPTY.fullmatch(line) for line in self.lines) else self.lines
