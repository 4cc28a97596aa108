"""Two reports compared: blocks aligned under their headings, each kept, changed, added, removed or moved.

Plain values without a database, in a time that grows with the reports, not with their square.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from reports.snapshot.document import ReportDocument
from reports.text_comparison.alignment import Pair, in_order
from reports.text_comparison.blocks import BlockChange, Fate, block_change
from reports.text_comparison.numbers import NumberChange
from reports.text_comparison.outline import Part, Section, outline, words_of
from reports.text_comparison.partners import Place, block_partners, section_partners

__all__ = ["BlockChange", "Comparison", "Fate", "Part", "PlacedNumber", "SectionChange", "compared"]


@dataclass(frozen=True, slots=True)
class SectionChange:
    """A heading of two reports, and what became of the blocks below it; ``path`` has the texts of the
    headings above it and its own, as the later report has them."""

    part: Part
    path: tuple[str, ...]
    heading: BlockChange | None
    blocks: tuple[BlockChange, ...]

    @property
    def all_blocks(self) -> tuple[BlockChange, ...]:
        """The heading, if any, and what stands below it."""
        return ((self.heading,) if self.heading else ()) + self.blocks

    @property
    def differs(self) -> bool:
        return any(block.differs for block in self.all_blocks)


@dataclass(frozen=True, slots=True)
class PlacedNumber:
    """A figure that differs: in which block of the whole, from 0, under which heading, in what words."""

    place: int
    heading: str
    change: NumberChange
    words: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two reports as one: every heading and block of both stands in exactly one change."""

    sections: tuple[SectionChange, ...]

    @property
    def blocks(self) -> tuple[BlockChange, ...]:
        """Headings and blocks, one after the other."""
        return tuple(chain.from_iterable(section.all_blocks for section in self.sections))

    @property
    def counts(self) -> dict[Fate, int]:
        """How many headings and blocks became what."""
        found = Counter(block.fate for block in self.blocks)
        return {fate: found[fate] for fate in Fate}

    @property
    def differing(self) -> int:
        """How many headings and blocks are not as they were."""
        return sum(1 for block in self.blocks if block.differs)

    @property
    def is_same(self) -> bool:
        return not any(section.differs for section in self.sections)

    @property
    def numbers(self) -> tuple[PlacedNumber, ...]:
        """The figures that differ, in the order of the report; those of blocks that one has alone as well."""
        return tuple(self._placed_numbers())

    def _placed_numbers(self) -> Iterator[PlacedNumber]:
        place = 0
        for section in self.sections:
            heading = section.heading.block if section.heading else None
            title = words_of(heading) if heading else ""
            for block in section.all_blocks:
                for figure in block.figures:
                    yield PlacedNumber(place, title, figure.change, figure.words)
                place += 1


def compared(before: ReportDocument, after: ReportDocument) -> Comparison:
    """Two reports section by section and block by block, in the order of ``after``."""
    old, new = outline(before), outline(after)
    sections = section_partners(old, new)
    blocks = block_partners(old, new, sections)
    return Comparison(tuple(_section_changes(old, new, sections, blocks)))


def _section_changes(
    old: Sequence[Section],
    new: Sequence[Section],
    sections: Mapping[int, int],
    blocks: Mapping[Place, Place],
) -> Iterator[SectionChange]:
    """Every section of both once; of one that is gone, what did not go elsewhere."""
    for pair in in_order(dict(sections), len(old), len(new)):
        before = None if pair.before is None else old[pair.before]
        after = None if pair.after is None else new[pair.after]
        shown = after or before
        assert shown is not None  # noqa: S101 (a pair has one of both)
        heading = _heading_change(before, after, pair)
        yield SectionChange(shown.part, shown.path, heading, tuple(_changes_below(old, new, pair, blocks)))


def _heading_change(before: Section | None, after: Section | None, pair: Pair) -> BlockChange | None:
    old, new = before.heading if before else None, after.heading if after else None
    if old is None and new is None:
        return None
    return block_change(old, new, is_moved=pair.is_moved)


def _changes_below(
    old: Sequence[Section], new: Sequence[Section], pair: Pair, blocks: Mapping[Place, Place]
) -> Iterator[BlockChange]:
    """The blocks of a pair of sections in order; what went elsewhere is told there."""
    here = {to[1]: at[1] for to, at in blocks.items() if to[0] == pair.after and at[0] == pair.before}
    counts = (
        0 if pair.before is None else len(old[pair.before].blocks),
        0 if pair.after is None else len(new[pair.after].blocks),
    )
    went = {at[1] for at in blocks.values() if at[0] == pair.before}
    for block in in_order(here, *counts):
        if block.after is not None and pair.after is not None:
            to = pair.after, block.after
            yield _change_to(old, new, to, blocks.get(to), is_moved=block.is_moved or block.after not in here)
        elif block.before is not None and pair.before is not None and block.before not in went:
            yield block_change(old[pair.before].blocks[block.before], None)


def _change_to(
    old: Sequence[Section], new: Sequence[Section], to: Place, at: Place | None, *, is_moved: bool
) -> BlockChange:
    """What a block of the later report was before, wherever it stood."""
    before = old[at[0]].blocks[at[1]] if at is not None else None
    return block_change(before, new[to[0]].blocks[to[1]], is_moved=is_moved)
