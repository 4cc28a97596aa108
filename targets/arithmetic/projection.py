"""Where a series lands at the year's end: estimates with an 80 % range, over plain floats.

A point is (share of the year that is over, value). Each function is one way of estimating; it answers None
where its data do not suffice. The ranges are predictions, not confidence in a mean: they hold the scatter of
the outcome and that of the estimate, with Student's t for the few observations behind them.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from math import exp, log, sqrt
from statistics import NormalDist, fmean, median, stdev, variance

type Points = Sequence[tuple[float, float]]

ABOVE = 0.9
# Student's t at 0.9 for 1, 2, 3 … degrees of freedom: a tenth of the outcomes lies above, a tenth below.
STUDENT = (3.078, 1.886, 1.638, 1.533, 1.476, 1.440, 1.415, 1.397, 1.383, 1.372)
NEAR = 1e-6
LEAST_FOR_TREND = 3
MOST_FOR_TREND = 4
# How much of a trend is taken as a line with scatter; the rest as a level that wanders.
LINE = 2 / 3


@dataclass(frozen=True, slots=True)
class Landing:
    """The expected value, and the ends of the range that holds the outcome four times in five."""

    value: float
    low: float
    high: float


def student(freedom: int) -> float:
    """Student's t at 0.9; beyond the table by the expansion around the normal distribution."""
    if freedom <= len(STUDENT):
        return STUDENT[freedom - 1]
    normal = NormalDist().inv_cdf(ABOVE)
    return normal * (1 + (normal**2 + 1) / (4 * freedom))


def around(value: float, half: float) -> Landing:
    return Landing(value, value - half, value + half)


def value_at(points: Points, share: float) -> float | None:
    """The value when ``share`` of the year was over, straight between two points; None before the first."""
    place = bisect_left(points, share - NEAR, key=lambda point: point[0])
    if place == len(points) or (place == 0 and points[0][0] > share + NEAR):
        return None
    after, value = points[place]
    if place == 0 or after <= share + NEAR:
        return value
    before, earlier = points[place - 1]
    return earlier + (value - earlier) * (share - before) / (after - before)


def by_years(year: Points, earlier: Sequence[Points], *, is_sum: bool) -> Landing | None:
    """What earlier years added from this share of the year to their end, spread as they differ.

    For sums and running totals by the factor, in logarithms; for levels by the difference. Needs two years.
    """
    share, reached = year[-1]
    pairs = [(then, past[-1][1]) for past in earlier for then in [value_at(past, share)] if then is not None]
    if is_sum:
        pairs = [(then, final) for then, final in pairs if then > 0 and final > 0]
    if len(pairs) < 2 or (is_sum and reached <= 0):
        return None
    changes = [log(final / then) if is_sum else final - then for then, final in pairs]
    half = student(len(pairs) - 1) * stdev(changes) * sqrt(1 + 1 / len(pairs))
    rest = around(fmean(changes), half)
    if not is_sum:
        return Landing(reached + rest.value, reached + rest.low, reached + rest.high)
    return Landing(reached * exp(rest.value), reached * exp(rest.low), reached * exp(rest.high))


def increments(points: Points) -> list[tuple[float, float]]:
    """How long each period was, as a share of the year, and what it added to a sum that began at zero."""
    return [
        (end - start, after - before) for (start, before), (end, after) in pairwise([(0.0, 0.0), *points])
    ]


def by_last_years_shape(year: Points, last: Points) -> Landing | None:
    """A sum that goes on as last year did, by the quotient of the same periods of both years.

    The scatter of the quotients spreads the rest; with one period, how unevenly last year ran, which
    rather overstates it.
    """
    shares = [share for share, _value in year]
    then = [(share, value) for share in shares for value in [value_at([(0.0, 0.0), *last], share)] if value]
    added, before = increments(year), increments(then)
    rest = increments([*then, *[point for point in last if point[0] > shares[-1] + NEAR]])[len(then) :]
    parts = [amount for _length, amount in rest]
    if len(then) < len(year) or min(amount for _length, amount in [*added, *before, *rest]) <= 0:
        return None
    quotients = [log(now / old) for (_l, now), (_l, old) in zip(added, before, strict=True)]
    if len(quotients) > 1:
        scatter, freedom = variance(quotients), len(quotients) - 1
    else:
        rates = [log(amount / length) for length, amount in increments(last)]
        if len(rates) < 2 or min(amount for _length, amount in increments(last)) <= 0:
            return None
        scatter, freedom = 2 * variance(rates), len(rates) - 1
    whole = sum(parts)
    half = student(freedom) * sqrt(
        scatter * (sum((part / whole) ** 2 for part in parts) + 1 / len(quotients))
    )
    middle, reached = fmean(quotients), year[-1][1]
    return Landing(
        reached + whole * exp(middle),
        reached + whole * exp(middle - half),
        reached + whole * exp(middle + half),
    )


def by_run_rate(year: Points) -> Landing | None:
    """A sum that goes on at the pace of the year so far, spread as its periods differ. Needs two."""
    added = increments(year)
    if len(added) < 2:
        return None
    share, reached = year[-1]
    pace, rest = reached / share, 1 - share
    scatter = sum((amount - pace * length) ** 2 / length for length, amount in added) / (len(added) - 1)
    half = student(len(added) - 1) * sqrt(scatter * (rest + rest**2 / share))
    return around(reached + pace * rest, half)


def by_trend(levels: Points) -> Landing | None:
    """A level that goes on by its Theil–Sen slope: the median slope of all pairs, which one odd period
    does not move. Needs three.

    Between two readings of the past: mostly that every period scatters around one line, partly that the
    level wanders and goes on from where it is. Close points tell little of a far end, so those that are
    closer together than the end is far are thinned out.
    """
    points = thinned(levels)
    if len(points) < LEAST_FOR_TREND:
        return None
    slope = median(
        (after - before) / (end - start) for (start, before), (end, after) in combinations(points, 2)
    )
    line, onward = along_line(points, slope), wandered(points, slope)
    return Landing(
        *(
            LINE * straight + (1 - LINE) * onward_end
            for straight, onward_end in zip(
                (line.value, line.low, line.high), (onward.value, onward.low, onward.high), strict=True
            )
        )
    )


def thinned(points: Points) -> Points:
    """Three or four of the points, as many as lie as far apart as the end of the year is; first and last."""
    if len(points) <= LEAST_FOR_TREND:
        return points
    fitting = int((points[-1][0] - points[0][0]) / (1 - points[-1][0]) + NEAR) + 1
    wanted = min(max(fitting, LEAST_FOR_TREND), MOST_FOR_TREND, len(points))
    return [points[round(place * (len(points) - 1) / (wanted - 1))] for place in range(wanted)]


def along_line(points: Points, slope: float) -> Landing:
    """On the line of ``slope`` through the middle of the points, spread by what lies off it."""
    count = len(points)
    height = height_of(points, slope)
    middle = fmean(share for share, _value in points)
    spread = sum((share - middle) ** 2 for share, _value in points)
    half = student(count - 2) * sqrt(off_line(points, slope) * (1 + 1 / count + (1 - middle) ** 2 / spread))
    return around(height + slope, half)


def wandered(points: Points, slope: float) -> Landing:
    """On from the last point, spread by how the steps differ from the slope."""
    share, value = points[-1]
    rest, length = 1 - share, share - points[0][0]
    half = student(len(points) - 2) * sqrt(step_scatter(points, slope) * (rest + rest**2 / length))
    return around(value + slope * rest, half)


def height_of(points: Points, slope: float) -> float:
    """Where a line of ``slope`` through the middle of the points begins the year."""
    return median(value - slope * share for share, value in points)


def off_line(points: Points, slope: float) -> float:
    """The variance around the line of ``slope``."""
    height = height_of(points, slope)
    return sum((value - height - slope * share) ** 2 for share, value in points) / (len(points) - 2)


def step_scatter(points: Points, slope: float) -> float:
    """The variance that the steps from point to point would add up to over a whole year."""
    return sum(
        (after - before - slope * (end - start)) ** 2 / (end - start)
        for (start, before), (end, after) in pairwise(points)
    ) / (len(points) - 2)


def by_last_years_change(year: Points, last: Points) -> Landing | None:
    """A level that changes as it did last year from here to the end, spread as last year's steps differ.

    That one year says nothing of how years differ is made up for by taking all scatter as wandering.
    """
    share, value = year[-1]
    then = value_at(last, share)
    if then is None or len(last) < LEAST_FOR_TREND:
        return None
    slope = (last[-1][1] - last[0][1]) / (last[-1][0] - last[0][0])
    half = student(len(last) - 2) * sqrt(2 * step_scatter(last, slope) * (1 - share))
    return around(value + last[-1][1] - then, half)
