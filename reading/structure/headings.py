"""The order of the numbers that open sections, and the tree that they make."""

from dataclasses import dataclass, field

from reading.markers import BULLET_RANK, Marker


@dataclass(slots=True)
class Outline:
    """The numbers seen so far. Numbering may run on across parents or start again at 1."""

    last: dict[int, int] = field(default_factory=dict)

    def continues(self, marker: Marker) -> bool:
        """Whether it is the next of its style: one more than the last."""
        return marker.rank != BULLET_RANK and marker.value == self.last.get(marker.rank, 0) + 1

    def expects(self, marker: Marker) -> bool:
        """Whether its number is no surprise: the next one, or 1 again."""
        return marker.value == 1 or self.continues(marker)

    def accepts(self, marker: Marker, *, mid_sentence: bool, is_finished: bool, under: Marker | None) -> bool:
        """Whether it opens a section. Where the line before leaves a sentence open, only exactly the next
        number does, or the first number below the heading ``under`` that the open line may be; elsewhere
        any number does, as documents do skip some. The topmost style starts again only after a full stop."""
        if mid_sentence and marker.is_tight:
            return False
        if not mid_sentence:
            is_again = marker.rank == min(self.last, default=0) and not self.continues(marker)
            return is_finished or not is_again
        if under and marker.rank > under.rank and self.expects(marker):
            return True
        is_deepest = all(marker.rank > rank for rank in self.last if rank != BULLET_RANK)
        return self.continues(marker) and (marker.value > 1 or is_deepest)

    def enter(self, marker: Marker) -> None:
        self.last[marker.rank] = marker.value


@dataclass(slots=True)
class Outlines:
    """The outline of a document, and that of the table that one is in: its rows are counted by themselves.

    A table whose first number is the next of the document's own goes on with that outline.
    """

    own: Outline = field(default_factory=Outline)
    inner: Outline | None = None
    table: int = 0
    goes_on: bool = False

    def at(self, table: int, marker: Marker | None) -> tuple[Outline, int]:
        """The outline that counts at a line of ``table``, and the table if it counts by itself there."""
        if table != self.table and marker:
            self.table = table
            self.goes_on = bool(table) and marker.value > 1 and self.own.continues(marker)
        if not table or self.goes_on:
            return self.own, 0
        self.inner = self.inner or Outline()
        return self.inner, table

    def enter(self, marker: Marker, table: int) -> None:
        outline, inner = self.at(table, marker)
        outline.enter(marker)
        if not inner:
            self.inner = None


@dataclass(slots=True)
class Node:
    """An open section on the way down the tree."""

    path: str
    rank: int
    bullets: int = 0


@dataclass(slots=True)
class Tree:
    """Paths of sections, from the order of their markers; every path is unique."""

    open: list[Node] = field(default_factory=list)
    paths: set[str] = field(default_factory=set)
    counts: dict[str, int] = field(default_factory=dict)
    top: Node = field(default_factory=lambda: Node("", 0))
    floor: int = 0
    is_in_table: bool = False

    def add(self, marker: Marker, *, in_table: bool = False) -> tuple[str, str | None, bool]:
        """Its path, its parent's path, and whether the same number stood there before. What is in a table
        stands below the section that the table stands in."""
        if in_table != self.is_in_table:
            self.is_in_table = in_table
            self.floor = len(self.open) if in_table else 0
        while len(self.open) > self.floor and self.open[-1].rank >= marker.rank:
            self.open.pop()
        parent = self.open[-1] if self.open else self.top
        number = marker.number
        if marker.rank == BULLET_RANK:
            parent.bullets += 1
            number = str(parent.bullets)
        wanted = f"{parent.path}/{number}" if parent.path else number
        path = self._free(wanted)
        self.open.append(Node(path, marker.rank))
        return path, parent.path or None, path != wanted

    def _free(self, path: str) -> str:
        if path in self.paths:
            again = self.counts[path] = self.counts.get(path, 1) + 1
            path = f"{path}-{again}"
            return self._free(path)
        self.paths.add(path)
        return path
