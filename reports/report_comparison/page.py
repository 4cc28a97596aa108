"""What the page of a comparison shows: the sections that differ, or all, and the figures on top."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from reports.report_comparison.wording import part_in_words
from reports.text_comparison.blocks import BlockChange
from reports.text_comparison.documents import Comparison, PlacedNumber, SectionChange

BETWEEN_HEADINGS = " › "


@dataclass(frozen=True, slots=True)
class ShownBlock:
    """A block with the id of its place; of one that differs also the id of the next one that does, "" at the
    last."""

    change: BlockChange
    anchor: str
    following: str = ""


@dataclass(frozen=True, slots=True)
class ShownSection:
    """A section under the headings above it and its own, with the blocks that are shown of it and how many
    are not. ``is_title_alone``: there is nothing below its heading, which is as it was."""

    title: str
    blocks: tuple[ShownBlock, ...]
    hidden: int = 0
    is_title_alone: bool = False


@dataclass(frozen=True, slots=True)
class ShownFigure:
    """A figure of both reports: how it reads with its unit ("" where one has none), and where it stands."""

    before: str
    after: str
    words: str
    heading: str
    anchor: str


def sections_of(comparison: Comparison, *, shows_all: bool) -> list[ShownSection]:
    """The sections with anything to show: those in which something differs, or all."""
    return [
        section
        for section in _sections(comparison, shows_all=shows_all)
        if section.blocks or section.is_title_alone
    ]


def _sections(comparison: Comparison, *, shows_all: bool) -> Iterator[ShownSection]:
    blocks = iter(_blocks(comparison))
    for section in comparison.sections:
        below = [next(blocks) for _block in section.all_blocks]
        # A heading that is as it was is the title of its section.
        told = [block for block in below if block.change.differs or block.change is not section.heading]
        shown = tuple(block for block in told if shows_all or block.change.differs)
        is_title_alone = shows_all and not told
        yield ShownSection(title_of(section), shown, len(told) - len(shown), is_title_alone=is_title_alone)


def _blocks(comparison: Comparison) -> list[ShownBlock]:
    changes = comparison.blocks
    differing = [place for place, change in enumerate(changes) if change.differs]
    following = {place: anchor_of(next_one) for place, next_one in pairwise(differing)}
    return [
        ShownBlock(change, anchor_of(place), following.get(place, "")) for place, change in enumerate(changes)
    ]


def figures_of(comparison: Comparison) -> list[ShownFigure]:
    """The figures of passages that both reports have; those of one alone stand in it."""
    blocks = comparison.blocks
    return [shown(figure) for figure in comparison.numbers if not blocks[figure.place].is_alone]


def title_of(section: SectionChange) -> str:
    """The headings that lead to a section; of the first page and the end what they are called."""
    return BETWEEN_HEADINGS.join(section.path) or part_in_words(section.part)


def anchor_of(place: int) -> str:
    """The id of a block on the page."""
    return f"passage-{place + 1}"


def shown(figure: PlacedNumber) -> ShownFigure:
    change = figure.change
    texts = [each.text if each else "" for each in (change.before, change.after)]
    return ShownFigure(texts[0], texts[1], figure.words, figure.heading, anchor_of(figure.place))
