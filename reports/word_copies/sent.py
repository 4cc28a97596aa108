"""A copy as it left the portal: what stands before and behind the body, and what each part says in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from reports.editing.parts import Part, Text, part_of
from reports.word_copies.blocks import CopyBlock


class PartKind(StrEnum):
    """How a part is matched with what comes back."""

    MAIN = "main"
    HEADING = "heading"
    WORDED = "worded"
    DRAWN = "drawn"


@dataclass(frozen=True, slots=True)
class SentPart:
    """One part in its copy: ``words`` as they are read out of it, a number that stands in the text left out,
    which is ``prefix``; ``lines`` are what a table or drawing says and shows with its captions, and ``core``
    is the place of the table or drawing itself among them."""

    number: int
    kind: PartKind
    words: str
    prefix: str = ""
    lines: tuple[str, ...] = ()
    drawings: int = 0
    core: int = 0


@dataclass(frozen=True)
class Sent:
    """The copy of one version; ``front`` and ``ending`` are the lines around the body."""

    front: tuple[str, ...]
    parts: Mapping[int, SentPart]
    ending: tuple[str, ...]

    @cached_property
    def place(self) -> dict[int, int]:
        """Where each part stood."""
        return {number: place for place, number in enumerate(self.parts)}

    def kind(self, number: int | None) -> PartKind | None:
        part = self.parts.get(number or 0)
        return part.kind if part else None


def sent(text: Text, blocks: Sequence[CopyBlock]) -> Sent:
    """The copy of ``text`` whose blocks are these; what stands nowhere in it is no part of it."""
    by_part: dict[int, list[CopyBlock]] = {}
    marked = [place for place, block in enumerate(blocks) if block.claims]
    for block in blocks:
        for number in block.claims:
            by_part.setdefault(number, []).append(block)
    first, last = (marked[0], marked[-1] + 1) if marked else (len(blocks), len(blocks))
    parts = {number: sent_part(part_of(text, number), found) for number, found in by_part.items()}
    return Sent(lines_of(blocks[:first]), parts, lines_of(blocks[last:]))


def sent_part(part: Part, blocks: Sequence[CopyBlock]) -> SentPart:
    words, prefix = "\n".join(block.text for block in blocks), ""
    if part.level is not None:
        prefix = words.removesuffix(part.words.strip()) if words.endswith(part.words.strip()) else ""
        words = words.removeprefix(prefix)
    drawings = sum(len(block.drawings) for block in blocks)
    return SentPart(part.number, kind_of(part), words, prefix, lines_of(blocks), drawings, core_of(blocks))


def core_of(blocks: Sequence[CopyBlock]) -> int:
    """The place of the table or drawing among the lines of its part; the first where it has neither."""
    at = next((at for at, block in enumerate(blocks) if block.is_table or block.drawings), 0)
    return len(lines_of(blocks[:at]))


def kind_of(part: Part) -> PartKind:
    if part.is_drawn:
        return PartKind.DRAWN
    if part.is_main_heading:
        return PartKind.MAIN
    return PartKind.WORDED if part.level is None else PartKind.HEADING


def lines_of(blocks: Sequence[CopyBlock]) -> tuple[str, ...]:
    return tuple(line for block in blocks for line in block.lines)
