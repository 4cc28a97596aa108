"""Where the body of a copy that came back begins and ends: between the lines that stood around it."""

from collections.abc import Sequence
from dataclasses import dataclass

from reports.text_comparison.alignment import Piece, aligned
from reports.word_copies.blocks import CopyBlock
from reports.word_copies.content import Note, NoteKind
from reports.word_copies.sent import Sent, lines_of

# So many more lines than there were are looked through for the one before the body.
ADDED = 20
# How like its former self a line has to be to be known again where bookmarks stand; and where none does.
LIKE, SAME = 0.42, 1.01


@dataclass(frozen=True, slots=True)
class Around:
    """The blocks of a body, and what of the lines around it is otherwise."""

    body: tuple[CopyBlock, ...]
    notes: tuple[Note, ...]


def around(sent: Sent, blocks: Sequence[CopyBlock]) -> Around:
    """The body of the copy that came back."""
    marked = [place for place, block in enumerate(blocks) if any(each in sent.parts for each in block.claims)]
    least = LIKE if marked else SAME
    first = marked[0] if marked else min(len(blocks), len(sent.front) + ADDED)
    start = 1 + max(known_places(sent.front, blocks[:first], least), default=-1)
    last = marked[-1] + 1 if marked else start
    end = last + min(known_places(sent.ending, blocks[last:], least), default=len(blocks) - last)
    notes = (
        *changed(NoteKind.FRONT, sent.front, lines_of(blocks[:start])),
        *changed(NoteKind.ENDING, sent.ending, lines_of(blocks[end:])),
    )
    return Around(tuple(blocks[start:end]), notes)


def known_places(lines: Sequence[str], blocks: Sequence[CopyBlock], least: float) -> list[int]:
    """The places of the blocks that are one of the lines, or like one."""
    pieces = [Piece("\n".join(block.lines)) for block in blocks]
    if least > 1:
        known = set(lines)
        return [place for place, block in enumerate(blocks) if set(block.lines) & known]
    pairs = aligned([Piece(line) for line in lines], pieces, least=least)
    return [pair.after for pair in pairs if pair.before is not None and pair.after is not None]


def changed(kind: NoteKind, before: Sequence[str], after: Sequence[str]) -> list[Note]:
    """The lines that are gone or came, paired where one took the place of another."""
    pairs = aligned([Piece(line) for line in before], [Piece(line) for line in after])
    found = []
    for pair in pairs:
        was = "" if pair.before is None else before[pair.before]
        now = "" if pair.after is None else after[pair.after]
        if was != now:
            found.append(Note(kind, was, now))
    return found
