"""Which pieces of two sequences belong together: the same words first, then the most alike."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from tasks.comparison.clauses import same_words
from tasks.comparison.similarity import likenesses, words_alone

# From which likeness on a sentence counts as another wording of the same; tried on real pairs of documents.
LIKE = 0.42
# Longer sequences are matched by how often a piece stands in both: their order would take too long.
LONGEST_IN_ORDER = 2_000


@dataclass(frozen=True, slots=True)
class Piece:
    """Something to be matched by its words, with others of its kind alone."""

    text: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """The places of two pieces that belong together, or of one without partner. ``is_moved``: it stands in
    another order than those around it."""

    before: int | None
    after: int | None
    is_moved: bool = False


def aligned(before: Sequence[Piece], after: Sequence[Piece], *, least: float = LIKE) -> list[Pair]:
    """Every piece of both in exactly one pair, in the order of ``after``; what is gone stands where its
    neighbours went. Time grows with the number of pieces, not with its square."""
    partners = same_pieces(before, after)
    add_alike(partners, before, after, least=least)
    add_neighbours(partners, before, after)
    return in_order(partners, len(before), len(after))


def same_pieces(before: Sequence[Piece], after: Sequence[Piece]) -> dict[int, int]:
    """After place → before place of the same words: in order as far as may be, then wherever they stand."""
    old, new = [_key(piece) for piece in before], [_key(piece) for piece in after]
    partners: dict[int, int] = {}
    if max(len(old), len(new)) <= LONGEST_IN_ORDER:
        for block in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
            partners |= {block.b + step: block.a + step for step in range(block.size)}
    taken = set(partners.values())
    waiting: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place in reversed(range(len(old))):
        if place not in taken:
            waiting[old[place]].append(place)
    for place, key in enumerate(new):
        if place not in partners and waiting.get(key):
            partners[place] = waiting[key].pop()
    return partners


def _key(piece: Piece) -> tuple[str, str]:
    return piece.kind, same_words(piece.text)


def add_alike(
    partners: dict[int, int], before: Sequence[Piece], after: Sequence[Piece], *, least: float
) -> None:
    """Match what is left by likeness, the most alike first."""
    taken = set(partners.values())
    rest_old = [place for place in range(len(before)) if place not in taken]
    rest_new = [place for place in range(len(after)) if place not in partners]
    texts_old, texts_new = (
        [before[place].text for place in rest_old],
        [after[place].text for place in rest_new],
    )
    for alike in likenesses(texts_old, texts_new, least=least):
        old, new = rest_old[alike.old], rest_new[alike.new]
        if old not in taken and new not in partners and before[old].kind == after[new].kind:
            partners[new] = old
            taken.add(old)


def add_neighbours(partners: dict[int, int], before: Sequence[Piece], after: Sequence[Piece]) -> None:
    """Match what lies at the same step between two pairs that stay, where it is alike.

    Likeness finds nothing where many pieces say the same but for a figure: there their order tells.
    """
    staying = sorted(_longest_rise(partners))
    taken = set(partners.values())
    edges = [(-1, -1), *((partners[place], place) for place in staying), (len(before), len(after))]
    for (old_from, new_from), (old_to, new_to) in pairwise(edges):
        rest_old = [place for place in range(old_from + 1, old_to) if place not in taken]
        rest_new = [place for place in range(new_from + 1, new_to) if place not in partners]
        steps = zip(rest_old, rest_new, strict=False)
        partners |= {new: old for old, new in steps if _are_alike(before[old], after[new])}


def _are_alike(before: Piece, after: Piece) -> bool:
    return before.kind == after.kind and _share(before.text, after.text) >= LIKE


def _share(one: str, other: str) -> float:
    """How much of the pairs of characters of two texts is in both."""
    old, new = (
        {words[at : at + 2] for at in range(len(words) - 1)} for words in map(words_alone, (one, other))
    )
    return 2 * len(old & new) / (len(old) + len(new)) if old and new else 0.0


def in_order(partners: dict[int, int], count_before: int, count_after: int) -> list[Pair]:
    """The pairs in the order of the later sequence, with those that are gone behind their neighbours."""
    staying = _longest_rise(partners)
    rows = [
        ((place, 0, 0), Pair(partners.get(place), place, place in partners and place not in staying))
        for place in range(count_after)
    ]
    went = {before: after for after, before in partners.items()}
    at = -1
    for place in range(count_before):
        if place not in went:
            rows.append(((at, 1, place), Pair(place, None)))
        elif went[place] in staying:
            at = went[place]
    return [pair for _at, pair in sorted(rows, key=lambda row: row[0])]


def _longest_rise(partners: dict[int, int]) -> set[int]:
    """The after places of the most pairs that stand in one order."""
    tails: list[int] = []
    ends: list[int] = []
    previous: dict[int, int | None] = {}
    for after in sorted(partners):
        at = bisect_left(tails, partners[after])
        previous[after] = ends[at - 1] if at else None
        tails[at : at + 1] = [partners[after]]
        ends[at : at + 1] = [after]
    return set(_chain(previous, ends[-1] if ends else None))


def _chain(previous: dict[int, int | None], last: int | None) -> Iterable[int]:
    while last is not None:
        yield last
        last = previous[last]
