"""A section's text marked up with what was recognised in it: tasks, their notes, clauses of goals, and the
words that doubts and printed names stand on.

Plain values; nothing of the text is lost, whatever the offsets say.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from reading.structure.sentences import clause_spans
from tasks.drafts.spots import Overlay, Spot, pressing
from tasks.models import Task


class PieceKind(StrEnum):
    """What a piece of the text is."""

    TEXT = "text"
    NOTE = "note"
    MARK = "mark"


@dataclass(frozen=True, slots=True)
class Mark:
    """A clause that means something of its own, such as a goal; ``url`` leads to what was made of it, and is
    empty where nothing was: the clause is not marked then, but stands where it stands."""

    text: str
    url: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of one kind within a paragraph. ``spots`` reach over them, ``begun`` are those of them that
    begin with these words."""

    kind: PieceKind
    text: str
    mark: Mark | None = None
    spots: tuple[Spot, ...] = ()
    begun: tuple[Spot, ...] = ()

    @property
    def pointer(self) -> Spot | None:
        """What the words lead to."""
        return pressing(self.spots)

    @property
    def anchors(self) -> list[str]:
        """The places to come to that begin here, without that of the pointer."""
        return [spot.anchor for spot in self.begun if spot is not self.pointer]

    @property
    def own_anchor(self) -> str:
        """The place to come to that the pointer's words are; "" where they go on from words before."""
        return self.pointer.anchor if self.pointer and self.pointer in self.begun else ""


Paragraph = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """The text of one task with its responsibility note, or text that belongs to none; ``ends_at`` is where
    it ends in the section's text."""

    task: Task | None
    paragraphs: tuple[Paragraph, ...]
    ends_at: int = 0


def passages(
    text: str,
    tasks: Iterable[Task],
    marks: Sequence[Mark] = (),
    spots: Sequence[Spot] = (),
    cuts: Sequence[int] = (),
) -> list[Passage]:
    """A section's text in order, cut where its tasks begin and end; what belongs to none also at ``cuts``."""
    found, overlay = list(placed(text, marks)), Overlay(len(text), spots)
    result: list[Passage] = []

    def unclaimed(begins: int, ends: int) -> None:
        """Text between tasks; nothing where only space stands there."""
        places = [begins, *(place for place in cuts if begins < place < ends), ends]
        for first, last in pairwise(places):
            if text[first:last].strip():
                pieces = cut(text, first, last, found)
                result.append(Passage(None, paragraphs(overlaid(pieces, first, overlay)), last))

    at = 0
    for task in sorted(tasks, key=lambda task: task.starts_at):
        stretch = task_stretch(text, task, at)
        unclaimed(at, stretch.starts_at)
        pieces = [
            *cut(text, stretch.starts_at, stretch.ends_at, found),
            *note(text[stretch.ends_at : stretch.note_to]),
        ]
        shown = paragraphs(overlaid(pieces, stretch.starts_at, overlay))
        result.append(Passage(task, shown, stretch.note_to))
        at = stretch.note_to
    unclaimed(at, len(text))
    return result


@dataclass(frozen=True, slots=True)
class Stretch:
    """Where a task begins and ends in its section's text, and where the note behind it ends."""

    starts_at: int
    ends_at: int
    note_to: int


def task_stretch(text: str, task: Task, at: int = 0) -> Stretch:
    """The stretch of a task, not before ``at``, whatever its offsets say."""
    begins = max(at, min(task.starts_at, len(text)))
    ends = max(begins, min(task.ends_at, len(text)))
    return Stretch(begins, ends, note_end(text, ends, task.as_printed))


def overlaid(pieces: Iterable[Piece], at: int, overlay: Overlay) -> Iterator[Piece]:
    """Pieces that lie end to end from ``at``, cut where spots begin and end."""
    for piece in pieces:
        for part in overlay.over(at, at + len(piece.text)):
            words = piece.text[part.starts_at - at : part.ends_at - at]
            yield replace(piece, text=words, spots=part.spots, begun=part.begun)
        at += len(piece.text)


def note_end(text: str, at: int, printed: str) -> int:
    """Where the responsibility note behind ``at`` ends; ``at`` itself where it does not stand there.

    Of a task that was joined from two, only the last of its notes stands behind it.
    """
    begins = len(text) - len(text[at:].lstrip())
    last = printed[max(0, printed.rfind("（")) :]
    for words in filter(None, (printed, last)):
        if text.startswith(words, begins):
            return begins + len(words)
    return at


def placed(text: str, marks: Iterable[Mark]) -> Iterator[tuple[int, int, Mark]]:
    """Where each marked clause stands, in the order of the text; one within another is left out.

    Marks of the same words share the places at which these stand, in the order of both: a clause that is
    repeated has marks of its own each time, a clause that sets two goals is marked with the first of them.
    """
    alike: dict[str, list[Mark]] = {}
    for mark in marks:
        alike.setdefault(blankless(mark.text), []).append(mark)
    at = [
        (*place, mark) for words, same in alike.items() for place, mark in shared(places(text, words), same)
    ]
    reached = 0
    for begins, ends, mark in sorted(at, key=lambda found: (found[0], -found[1])):
        if begins >= reached and mark.url:
            reached = ends
            yield begins, ends, mark


def places(text: str, words: str) -> list[tuple[int, int]]:
    """Where clauses stand that say just ``words``, whatever blanks are in them; where none does, as in a goal
    that somebody quoted in part, wherever the words stand."""
    whole = [span for span in clause_spans(text) if blankless(text[slice(*span)]) == words]
    if whole or not words:
        return whole
    return [found.span() for found in re.finditer(r"\s*".join(map(re.escape, words)), text)]


def shared(spots: Sequence[tuple[int, int]], marks: Sequence[Mark]) -> Iterator[tuple[tuple[int, int], Mark]]:
    """Which mark stands at which place: one each, or as many at each where there are more marks."""
    crowd = max(len(marks), len(spots))
    return ((spots[number * len(spots) // crowd], mark) for number, mark in enumerate(marks) if spots)


def blankless(text: str) -> str:
    return "".join(text.split())


def cut(text: str, begins: int, ends: int, found: Sequence[tuple[int, int, Mark]]) -> list[Piece]:
    """A stretch of the text with the marked clauses in it."""
    pieces = []
    at = begins
    for first, last, mark in found:
        start, stop = max(first, at), min(last, ends)
        if start < stop:
            pieces += [Piece(PieceKind.TEXT, text[at:start]), Piece(PieceKind.MARK, text[start:stop], mark)]
            at = stop
    return [piece for piece in (*pieces, Piece(PieceKind.TEXT, text[at:ends])) if piece.text]


def note(text: str) -> list[Piece]:
    return [Piece(PieceKind.NOTE, text)] if text else []


def paragraphs(pieces: Iterable[Piece]) -> tuple[Paragraph, ...]:
    """The pieces parted where the text has a line feed."""
    rows: list[list[Piece]] = [[]]
    for piece in pieces:
        begun = piece.begun
        for number, line in enumerate(piece.text.split("\n")):
            if number:
                rows.append([])
            if line.strip():
                rows[-1].append(replace(piece, text=line, begun=begun))
                begun = ()
    return tuple(tuple(row) for row in rows if row)
