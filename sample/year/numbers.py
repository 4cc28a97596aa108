"""The sample figures: they land on what 2021 really reached once everything is approved.

3098 亿元 of pledge financing, 1.5 万家 enterprises (about +42 %), 101 TISC, 18.5, 13.3 and 4 months, 80.61
points are real; how they spread over organizations and quarters is made up.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from heapq import heapify, heapreplace
from random import Random

PERIODS = (1, 2, 3, 4)
FINANCING, GROWTH, WINDOWS, TISC = "pledge-financing", "financed-enterprise-growth", "one-window", "tisc"
TENTHS = 10

FINANCING_TOTAL = 3098
ENTERPRISES, ENTERPRISES_BEFORE = 15_000, 10_560
WINDOWS_ALL, WINDOWS_DONE = 1_280, 1_243
TISC_TOTAL = 101


def weights(text: str) -> dict[str, float]:
    """The weights of "code:weight code:weight"."""
    return {code: float(weight) for code, weight in (pair.split(":") for pair in text.split())}


# How large each unit is beside the others.
WEIGHTS = weights(
    """
    11:150 12:50 13:60 14:35 15:22 21:50 22:25 23:25 31:160 32:300 33:420 34:150 35:90 36:55 37:210
    41:80 42:100 43:80 44:390 45:45 46:20 50:45 51:90 52:35 53:30 54:5 61:70 62:28 63:9 64:14 65:18
    66:6 51-1:8
    """
)
LARGE_CITIES = weights(
    """
    440100:2.2 440300:3.2 440600:1.4 441900:1.3 320100:1.5 320200:1.2 320500:2.0 330100:2.6
    330200:1.7 330300:1.2
    """
)
# The share of the year's total that is reached by the end of each period.
CURVES = {
    FINANCING: (0.20, 0.46, 0.73, 1.0),
    GROWTH: (0.19, 0.43, 0.71, 1.0),
    WINDOWS: (0.70, 0.82, 0.92, 1.0),
    TISC: (0.70, 0.80, 0.90, 1.0),
}
# What the departments report each period; None is a nil return.
NATIONAL: dict[str, tuple[str | None, ...]] = {
    "invention-examination-period": ("19.8", "19.3", "18.9", "18.5"),
    "high-value-examination-period": ("14.1", "13.9", "13.6", "13.3"),
    "trademark-registration-period": ("4", "4", "4", "4"),
    "protection-satisfaction": (None, None, None, "80.61"),
    "patent-intensive-value-added": (None, None, None, None),
    "e-filing-convenience": ("88.6", "89.2", "90.1", "91.3"),
}


@dataclass(frozen=True, slots=True)
class Numbers:
    """What one measurement says."""

    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None


def apportion(total: int, weights: Mapping[str, float], minimum: int = 0) -> dict[str, int]:
    """``total`` in whole numbers after ``weights`` (Sainte-Laguë).

    The parts add up exactly, and no part falls when the total grows: running totals stay running totals.
    """
    parts = dict.fromkeys(weights, minimum)
    queue = [(-weight / (2 * minimum + 1), name) for name, weight in weights.items()]
    heapify(queue)
    for _seat in range(total - minimum * len(weights)):
        name = queue[0][1]
        parts[name] += 1
        heapreplace(queue, (-weights[name] / (2 * parts[name] + 1), name))
    return parts


def running(total: int, curve: Sequence[float], rng: Random, least: int) -> list[int]:
    """Running totals over the periods that end on ``total``, near the curve, never falling."""
    levels = [max(least, round(total * share * rng.uniform(0.94, 1.06))) for share in curve[:-1]]
    return [*sorted(min(level, total) for level in levels), total]


class SampleNumbers:
    """The running totals of every local organization, by indicator part, code and period.

    ``cities`` are the codes of each unit's cities. A city's totals add up to its unit's.
    """

    def __init__(self, cities: Mapping[str, Sequence[str]], rng: Random) -> None:
        self.rng = rng
        self.cities = cities
        self.totals: dict[str, dict[str, list[int]]] = {}
        softened = {code: weight**0.8 for code, weight in WEIGHTS.items()}
        self.spread("financing", FINANCING_TOTAL * TENTHS, self.varied(WEIGHTS), CURVES[FINANCING])
        enterprises = self.varied(softened)
        self.spread("enterprises", ENTERPRISES, enterprises, CURVES[GROWTH])
        self.spread("enterprises_before", ENTERPRISES_BEFORE, self.varied(enterprises), CURVES[GROWTH])
        windows = self.spread_windows(softened)
        self.spread("windows_done", WINDOWS_DONE, windows, CURVES[WINDOWS], by_size="windows", minimum=0)
        self.spread("tisc", TISC_TOTAL, {code: weight**0.5 for code, weight in WEIGHTS.items()}, CURVES[TISC])

    def varied(self, weights: Mapping[str, float]) -> dict[str, float]:
        return {code: weight * self.rng.uniform(0.88, 1.12) for code, weight in weights.items()}

    def spread(
        self,
        part: str,
        total: int,
        weights: Mapping[str, float],
        curve: Sequence[float],
        *,
        by_size: str = "",
        minimum: int = 1,
    ) -> None:
        """Spread a year's total over units, periods and cities; cities like ``by_size`` where named."""
        least = 0 if part == "tisc" else minimum
        found: dict[str, list[int]] = {}
        for unit, units_total in apportion(total, weights, minimum).items():
            cities = self.cities.get(unit, ())
            found[unit] = running(units_total, curve, self.rng, max(1, least * len(cities)))
            sizes = (
                {city: self.totals[by_size][city][0] for city in cities}
                if by_size
                else {city: self.city_weight(city) for city in cities}
            )
            levels = [apportion(level, sizes, least) for level in found[unit]] if cities else []
            found |= {city: [level[city] for level in levels] for city in cities}
        self.totals[part] = found

    def spread_windows(self, weights: Mapping[str, float]) -> dict[str, float]:
        """The number of service windows, the same all year; returns it by unit."""
        sizes = apportion(WINDOWS_ALL, weights, 2)
        found = {unit: [size] * len(PERIODS) for unit, size in sizes.items()}
        for unit, cities in self.cities.items():
            parts = apportion(sizes[unit], {city: self.city_weight(city) for city in cities}, 1)
            found |= {city: [part] * len(PERIODS) for city, part in parts.items()}
        self.totals["windows"] = found
        return {unit: float(size) for unit, size in sizes.items()}

    def city_weight(self, code: str) -> float:
        """How large a city is beside the others of its province; those not named fall off by their place."""
        if code in LARGE_CITIES:
            return LARGE_CITIES[code]
        place = list(self.cities[code[:2]]).index(code)
        return float(1 / (2 + place) ** 0.5)

    def at(self, part: str, code: str, period: int) -> int:
        return self.totals[part][code][period - 1]

    def financing(self, code: str, since: int, until: int) -> Decimal:
        """What was added after the period ``since`` (0 is the start of the year) up to ``until``, 亿元."""
        before = self.at("financing", code, since) if since else 0
        return Decimal(self.at("financing", code, until) - before) / TENTHS

    def local(self, indicator: str, code: str, period: int) -> Numbers:
        """What a local organization reports on one indicator for one period."""
        if indicator == FINANCING:
            return Numbers(value=self.financing(code, period - 1, period))
        if indicator == TISC:
            return Numbers(value=Decimal(self.at("tisc", code, period)))
        parts = ("enterprises", "enterprises_before") if indicator == GROWTH else ("windows_done", "windows")
        numerator, denominator = (Decimal(self.at(part, code, period)) for part in parts)
        return Numbers(numerator=numerator, denominator=denominator)


def national(indicator: str, period: int) -> Numbers:
    """What the responsible department reports; empty numbers stand for a nil return."""
    value = NATIONAL[indicator][period - 1]
    return Numbers(value=Decimal(value) if value is not None else None)
