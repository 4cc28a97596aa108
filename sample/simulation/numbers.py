"""The simulated figures: what every organization truly reached, period after period of many years.

Those that stand lowest in the tree are made up, with growth, season and chance; everybody above is the sum
of those beneath, now and then with something of its own. 2021 lies near what was really reached.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from sample.year.numbers import (
    ENTERPRISES,
    FINANCING,
    FINANCING_TOTAL,
    GROWTH,
    NATIONAL,
    TISC,
    TISC_TOTAL,
    WEIGHTS,
    WINDOWS_ALL,
)
from targets.arithmetic.plausibility import Numbers

BASE_YEAR = 2021
HUNDREDTHS = 100
# How much larger financing and the number of enterprises are each year.
YEARLY_GROWTH = 1.2
TISC_A_YEAR = 9
# The share of service windows that handle everything at the end of 2021, and how it grows in a year.
READY, READY_A_YEAR, READY_MOST, READY_LEAST = 0.97, 0.09, 0.99, 0.2
# What each month brings of a year's total: quiet at the new year, busy at the ends of the quarters.
SEASON = (0.06, 0.045, 0.09, 0.075, 0.08, 0.1, 0.08, 0.08, 0.095, 0.085, 0.095, 0.115)
EXTRA_CHANCE, EXTRA_SHARE = 0.06, 0.02
# Who has a smaller share of the country than this sometimes has nothing to report.
SMALL_SHARE, QUIET_CHANCE = 0.005, 0.03
# How much higher the departments' figures were each year before 2021, in the indicator's unit.
DRIFT = {
    "invention-examination-period": "0.6",
    "high-value-examination-period": "0.7",
    "trademark-registration-period": "0.2",
    "protection-satisfaction": "-0.55",
    "e-filing-convenience": "-0.6",
}
PARTS = ("financing", "enterprises", "windows", "windows_done", "tisc")
Levels = dict[str, list[int]]


@dataclass(frozen=True, slots=True)
class Months:
    """The months of a year that one period reports on, both included."""

    first: int
    last: int

    @property
    def season(self) -> float:
        """The share of a year's total that falls into them."""
        return sum(SEASON[self.first - 1 : self.last])


@dataclass(frozen=True, slots=True)
class Nature:
    """What one organization is like all along: its share of the whole, and where its roundings fall."""

    share: float
    enterprises: float
    windows: float
    tisc: float


def grown(total: float, year: int) -> float:
    """What 2021's total is in another year."""
    return total * YEARLY_GROWTH ** (year - BASE_YEAR)


def shares(beneath: Mapping[str, Sequence[str]], units: Iterable[str], rng: Random) -> dict[str, float]:
    """Each local organization's share of the country, by code: the units by their known weight, those
    beneath one another by chance. ``beneath`` are the codes under each code."""
    weights = {code: WEIGHTS.get(code, 0) for code in units}
    whole = sum(weights.values()) or 1
    found = {code: weight / whole for code, weight in weights.items()}
    waiting = list(found)
    while waiting:
        above = waiting.pop(0)
        parts = {code: rng.lognormvariate(0, 0.6) for code in beneath.get(above, ())}
        together = sum(parts.values())
        found |= {code: found[above] * part / together for code, part in parts.items()}
        waiting += parts
    return found


class SimulatedNumbers:
    """What each local organization attests, by indicator, code and place of the period in its year.

    ``beneath`` are the codes under each code, ``units`` those that file to the office. One ``seed`` makes the
    same figures every time, of each unit and year by themselves: ``begin`` moves to one of them, and only
    its figures are in memory.
    """

    def __init__(self, beneath: Mapping[str, Sequence[str]], units: Sequence[str], seed: int) -> None:
        self.beneath, self.seed = beneath, seed
        rng = self.chance("natures")
        self.natures = {
            code: Nature(share, rng.random(), rng.random(), rng.random())
            for code, share in shares(beneath, units, rng).items()
        }
        self.levels: dict[str, Levels] = {}
        self.extras: dict[tuple[str, int], int] = {}
        self.past_enterprises: Levels = {}

    def chance(self, *of: object) -> Random:
        """The chance of one part of the figures."""
        return Random(f"numbers {self.seed} {of}")  # noqa: S311 (made-up data, no secret)

    def begin(self, unit: str, year: int, periods: Sequence[Months]) -> None:
        """Make up the figures of a unit and of everybody beneath it, in a year whose periods report on
        ``periods``; and those of the year before, with which they are compared."""
        self.make_up(unit, year - 1, periods)
        self.past_enterprises = self.levels["enterprises"]
        self.make_up(unit, year, periods)

    def make_up(self, unit: str, year: int, periods: Sequence[Months]) -> None:
        self.levels = {part: {} for part in PARTS}
        self.extras = {}
        self.rng = self.chance(unit, year)
        self.fill(unit, year, periods)

    def fill(self, code: str, year: int, periods: Sequence[Months]) -> None:
        """The levels of ``code`` and of everybody beneath it."""
        beneath = self.beneath.get(code, ())
        if not beneath:
            for part, made_up in self.leaf(self.natures[code], year, periods).items():
                self.levels[part][code] = made_up
            return
        for subordinate in beneath:
            self.fill(subordinate, year, periods)
        for part in PARTS:
            levels = self.levels[part]
            levels[code] = [
                sum(column) for column in zip(*(levels[subordinate] for subordinate in beneath), strict=True)
            ]
        self.add_extras(code)

    def add_extras(self, code: str) -> None:
        """Now and then a sum holds something that was given to none of those beneath."""
        financing = self.levels["financing"][code]
        for place, amount in enumerate(financing):
            if self.rng.random() < EXTRA_CHANCE:
                extra = max(HUNDREDTHS // 2, round(amount * EXTRA_SHARE))
                self.extras[code, place] = extra
                financing[place] += extra

    def leaf(self, nature: Nature, year: int, periods: Sequence[Months]) -> Levels:
        """One year of an organization with nobody beneath it."""
        quiet = QUIET_CHANCE if nature.share < SMALL_SHARE else 0
        seasons = [
            period.season * self.rng.lognormvariate(0, 0.18) * (self.rng.random() >= quiet)
            for period in periods
        ]
        luck = self.rng.lognormvariate(0, 0.08)
        money = grown(FINANCING_TOTAL * HUNDREDTHS, year) * nature.share * luck
        firms = grown(ENTERPRISES, year) * nature.share * luck
        windows = max(1, math.floor(WINDOWS_ALL * nature.share + nature.windows))
        reached = 0.0
        enterprises: list[int] = []
        done: list[int] = []
        centres: list[int] = []
        for period, season in zip(periods, seasons, strict=True):
            reached += season
            enterprises.append(max(1, math.floor(firms * reached + nature.enterprises)))
            done.append(min(windows, math.floor(windows * ready(year, period) + nature.windows)))
            centres.append(math.floor(tisc_of_all(year, period) * nature.share + nature.tisc))
        return {
            "financing": [round(money * season) for season in seasons],
            "enterprises": enterprises,
            "windows": [windows] * len(periods),
            "windows_done": done,
            "tisc": centres,
        }

    def local(self, indicator: str, code: str, place: int) -> Numbers:
        """What a local organization attests on one indicator, for the period at ``place`` from 0; nothing
        for a unit that another one counts."""
        if not self.natures[code].share:
            return Numbers()
        if indicator == FINANCING:
            return Numbers(value=Decimal(self.levels["financing"][code][place]) / HUNDREDTHS)
        if indicator == TISC:
            return Numbers(value=Decimal(self.levels["tisc"][code][place]))
        if indicator == GROWTH:
            now, before = self.levels["enterprises"][code], self.past_enterprises[code]
        else:
            now, before = self.levels["windows_done"][code], self.levels["windows"][code]
        return Numbers(numerator=Decimal(now[place]), denominator=Decimal(before[place]))

    def apart(self, indicator: str, code: str, place: int) -> Decimal | None:
        """What an organization's figure holds beyond the sum of those beneath it, where it holds any."""
        found = self.extras.get((code, place)) if indicator == FINANCING else None
        return None if found is None else Decimal(found) / HUNDREDTHS


def ready(year: int, period: Months) -> float:
    """The share of service windows that handle everything at the end of a period."""
    years_left = BASE_YEAR - year + 1 - period.last / 12
    return min(READY_MOST, max(READY_LEAST, READY - READY_A_YEAR * years_left))


def tisc_of_all(year: int, period: Months) -> float:
    """How many centres the country has at the end of a period."""
    years_left = BASE_YEAR - year + 1 - period.last / 12
    return max(0.0, TISC_TOTAL - TISC_A_YEAR * years_left)


def national(indicator: str, year: int, period: Months) -> Numbers:
    """What the responsible department reports; empty numbers stand for a nil return."""
    value = NATIONAL[indicator][(period.last - 1) // 3]
    if value is None:
        return Numbers()
    return Numbers(value=Decimal(value) + Decimal(DRIFT[indicator]) * (BASE_YEAR - year))
