"""A text whose tables are laid out as items, and the way from its offsets back to the source."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cached_property

from reading.document import Run
from reading.tables.finding import Found


@dataclass(frozen=True, slots=True)
class Stretch:
    """``length`` characters that stand at ``at`` in the laid-out text and at ``source_at`` in the source.

    One that ``is_repeated`` says again, for a further row, what a merged cell says once.
    """

    at: int
    source_at: int
    length: int
    is_repeated: bool = False


@dataclass(slots=True)
class LaidTable:
    """Where a table of duties stands in the laid-out text: its lines, the rows among them, those that name
    owners, and the rows whose cells are in doubt."""

    found: Found
    starts_at: int
    ends_at: int = 0
    rows: list[int] = field(default_factory=list)
    notes: list[tuple[int, int]] = field(default_factory=list)
    unfit: list[tuple[int, int]] = field(default_factory=list)
    unowned: list[tuple[int, int]] = field(default_factory=list)


@dataclass
class LaidOut:
    """``text`` with the stretches of it that stand in the source, in order; what no stretch covers was put in
    to say what the columns of a table say (牵头单位：)."""

    source: str
    text: str
    stretches: list[Stretch]
    tables: list[LaidTable]
    others: list[Found]

    @cached_property
    def _printed(self) -> list[Stretch]:
        return [stretch for stretch in self.stretches if not stretch.is_repeated]

    @cached_property
    def _ends(self) -> list[int]:
        """For each printed stretch the farthest place in the source that those before it reach."""
        ends, farthest = [], 0
        for stretch in self._printed:
            ends.append(farthest)
            farthest = max(farthest, stretch.source_at + stretch.length)
        return ends

    @cached_property
    def _begins(self) -> list[int]:
        return [stretch.at for stretch in self._printed]

    @cached_property
    def _all_begins(self) -> list[int]:
        return [stretch.at for stretch in self.stretches]

    def boundary(self, at: int) -> int:
        """The place in the source of a boundary of the laid-out text; the order of boundaries is kept."""
        number = bisect_left(self._begins, at)
        if number < len(self._begins) and self._begins[number] == at:
            return max(self._ends[number], self._printed[number].source_at)
        before = self._printed[number - 1] if number else None
        if before and at < before.at + before.length:
            return max(self._ends[number - 1], before.source_at + at - before.at)
        if number == len(self._printed):
            return len(self.source)
        return max(self._ends[number], self._printed[number].source_at)

    def place(self, starts_at: int, ends_at: int) -> tuple[int, int]:
        """The range of the source that the words from ``starts_at`` to ``ends_at`` stand in. Those of merged
        cells count only where no others are among them."""
        inside = [run for run in self._inside(starts_at, ends_at) if run[0].length]
        inside = [run for run in inside if not run[2]] or inside
        if not inside:
            at = self.boundary(starts_at)
            return at, at
        return min(run[0].source_at for run in inside), max(
            run[0].source_at + run[0].length for run in inside
        )

    def runs(self, runs: tuple[Run, ...], starts_at: int, ends_at: int) -> tuple[Run, ...]:
        """``runs`` that lead to the laid-out text as runs that lead to the source, between two of its places.

        What stands in a merged cell of a row before leads nowhere."""
        led = []
        for run in runs:
            for inner, begin, is_repeated in self._inside(run.source_at, run.source_at + run.length):
                is_within = starts_at <= inner.source_at and inner.source_at + inner.length <= ends_at
                if inner.length and is_within and not is_repeated:
                    led.append(Run(run.at + begin - run.source_at, inner.source_at, inner.length))
        return tuple(led)

    def _inside(self, starts_at: int, ends_at: int) -> list[tuple[Run, int, bool]]:
        """The parts of the stretches between two places: as a run, its begin, and whether it is repeated."""
        parts = []
        number = max(bisect_right(self._all_begins, starts_at) - 1, 0)
        while number < len(self.stretches) and self.stretches[number].at < ends_at:
            stretch = self.stretches[number]
            begin = max(stretch.at, starts_at)
            end = min(stretch.at + stretch.length, ends_at)
            if begin < end:
                run = Run(begin, stretch.source_at + begin - stretch.at, end - begin)
                parts.append((run, begin, stretch.is_repeated))
            number += 1
        return parts


class Builder:
    """Puts a laid-out text together, piece by piece."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self._texts: list[str] = []
        self._stretches: list[Stretch] = []

    def put(self, text: str, source_at: int | None = None, *, is_repeated: bool = False) -> None:
        """Add ``text``; with ``source_at`` it stands there in the source, else it is put in."""
        if source_at is not None:
            self._stretches.append(Stretch(self.at, source_at, len(text), is_repeated))
        self._texts.append(text)
        self.at += len(text)

    def copy(self, starts_at: int, ends_at: int) -> None:
        """Add a part of the source as it stands."""
        if starts_at < ends_at:
            self.put(self.source[starts_at:ends_at], starts_at)

    def built(self, tables: list[LaidTable], others: list[Found]) -> LaidOut:
        return LaidOut(self.source, "".join(self._texts), self._stretches, tables, others)
