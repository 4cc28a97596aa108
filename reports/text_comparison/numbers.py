"""Which figures of a text are others in another one, and which of them each probably replaces."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from reports.text_comparison.number_reading import Number, numbers_in
from tasks.comparison.similarity import words_alone

__all__ = ["FoundNumber", "Number", "NumberChange", "changed_numbers", "found_numbers", "numbers_in"]

# So many characters on both sides tell what a figure speaks of.
BEFORE, BEHIND = 14, 8
# So many on either side are told of the clause around it.
CLAUSE = 24
CLAUSE_END = re.compile(r"[，。；;：！!？?\n]|[,:](?![0-9])")
# From which share of the words around them on two figures of one unit are taken for one that changed.
LIKE = 0.25
# More pairs than these are not weighed one against the other.
MOST_PAIRS = 40_000


@dataclass(frozen=True, slots=True)
class NumberChange:
    """A figure that one of two texts has: ``after`` with the one ``before`` that it probably replaces, or one
    of both alone."""

    before: Number | None
    after: Number | None


@dataclass(frozen=True, slots=True)
class FoundNumber:
    """A figure that differs, with the clause that it stands in, or what a table calls it."""

    change: NumberChange
    words: str


def found_numbers(before: str, after: str) -> tuple[FoundNumber, ...]:
    """The changed numbers of two texts, each with its clause in the later one, else in the earlier."""
    return tuple(
        FoundNumber(
            change, clause_of(after, change.after) if change.after else clause_of(before, change.before)
        )
        for change in changed_numbers(before, after)
    )


def clause_of(text: str, number: Number | None) -> str:
    """The clause around a figure, at most so long on either side of it."""
    if number is None:
        return ""
    before = CLAUSE_END.split(text[max(0, number.start - CLAUSE) : number.start])[-1]
    behind = CLAUSE_END.split(text[number.end : number.end + CLAUSE])[0]
    return f"{before}{text[number.start : number.end]}{behind}".strip()


def changed_numbers(before: str, after: str) -> tuple[NumberChange, ...]:
    """The figures of ``after`` that are not in ``before``, in their order, then those that are gone; each as
    often as it is more frequent. The other way round they are as many."""
    if before == after:
        return ()
    gone, come = _differing(_around(before), _around(after))
    partners = _replaced(gone, come)
    changes = [NumberChange(partners.get(number), number) for number, _words in come]
    replaced = set(partners.values())
    return (*changes, *(NumberChange(number, None) for number, _words in gone if number not in replaced))


type _Surrounded = list[tuple[Number, frozenset[str]]]


def _around(text: str) -> _Surrounded:
    """Each figure with the pairs of characters around it, figures and their units left out."""
    numbers, blank = numbers_in(text), list(text)
    for number in numbers:
        blank[number.start : number.end] = " " * (number.end - number.start)
    words = "".join(blank)
    return [(number, _pairs_of(words, number)) for number in numbers]


def _pairs_of(words: str, number: Number) -> frozenset[str]:
    before = CLAUSE_END.split(words[max(0, number.start - BEFORE) : number.start])
    behind = CLAUSE_END.split(words[number.end : number.end + BEHIND])
    # A clause that begins with its figure goes on from the one before it.
    near = next((piece for piece in map(words_alone, reversed(before)) if piece), "")
    around = f"\n{near}\n{words_alone(behind[0])}"
    return frozenset(around[at : at + 2] for at in range(len(around) - 1))


def _differing(old: _Surrounded, new: _Surrounded) -> tuple[_Surrounded, _Surrounded]:
    """What each has more than the other, as multisets; equal figures in similar words are the same."""
    same: dict[int, int] = {}
    were, are = _by_amount(old), _by_amount(new)
    for amount in were.keys() & are.keys():
        same |= _matched(old, new, were[amount], are[amount], least=0)
    stayed = set(same.values())
    gone = [each for place, each in enumerate(old) if place not in stayed]
    return gone, [each for place, each in enumerate(new) if place not in same]


def _by_amount(numbers: _Surrounded) -> dict[tuple[Decimal, str], list[int]]:
    places: dict[tuple[Decimal, str], list[int]] = defaultdict(list)
    for place, (number, _words) in enumerate(numbers):
        places[number.amount].append(place)
    return places


def _replaced(gone: _Surrounded, come: _Surrounded) -> dict[Number, Number]:
    """What each new figure replaces: of the same unit, in similar words, each at most once."""
    found = _matched(gone, come, range(len(gone)), range(len(come)), least=LIKE)
    return {come[to][0]: gone[at][0] for to, at in found.items()}


def _matched(
    old: _Surrounded, new: _Surrounded, places_old: Sequence[int], places_new: Sequence[int], *, least: float
) -> dict[int, int]:
    """New place → old place of figures of one unit, the most similar words around them first."""
    if len(places_old) * len(places_new) > MOST_PAIRS:
        return {} if least else dict(zip(places_new, places_old, strict=False))
    scored = [
        (-score, abs(at - to), at + to, at, to)
        for at in places_old
        for to in places_new
        if old[at][0].amount[1] == new[to][0].amount[1]
        and (score := _likeness(old[at][1], new[to][1])) >= least
    ]
    found: dict[int, int] = {}
    taken: set[int] = set()
    for _score, _distance, _sum, at, to in sorted(scored):
        if to not in found and at not in taken:
            found[to] = at
            taken.add(at)
    return found


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0
