"""Which words of a sentence were changed, marked so that people can read it."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import pairwise

# A number with its decimals, a foreign word, the name of a work: each changes as a whole. Chinese is compared
# by characters; ``_joined`` then puts together what would lie in shreds.
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*[%％]?|[A-Za-z]+|.", re.DOTALL)
_EDGE = re.compile(r"[，；、。：！？（）《》“”\s]")


class Op(StrEnum):
    EQUAL = "equal"
    DELETED = "deleted"
    INSERTED = "inserted"


@dataclass(frozen=True, slots=True)
class Mark:
    """A run of text that stands in both versions, or in one of them alone."""

    op: Op
    text: str


@dataclass(slots=True)
class _Block:
    """What was replaced, and what follows it unchanged."""

    deleted: str
    inserted: str
    equal: str

    @property
    def is_edit(self) -> bool:
        return bool(self.deleted or self.inserted)

    @property
    def weight(self) -> int:
        return max(len(self.deleted), len(self.inserted))


def marks(old: str, new: str) -> list[Mark]:
    """The way from ``old`` to ``new``: equal and deleted runs make ``old``, equal and inserted ones ``new``.

    Of one change the deleted words come first. Runs of one kind are never empty and never adjacent.
    """
    blocks = _aligned(_joined(_blocks(old, new)))
    found = []
    for block in blocks:
        for op, text in (
            (Op.DELETED, block.deleted),
            (Op.INSERTED, block.inserted),
            (Op.EQUAL, block.equal),
        ):
            if text:
                found.append(Mark(op, text))
    return found


def _blocks(old: str, new: str) -> list[_Block]:
    """What difflib finds, as edits each with the equal run behind it; the first edit may be empty."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    blocks: list[_Block] = []
    done_old = done_new = 0
    for match in SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks():
        deleted, inserted = "".join(before[done_old : match.a]), "".join(after[done_new : match.b])
        equal = "".join(before[match.a : match.a + match.size])
        if blocks and not deleted and not inserted:
            blocks[-1].equal += equal
        elif deleted or inserted or equal:
            blocks.append(_Block(deleted, inserted, equal))
        done_old, done_new = match.a + match.size, match.b + match.size
    return blocks


def _joined(blocks: list[_Block]) -> list[_Block]:
    """Without equal runs too short to help the reader: they join the edits on both sides."""
    joined: list[_Block] = []
    for block in blocks:
        joined.append(block)
        while len(joined) > 1 and _is_shred(joined[-2], joined[-1]):
            later, earlier = joined.pop(), joined.pop()
            joined.append(
                _Block(
                    earlier.deleted + earlier.equal + later.deleted,
                    earlier.inserted + earlier.equal + later.inserted,
                    later.equal,
                )
            )
    return joined


def _is_shred(earlier: _Block, later: _Block) -> bool:
    """Whether the equal run between two edits is only a coincidence: a character, or a word or two between
    edits much longer than it."""
    if not (earlier.is_edit and later.is_edit):
        return False
    words = len(_EDGE.sub("", earlier.equal))
    return words < 2 or (words <= 4 and 2 * words <= min(earlier.weight, later.weight))


def _aligned(blocks: list[_Block]) -> list[_Block]:
    """Edits that only add or only drop words begin and end where a clause does, if they may."""
    for before, block in pairwise(blocks):
        edit = block.deleted or block.inserted
        if not (block.deleted and block.inserted) and before.equal and block.equal:
            before.equal, edit, block.equal = _slid(before.equal, edit, block.equal)
            if block.deleted:
                block.deleted = edit
            else:
                block.inserted = edit
    return blocks


def _slid(before: str, edit: str, after: str) -> tuple[str, str, str]:
    """The edit moved along equal characters to the best place; the texts of both versions stay the same."""
    whole, size = before + edit + after, len(edit)
    first = start = len(before)
    while first > 1 and whole[first - 1] == whole[first - 1 + size]:
        first -= 1
    last = start
    while last + size < len(whole) - 1 and whole[last] == whole[last + size]:
        last += 1
    best = max(range(first, last + 1), key=lambda at: (_fit(whole, at, size), -abs(at - start)))
    return whole[:best], whole[best : best + size], whole[best + size :]


def _fit(whole: str, at: int, size: int) -> int:
    """How well an edit stands between ``at`` and ``at + size``: between marks of punctuation is best."""
    ends_with_mark = bool(_EDGE.match(whole[at + size - 1]))
    begins_after_mark = bool(_EDGE.match(whole[at - 1]))
    begins_with_mark = bool(_EDGE.match(whole[at]))
    return 2 * (ends_with_mark and begins_after_mark) + begins_after_mark + begins_with_mark
