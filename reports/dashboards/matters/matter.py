"""One thing that needs attention, and the rule by which such things are ordered."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from reports.dashboards.shown_page import Point

MOST_URGENT_FIRST = ("error", "warning", "info", "success")


@dataclass(frozen=True, slots=True)
class Matter:
    """A point with what decides its place. ``is_mine`` where the person who looks has to act; ``since`` is
    the day from which it has stood so, None where no day tells."""

    point: Point
    is_mine: bool = False
    since: dt.date | None = None


def in_order(matters: Iterable[Matter]) -> tuple[Point, ...]:
    """The most urgent first; of those what the person has to do, then what others have; of those what has
    stood so the longest, and last what no day tells of. Equals stay in their order."""
    ordered = sorted(matters, key=urgency)
    return tuple(matter.point for matter in ordered)


def urgency(matter: Matter) -> tuple[int, bool, dt.date]:
    rank = MOST_URGENT_FIRST.index(matter.point.urgency)
    return rank, not matter.is_mine, matter.since or dt.date.max
