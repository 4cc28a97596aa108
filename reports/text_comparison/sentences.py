"""Two texts sentence by sentence, with the words marked that are others."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from reports.text_comparison.alignment import LIKE, Pair, Piece, aligned
from reports.text_comparison.numbers import changed_numbers
from tasks.comparison.clauses import same_words
from tasks.comparison.marks import Mark
from tasks.lines.differences import passage_marks
from texts.sentences import paragraphs, sentences_in


class SentenceKind(StrEnum):
    """What became of a sentence."""

    KEPT = "kept"
    REWORDED = "reworded"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class SentenceChange:
    """One sentence of two texts; ``before`` is empty where it was added, ``after`` where it was removed.

    ``marks`` are the words of a reworded one: equal and deleted runs make ``before``, equal and inserted ones
    ``after``. ``is_moved``: it stands elsewhere, reworded or not. ``place_before`` is where it stood, from 0.
    """

    kind: SentenceKind
    before: str
    after: str
    marks: tuple[Mark, ...] = ()
    is_moved: bool = False
    place_before: int | None = None


def sentence_changes(before: str, after: str) -> tuple[SentenceChange, ...]:
    """What became of every sentence, in the order of ``after``; each of both stands in exactly one change."""
    old, new = _sentences(before), _sentences(after)
    pairs = aligned([Piece(text) for text in old], [Piece(text) for text in new], least=LIKE)
    return tuple(_change(pair, old, new) for pair in pairs)


def before_side(changes: Iterable[SentenceChange]) -> list[SentenceChange]:
    """The sentences of the earlier text in its own order."""
    stood = [(change.place_before, change) for change in changes if change.place_before is not None]
    return [change for _place, change in sorted(stood, key=lambda pair: pair[0])]


def after_side(changes: Iterable[SentenceChange]) -> list[SentenceChange]:
    """The sentences of the later text in its own order."""
    return [change for change in changes if change.kind is not SentenceKind.REMOVED]


def _sentences(text: str) -> list[str]:
    return [sentence for paragraph in paragraphs(text) for sentence in sentences_in(paragraph)]


def _change(pair: Pair, old: list[str], new: list[str]) -> SentenceChange:
    before = "" if pair.before is None else old[pair.before]
    after = "" if pair.after is None else new[pair.after]
    kind = _kind(before, after, is_moved=pair.is_moved)
    marks = tuple(passage_marks(before, after)) if kind is SentenceKind.REWORDED else ()
    return SentenceChange(kind, before, after, marks, pair.is_moved, pair.before)


def _kind(before: str, after: str, *, is_moved: bool) -> SentenceKind:
    if not before:
        return SentenceKind.ADDED
    if not after:
        return SentenceKind.REMOVED
    if is_reworded(before, after):
        return SentenceKind.REWORDED
    return SentenceKind.MOVED if is_moved else SentenceKind.KEPT


def is_reworded(before: str, after: str) -> bool:
    """Whether two texts differ in anything that a reader sees; width and spaces are nothing, figures are."""
    return same_words(before) != same_words(after) or bool(changed_numbers(before, after))
