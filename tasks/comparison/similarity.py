"""Which of many sentences resemble each other, found over an index of pairs of characters."""

import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_NO_WORD = re.compile(r"[\W_]+")
# What more sentences than this share (知识, 产权) finds nothing; it still counts once a pair is found.
COMMONPLACE = 24
CANDIDATES = 6


def words_alone(text: str) -> str:
    """The words of a text alone: without marks, spaces, and half or full width."""
    return _NO_WORD.sub("", unicodedata.normalize("NFKC", text)).lower()


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much the sentences ``old`` and ``new`` (their places) share, from 0 to 1."""

    score: float
    old: int
    new: int


def likenesses(old: Sequence[str], new: Sequence[str], *, least: float) -> list[Likeness]:
    """Pairs of sentences that share at least ``least`` of their weighed pairs of characters, the best first.

    What few sentences say weighs more than what all say. Time grows with the number of sentences, not with
    its square: candidates come from rare pairs of characters only.
    """
    before, after = [_grams(text) for text in old], [_grams(text) for text in new]
    weights = _weights([*before, *after])
    sizes = [sum(weights[gram] for gram in grams) for grams in before]
    postings = _postings(before, weights)
    found = []
    for place, grams in enumerate(after):
        size = sum(weights[gram] for gram in grams)
        for candidate in _candidates(grams, postings, weights):
            shared = sum(weights[gram] for gram in grams & before[candidate])
            score = 2 * shared / (size + sizes[candidate])
            if score >= least:
                found.append(Likeness(score, candidate, place))
    return sorted(found, key=lambda pair: (-pair.score, abs(pair.old - pair.new), pair.new))


def _grams(text: str) -> frozenset[str]:
    """Every two characters that follow each other; a shorter text is its own."""
    words = words_alone(text)
    return frozenset(words[at : at + 2] for at in range(max(len(words) - 1, 1))) if words else frozenset()


def _weights(texts: Iterable[frozenset[str]]) -> dict[str, float]:
    texts = list(texts)
    counts = Counter(gram for grams in texts for gram in grams)
    return {gram: math.log(1 + len(texts) / count) for gram, count in counts.items()}


def _postings(texts: Sequence[frozenset[str]], weights: dict[str, float]) -> dict[str, list[int]]:
    """Where each pair of characters stands, commonplaces left out."""
    postings: dict[str, list[int]] = defaultdict(list)
    for place, grams in enumerate(texts):
        for gram in grams:
            postings[gram].append(place)
    return {gram: places for gram, places in postings.items() if len(places) <= COMMONPLACE and weights[gram]}


def _candidates(
    grams: frozenset[str], postings: dict[str, list[int]], weights: dict[str, float]
) -> list[int]:
    """The places that share most of the rare pairs of characters."""
    scores: dict[int, float] = defaultdict(float)
    for gram in grams:
        for place in postings.get(gram, ()):
            scores[place] += weights[gram]
    return sorted(scores, key=lambda place: (-scores[place], place))[:CANDIDATES]
