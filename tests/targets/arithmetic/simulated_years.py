"""Years that never were, for trying forecasts: each kind makes a course and the outcome of its year."""

from collections.abc import Callable
from decimal import Decimal
from math import exp, sqrt
from random import Random

from targets.arithmetic.forecast import Course, Kind, Reading

Simulation = Callable[[Random, list[float], int], tuple[Course, float]]

SEASONS = (0.7, 0.9, 1.1, 1.3)


def readings(shares: list[float], values: list[float]) -> tuple[Reading, ...]:
    return tuple(
        Reading(Decimal(repr(share)), Decimal(repr(value)))
        for share, value in zip(shares, values, strict=True)
    )


def summed(increments: list[float]) -> list[float]:
    return [sum(increments[: count + 1]) for count in range(len(increments))]


def even_sum(noise: float) -> Simulation:
    """Increments of equal size but for their scatter."""

    def one_year(rng: Random, shares: list[float], filed: int) -> tuple[Course, float]:
        size = rng.uniform(10, 1000)
        totals = summed([size * max(0.0, rng.gauss(1, noise)) for _share in shares])
        return Course(Kind.SUM, readings(shares[:filed], totals[:filed])), totals[-1]

    return one_year


def seasonal_sum(noise: float, years: int) -> Simulation:
    """Increments that follow a season which every year shares, in years of different size."""

    def one_year(rng: Random, shares: list[float], filed: int) -> tuple[Course, float]:
        courses = []
        for _year in range(years + 1):
            size = rng.uniform(10, 1000)
            seasons = [SEASONS[place * len(SEASONS) // len(shares)] for place in range(len(shares))]
            courses.append(summed([size * season * exp(rng.gauss(0, noise)) for season in seasons]))
        *earlier, now = courses
        course = Course(
            Kind.SUM,
            readings(shares[:filed], now[:filed]),
            earlier=tuple(readings(shares, year) for year in earlier),
        )
        return course, now[-1]

    return one_year


def uneven_years(noise: float, years: int) -> Simulation:
    """Years that differ as wholes: some come late, others early, so that their periods hang together."""

    def one_year(rng: Random, shares: list[float], filed: int) -> tuple[Course, float]:
        courses = []
        for _year in range(years + 1):
            size, bend = rng.uniform(10, 1000), exp(rng.gauss(0.1, noise))
            courses.append([size * share**bend for share in shares])
        *earlier, now = courses
        course = Course(
            Kind.SUM,
            readings(shares[:filed], now[:filed]),
            earlier=tuple(readings(shares, year) for year in earlier),
        )
        return course, now[-1]

    return one_year


def levels(
    rng: Random, shares: list[float], begin: float, slope: float, noises: tuple[float, float]
) -> list[float]:
    """A level with a slope that wanders and is measured with scatter: (wandering, scatter)."""
    value, before, found = begin, 0.0, []
    for share in shares:
        value += slope * (share - before) + rng.gauss(0, noises[0]) * sqrt(share - before)
        before = share
        found.append(value + rng.gauss(0, noises[1]))
    return found


def trending_level(wandering: float, scatter: float, *, begins: bool) -> Simulation:
    """A level without earlier years; ``begins`` where its start is known."""

    def one_year(rng: Random, shares: list[float], filed: int) -> tuple[Course, float]:
        begin, slope = rng.uniform(15, 60), rng.uniform(-4, 4)
        values = levels(rng, shares, begin, slope, (wandering, scatter))
        start = Decimal(repr(begin + rng.gauss(0, scatter))) if begins else None
        return Course(Kind.LEVEL, readings(shares[:filed], values[:filed]), start=start), values[-1]

    return one_year


def yearly_level(wandering: float, scatter: float, years: int) -> Simulation:
    """A level whose every year runs by a slope of its own around a common one."""

    def one_year(rng: Random, shares: list[float], filed: int) -> tuple[Course, float]:
        common = rng.uniform(-4, 4)
        courses = [
            levels(rng, shares, rng.uniform(15, 60), common + rng.gauss(0, 0.5), (wandering, scatter))
            for _year in range(years + 1)
        ]
        *earlier, now = courses
        course = Course(
            Kind.LEVEL,
            readings(shares[:filed], now[:filed]),
            earlier=tuple(readings(shares, year) for year in earlier),
        )
        return course, now[-1]

    return one_year
