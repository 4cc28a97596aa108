"""Words of a section's text that something else on the page points to, and what lies on which of them.

Plain values: offsets into the section's text.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise


class SpotKind(StrEnum):
    """What words are to whom they point, the most pressing first."""

    DOUBT = "doubt"
    NAME = "name"
    SETTLED = "settled"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Spot:
    """Words that a doubt, a printed name or a task stands on. ``key`` names what points to them, ``anchor``
    the words themselves."""

    starts_at: int
    ends_at: int
    kind: SpotKind
    key: str
    anchor: str
    label: str = ""


def pressing(spots: Iterable[Spot]) -> Spot | None:
    """What words lead to: the most pressing of what stands on them; a note alone leads nowhere."""
    found = [spot for spot in spots if spot.kind is not SpotKind.NOTE]
    return min(found, key=lambda spot: list(SpotKind).index(spot.kind), default=None)


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the text over which the same spots reach, and those of which it is the beginning."""

    starts_at: int
    ends_at: int
    spots: tuple[Spot, ...] = ()
    begun: tuple[Spot, ...] = ()


class Overlay:
    """The spots of a text, laid over it in the order of the text."""

    def __init__(self, length: int, spots: Sequence[Spot]) -> None:
        self.segments = list(segments(length, spots))
        self.starts = [segment.starts_at for segment in self.segments]

    def over(self, starts_at: int, ends_at: int) -> Iterator[Segment]:
        """The stretch from ``starts_at`` to ``ends_at``, cut where spots begin and end."""
        number = max(0, bisect_right(self.starts, starts_at) - 1)
        while number < len(self.segments) and self.segments[number].starts_at < ends_at:
            segment = self.segments[number]
            begins, ends = max(starts_at, segment.starts_at), min(ends_at, segment.ends_at)
            if begins < ends:
                begun = segment.begun if begins == segment.starts_at else ()
                yield Segment(begins, ends, segment.spots, begun)
            number += 1


def segments(length: int, spots: Iterable[Spot]) -> Iterator[Segment]:
    """A text of ``length`` characters in segments that lie end to end."""
    waiting = sorted(spots, key=lambda spot: spot.starts_at, reverse=True)
    edges = sorted({0, length, *(edge for spot in waiting for edge in (spot.starts_at, spot.ends_at))})
    reaching: list[Spot] = []
    for begins, ends in pairwise(edges):
        reaching = [spot for spot in reaching if spot.ends_at > begins]
        begun = []
        while waiting and waiting[-1].starts_at <= begins:
            begun.append(waiting.pop())
        reaching += begun
        yield Segment(begins, ends, tuple(reaching), tuple(begun))
