"""Where a figure will stand at the year's end, with an 80 % range (design R12): plain arithmetic.

An estimate, never a fact: it is kept apart from what was filed. The first way that the data allow is taken:
the shape of earlier years; for sums the run rate of this one; for levels a robust trend. Estimates are floats
inside (``targets/arithmetic/projection.py``) and ``Decimal`` at the edges. Why these: docs/decisions/0010.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from targets.arithmetic.comparators import Direction
from targets.arithmetic.outcome import Goal
from targets.arithmetic.projection import (
    Landing,
    by_last_years_change,
    by_last_years_shape,
    by_run_rate,
    by_trend,
    by_years,
)

# No stored number is as large: a range that reaches beyond says nothing.
TELLING = 1e14


class Kind(StrEnum):
    """What the numbers of a year are: a sum that starts at zero, a level that never falls, any level."""

    SUM = "sum"
    RUNNING = "running"
    LEVEL = "level"


class Way(StrEnum):
    """How a forecast was made."""

    YEARS = "years"
    LAST_YEAR = "last_year"
    RUN_RATE = "run_rate"
    TREND = "trend"


class Lacking(StrEnum):
    """Why there is no forecast: the year is over, nothing was approved yet, or too little to tell."""

    YEAR_OVER = "year_over"
    NO_FIGURE = "no_figure"
    TOO_FEW = "too_few"


class Prospect(StrEnum):
    """What a forecast says of a goal: all of its range reaches it, a part, or nothing."""

    LIKELY_MET = "likely_met"
    OPEN = "open"
    LIKELY_MISSED = "likely_missed"


@dataclass(frozen=True, slots=True)
class Reading:
    """The figure at the end of a period; ``share`` is the part of the year that was over, above 0, to 1."""

    share: Decimal
    value: Decimal

    @property
    def point(self) -> tuple[float, float]:
        return float(self.share), float(self.value)


@dataclass(frozen=True, slots=True)
class Course:
    """A year so far, and earlier years to their ends, the latest last; values in the indicator's unit.

    For sums the readings are running totals. ``start`` is the level when the year began. The figure never
    passes ``floor`` and ``ceiling``; ``step`` is the least amount told apart: no range is narrower.
    """

    kind: Kind
    readings: tuple[Reading, ...]
    earlier: tuple[tuple[Reading, ...], ...] = ()
    start: Decimal | None = None
    floor: Decimal = Decimal(0)
    ceiling: Decimal | None = None
    step: Decimal = Decimal("0.000001")


@dataclass(frozen=True, slots=True)
class Forecast:
    """The expected value at the year's end; ``low`` to ``high`` hold the outcome four times in five.

    ``since`` is the share of the year, ``years`` the number of earlier years that it stands on.
    """

    value: Decimal
    low: Decimal
    high: Decimal
    way: Way
    since: Decimal
    years: int


def forecast(course: Course) -> Forecast | Lacking:
    """The forecast of the year's end, or why there is none.

    Without an earlier year it takes two readings of a sum, or three points of a level, its start among
    them: fewer say nothing about how far they scatter.
    """
    if not course.readings:
        return Lacking.NO_FIGURE
    if course.readings[-1].share >= 1:
        return Lacking.YEAR_OVER
    for way, land in WAYS[course.kind].items():
        found = land(course)
        if found is not None and max(abs(found.low), abs(found.high)) < TELLING:
            return within(found, way, course)
    return Lacking.TOO_FEW


type Points = list[tuple[float, float]]


def past(course: Course) -> list[Points]:
    """The earlier years that are known to their end."""
    return [[reading.point for reading in year] for year in course.earlier if year and year[-1].share >= 1]


def so_far(course: Course) -> Points:
    return [reading.point for reading in course.readings]


def after_years(course: Course) -> Landing | None:
    return by_years(so_far(course), past(course), is_sum=course.kind is not Kind.LEVEL)


def after_last_year(course: Course) -> Landing | None:
    earlier = past(course)
    if not earlier:
        return None
    land = by_last_years_shape if course.kind is Kind.SUM else by_last_years_change
    return land(so_far(course), earlier[-1])


def after_pace(course: Course) -> Landing | None:
    return by_run_rate(so_far(course))


def after_trend(course: Course) -> Landing | None:
    """A running total begins anew each year, so that its last level of the year before is no start."""
    begins = course.start is not None and course.kind is Kind.LEVEL
    start = [(0.0, float(course.start or 0))] if begins else []
    return by_trend([*start, *so_far(course)])


WAYS: Mapping[Kind, Mapping[Way, Callable[[Course], Landing | None]]] = {
    Kind.SUM: {Way.YEARS: after_years, Way.LAST_YEAR: after_last_year, Way.RUN_RATE: after_pace},
    Kind.RUNNING: {Way.YEARS: after_years, Way.TREND: after_trend, Way.LAST_YEAR: after_last_year},
    Kind.LEVEL: {Way.YEARS: after_years, Way.TREND: after_trend, Way.LAST_YEAR: after_last_year},
}


def within(found: Landing, way: Way, course: Course) -> Forecast:
    """A landing as numbers that the figure can have."""
    value, low, high = (Decimal(repr(number)) for number in (found.value, found.low, found.high))
    low, high = min(low, value - course.step), max(high, value + course.step)
    value, low, high = (possible(number, course) for number in (value, low, high))
    return Forecast(value, low, high, way, course.readings[-1].share, len(past(course)))


def possible(number: Decimal, course: Course) -> Decimal:
    """The nearest number that the figure can have: within its bounds, and never below what cannot fall."""
    floor = course.floor if course.kind is Kind.LEVEL else max(course.floor, course.readings[-1].value)
    bounded = max(number, floor)
    return bounded if course.ceiling is None else min(bounded, course.ceiling)


def prospect(found: Forecast, goal: Goal) -> Prospect | None:
    """What a forecast says of a goal; None where the goal has no number."""
    if not goal.bounds:
        return None
    ends = [goal.is_reached_by(found.low), goal.is_reached_by(found.high)]
    if all(ends):
        return Prospect.LIKELY_MET
    return Prospect.OPEN if any(ends) or holds_mark(found, goal) else Prospect.LIKELY_MISSED


def holds_mark(found: Forecast, goal: Goal) -> bool:
    """Whether a mark that is to be held lies inside the range, so that either side of it is open."""
    is_mark = goal.comparison.direction is Direction.MARK
    return is_mark and any(found.low <= mark <= found.high for mark in goal.bounds)


# A range that is wider than this part of the goal tells nobody whether it will be reached.
WIDEST = Decimal("0.5")


def is_telling(found: Forecast, wanted: Decimal | None) -> bool:
    """Whether a forecast is narrow enough to be shown beside what is ``wanted``: its range is at most half as
    wide as that number, or as the forecast itself where no number is wanted."""
    measure = found.value if wanted is None else wanted
    return found.high - found.low <= WIDEST * abs(measure)
