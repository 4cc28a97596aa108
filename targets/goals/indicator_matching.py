"""Which indicator a goal of a document means: by its name, and never in another kind of unit."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db.models import F

from targets.models import Indicator, ProposedGoal
from targets.quantity import MONEY
from tasks.comparison.similarity import words_alone

# From this share of common pairs of characters on, two names may mean the same.
LEAST_LIKENESS = 0.6
# A name within another is alike only if it says something.
SHORTEST_WITHIN = 4


@dataclass(frozen=True, slots=True)
class Printed:
    """What a document calls a goal, and the unit that it prints; "" where it prints none."""

    name: str
    unit: str


class IndicatorMatcher:
    """Knows indicators by their names, and by what earlier documents called them."""

    def __init__(self, indicators: Iterable[Indicator], earlier: Iterable[tuple[str, int]] = ()) -> None:
        self.indicators = {indicator.pk: indicator for indicator in indicators}
        self.names: dict[int, set[str]] = {
            pk: {words_alone(indicator.name)} for pk, indicator in self.indicators.items()
        }
        for name, pk in earlier:
            if pk in self.names:
                self.names[pk].add(words_alone(name))

    def exact(self, printed: Printed) -> Indicator | None:
        """The one indicator that has the name."""
        wanted = words_alone(printed.name)
        fitting = [indicator for indicator in self.fitting(printed) if wanted in self.names[indicator.pk]]
        return fitting[0] if len(fitting) == 1 else None

    def near(self, printed: Printed, taken: set[int]) -> Indicator | None:
        """The indicator with the likest name, none of ``taken``; none where two are equally like."""
        wanted = words_alone(printed.name)
        scores: dict[float, list[Indicator]] = defaultdict(list)
        for indicator in self.fitting(printed):
            if indicator.pk not in taken:
                scores[max(likeness(wanted, name) for name in self.names[indicator.pk])].append(indicator)
        best = max(scores, default=0.0)
        return scores[best][0] if best >= LEAST_LIKENESS and len(scores[best]) == 1 else None

    def fitting(self, printed: Printed) -> Iterator[Indicator]:
        """Indicators whose unit can state the goal."""
        for indicator in self.indicators.values():
            if fits(printed.unit, indicator.unit):
                yield indicator


def known_indicators() -> IndicatorMatcher:
    """All indicators with every name that was linked to them before (two queries)."""
    linked = ProposedGoal.objects.exclude(target=None).annotate(means=F("target__indicator"))
    return IndicatorMatcher(Indicator.objects.all(), linked.values_list("name", "means"))


def recognise(goals: Sequence[Printed], matcher: IndicatorMatcher) -> list[Indicator | None]:
    """The indicator of each goal, each at most once where names only resemble: exact names come first."""
    indicators = [matcher.exact(goal) for goal in goals]
    taken = {indicator.pk for indicator in indicators if indicator is not None}
    for place, goal in enumerate(goals):
        if indicators[place] is None and (like := matcher.near(goal, taken)):
            indicators[place] = like
            taken.add(like.pk)
    return indicators


def fits(printed: str, unit: str) -> bool:
    """Whether a number in the unit that was printed can be stated in ``unit``; no unit fits any."""
    return not printed or family(printed) == family(unit)


def family(unit: str) -> str:
    """The units that convert into each other have one name."""
    plain_unit = unicodedata.normalize("NFKC", unit).strip()
    return "元" if plain_unit in MONEY else plain_unit


def likeness(one: str, other: str) -> float:
    """How alike two names are, from 0 to 1, by their pairs of characters."""
    if one == other:
        return 1.0
    shorter, longer = sorted((one, other), key=len)
    mine, theirs = pairs(one), pairs(other)
    score = 2 * len(mine & theirs) / max(len(mine) + len(theirs), 1)
    is_within = len(shorter) >= SHORTEST_WITHIN and shorter in longer
    return max(score, LEAST_LIKENESS) if is_within else score


def pairs(name: str) -> set[str]:
    return {name[at : at + 2] for at in range(len(name) - 1)}


def is_called(printed: str, names: Iterable[str]) -> bool:
    """Whether a document uses one of ``names``, not one that only resembles them."""
    return words_alone(printed) in {words_alone(name) for name in names}
