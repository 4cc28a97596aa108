"""How a figure stands against its goal (design R11, R12): plain arithmetic over plain values.

What a comparator means stands in its row of ``targets/arithmetic/comparators.py``: one test of "reached", and
one direction. A share of what was expected decides between on track, at risk and off track.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from itertools import pairwise

from reading import Comparator
from targets.arithmetic.comparators import COMPARISONS, Comparison, Direction

ONE = Decimal(1)
ZERO = Decimal(0)


class Outcome(StrEnum):
    """``QUALITATIVE`` goals are judged by people: they have ``NO_DATA`` here, whatever the figure."""

    MET = "met"
    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    OFF_TRACK = "off_track"
    NO_DATA = "no_data"


BEST_FIRST = (Outcome.MET, Outcome.ON_TRACK, Outcome.AT_RISK, Outcome.OFF_TRACK)
# An end that nobody can judge leaves the range unjudged.
WORST_LAST = (*BEST_FIRST, Outcome.NO_DATA)


@dataclass(frozen=True)
class Goal:
    """What is wanted by the end of ``ends_on``; numbers in the indicator's unit.

    ``whole`` is what ``ALL`` means in that unit, 100 for percent. ``accumulates`` marks a sum of increments
    that begins the year at zero; a level begins it at its baseline. ``milestones`` are days before the last
    with what is expected by their end, in order. Of a range ``value`` is the lower end.
    """

    comparator: Comparator
    starts_on: dt.date
    ends_on: dt.date
    value: Decimal | None = None
    baseline: Decimal | None = None
    tolerance: Decimal = ZERO
    whole: Decimal = Decimal(100)
    accumulates: bool = False
    milestones: tuple[tuple[dt.date, Decimal], ...] = ()
    upper_value: Decimal | None = None

    @cached_property
    def comparison(self) -> Comparison:
        """What its comparator means."""
        return COMPARISONS[self.comparator]

    @property
    def threshold(self) -> Decimal | None:
        """The number that decides; None where there is none."""
        return self.comparison.threshold(self)

    @cached_property
    def sides(self) -> tuple["Goal", ...]:
        """The goals with one number of which the worse decides: both ends of a range, else itself."""
        return tuple(self.side(*one) for one in self.comparison.sides) or (self,)

    def side(self, comparator: Comparator, number: Callable[["Goal"], Decimal | None]) -> "Goal":
        """One end of a range as a goal of its own. The milestones lead to the end that a level has to move
        to; a sum moves towards both, and they are as large beside each."""
        end = number(self)
        alone = replace(
            self, comparator=comparator, value=end, upper_value=None, tolerance=ZERO, milestones=()
        )
        if alone.start is None or end is None or (self.accumulates and not self.value):
            return alone
        times = end / self.value if self.accumulates and self.value else ONE
        return replace(alone, milestones=tuple((day, value * times) for day, value in self.milestones))

    @property
    def leading(self) -> "Goal":
        """The side whose path is shown: that to which the figure has to move, else the first."""
        return next((side for side in self.sides if side.start is not None), self.sides[0])

    @cached_property
    def bounds(self) -> tuple[Decimal, ...]:
        """The numbers that decide, the smallest first; empty where there is none."""
        return tuple(side.threshold for side in self.sides if side.threshold is not None)

    @property
    def marks(self) -> tuple[Decimal, ...]:
        """The numbers on whose side a shown figure must stay: what decides, or the ends of its tolerance."""
        if self.comparison.direction is not Direction.MARK or self.comparison.sides:
            return self.bounds
        return tuple(end for mark in self.bounds for end in (mark - self.tolerance, mark + self.tolerance))

    def is_reached_by(self, value: Decimal) -> bool:
        """Whether ``value`` is what the goal wants; a goal without a number is never reached so."""
        return all(
            side.threshold is not None and side.comparison.test(value, side.threshold, side.tolerance)
            for side in self.sides
        )

    def gap_of(self, value: Decimal) -> Decimal | None:
        """How far ``value`` lies above (below zero: below) the number that decides, of a range its nearer
        end and nothing within; None where no number does."""
        return value - min(max(value, self.bounds[0]), self.bounds[-1]) if self.bounds else None

    def expected_on(self, day: dt.date) -> Decimal | None:
        """Where the path to the goal stands at the end of ``day``, straight between its points and exactly
        there at each: a quotient that was rounded never leads beyond."""
        over = self.share_of_year(day)
        for (left, before), (right, after) in pairwise(self.path):
            if over <= right:
                expected = before + (after - before) * (over - left) / (right - left)
                return min(max(expected, min(before, after)), max(before, after)) if over < right else after
        return None

    @cached_property
    def path(self) -> tuple[tuple[Decimal, Decimal], ...]:
        """The points that the path goes through: the part of the year that is over, and what is expected
        then; empty without a number to reach.

        From the start of the year over the milestones to the goal (design R12). Sums start at zero, levels
        at their baseline; a level without a baseline, or whose baseline already is as good as the goal, is
        compared with the first milestone until then, and without any with the goal all year.
        """
        if self.comparison.sides:
            return self.leading.path
        wanted = self.threshold
        if wanted is None:
            return ()
        between = [(self.share_of_year(day), value) for day, value in self.milestones]
        points = [*between, (ONE, wanted)]
        return ((ZERO, points[0][1] if self.start is None else self.start), *points)

    @property
    def is_flat(self) -> bool:
        """Whether the same is expected all year."""
        return len({value for _over, value in self.path}) <= 1

    @property
    def may_have_milestones(self) -> bool:
        """Whether there is a way to the goal: not for a level that is to be held or only to be better than
        the year before, nor for one that begins within its range, and not without a number."""
        if not self.bounds:
            return False
        is_moving = self.comparison.has_path and (not self.comparison.sides or self.start is not None)
        return self.accumulates or is_moving

    def turning_back(self) -> list[dt.date]:
        """The days of milestones that are not between the one before and the goal."""
        wanted, before = self.leading.threshold, self.start
        found = []
        for day, value in self.milestones:
            reference = value if before is None else before
            if wanted is not None and not min(reference, wanted) <= value <= max(reference, wanted):
                found.append(day)
            before = value
        return found

    @cached_property
    def start(self) -> Decimal | None:
        """Where the path starts; None where it is flat."""
        if self.comparison.sides:
            return self.leading.start
        if self.accumulates:
            return ZERO
        if self.baseline is None or not self.comparison.has_path:
            return None
        return None if self.is_reached_by(self.baseline) else self.baseline

    def share_of_year(self, day: dt.date) -> Decimal:
        """The part of the year that is over at the end of ``day``, between 0 and 1."""
        days = (self.ends_on - self.starts_on).days + 1
        passed = (day - self.starts_on).days + 1
        return Decimal(min(max(passed, 0), days)) / days


@dataclass(frozen=True, slots=True)
class Bands:
    """From which share of the expected progress an outcome is on track, and from which at risk."""

    on_track_from: Decimal
    at_risk_from: Decimal


@dataclass(frozen=True, slots=True)
class Assessment:
    """A figure judged. ``attainment`` is the share of the goal that is reached: 1 is all of it, and only a
    goal that wants more can show above 1. ``gap`` is value less threshold, in the unit. ``expected`` is the
    path at ``measured_on``."""

    outcome: Outcome
    attainment: Decimal | None
    gap: Decimal | None
    expected: Decimal | None
    measured_on: dt.date
    is_final: bool


def assess(value: Decimal | None, goal: Goal, *, measured_on: dt.date, bands: Bands) -> Assessment:
    """Judge ``value``, which stands for the year up to ``measured_on``, against ``goal``.

    From the end of the year on there is no path any more: what is not reached is off track.
    """
    judged = {
        side: outcome_of(value, side, measured_on=measured_on, bands=bands)
        for side in sorted(goal.sides, key=lambda side: side != goal.leading)
    }
    deciding = max(judged, key=lambda side: WORST_LAST.index(judged[side]))
    return Assessment(
        outcome=judged[deciding],
        attainment=None if value is None else attainment(value, goal),
        gap=None if value is None else goal.gap_of(value),
        expected=deciding.expected_on(measured_on),
        measured_on=measured_on,
        is_final=measured_on >= goal.ends_on,
    )


def outcome_of(value: Decimal | None, goal: Goal, *, measured_on: dt.date, bands: Bands) -> Outcome:
    """How ``value`` stands against a goal with one number; no data without a value, or without a number."""
    if value is None or goal.threshold is None:
        return Outcome.NO_DATA
    is_final = measured_on >= goal.ends_on
    reached = goal.is_reached_by(value)
    if reached and (is_final or not is_spent_over_the_year(goal)):
        return Outcome.MET
    if is_final or (is_spent_over_the_year(goal) and exceeds_for_good(value, goal)):
        return Outcome.OFF_TRACK
    share = share_of_expected(value, goal, measured_on)
    if share >= bands.on_track_from:
        return Outcome.ON_TRACK
    return Outcome.AT_RISK if share >= bands.at_risk_from else Outcome.OFF_TRACK


def is_spent_over_the_year(goal: Goal) -> bool:
    """Whether a sum grows towards a limit or a mark, so that only the year end can tell that it held."""
    return goal.accumulates and goal.comparison.is_spent


def exceeds_for_good(value: Decimal, goal: Goal) -> bool:
    """Whether a sum has passed its limit: what was added does not go away."""
    return goal.threshold is not None and value > goal.threshold + goal.tolerance


def share_of_expected(value: Decimal, goal: Goal, day: dt.date) -> Decimal:
    """How much of what was expected by ``day`` is there, at most 1.

    Progress from the start of the path where it has one; else the quotient of value and goal, the way
    round that the comparator wants.
    """
    expected, start = goal.expected_on(day), goal.start
    if expected is None:
        return ZERO
    if start is None or goal.accumulates or goal.comparison.direction is Direction.MARK:
        return SHARES[goal.comparison.direction](value, expected)
    if start == expected:
        is_beyond = value <= start if goal.comparison.direction is Direction.DOWN else value >= start
        return ONE if is_beyond else ZERO
    return min(ONE, (value - start) / (expected - start))


def attainment(value: Decimal, goal: Goal) -> Decimal | None:
    """The share of the goal that is reached, of a range that of the end that is farther off: above 1 only
    where more is better.

    None where no share makes sense: without a threshold, for ``INCREASE``, and for goals at or below zero.
    """
    if goal.comparison.sides:
        shares = [attainment(value, side) for side in goal.sides]
        return min((found for found in shares if found is not None), default=None)
    wanted = goal.threshold
    if wanted is None or wanted <= 0 or not goal.comparison.has_attainment:
        return None
    if goal.comparison.direction is Direction.UP:
        return max(ZERO, value / wanted)
    return ONE if goal.is_reached_by(value) else SHARES[goal.comparison.direction](value, wanted)


def share(part: Decimal, whole: Decimal) -> Decimal:
    """``part`` of ``whole`` between 0 and 1; all of it where nothing is wanted and nothing lacks."""
    if part >= whole:
        return ONE
    return part / whole if part > 0 else ZERO


def closeness(value: Decimal, mark: Decimal) -> Decimal:
    """The smaller by the larger of two numbers: 1 at the mark, less on both sides of it."""
    return share(min(value, mark), max(value, mark))


# How much of a number is there, by where figures are better than it.
SHARES: Mapping[Direction, Callable[[Decimal, Decimal], Decimal]] = {
    Direction.UP: share,
    Direction.DOWN: lambda value, wanted: share(wanted, value),
    Direction.MARK: closeness,
}
