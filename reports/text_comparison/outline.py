"""A report as a row of sections: what it is headed with, each heading with what stands below it, its annexes,
and how it ends."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from reports.snapshot.document import Annex, Block, Heading, Paragraph, Passage, Picture, ReportDocument
from reports.text_comparison.blocks import text_of

# The title of an annex stands above every heading in it.
ABOVE_ALL = 0


class Part(StrEnum):
    """Which part of a report a section stands in."""

    HEAD = "head"
    BODY = "body"
    ANNEX = "annex"
    ENDING = "ending"


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with the blocks below it up to the next one; ``path`` has its text behind those above it."""

    part: Part
    heading: Heading | None
    path: tuple[str, ...]
    blocks: tuple[Block, ...]

    @property
    def title(self) -> str:
        return self.heading.text if self.heading else ""

    @property
    def content(self) -> str:
        """All that it says in running words."""
        return "\n".join((self.title, *map(text_of, self.blocks)))


def outline(document: ReportDocument) -> tuple[Section, ...]:
    """Every heading and block of a report in exactly one section, in the order of the paper."""
    return (
        Section(Part.HEAD, None, (), tuple(_head(document))),
        *_sections(document.body, Part.BODY),
        *(section for annex in document.annexes for section in _annex(annex)),
        Section(Part.ENDING, None, (), tuple(_ending(document))),
    )


def _head(document: ReportDocument) -> Iterator[Block]:
    """The first page without whether it is frozen, which the pages say elsewhere."""
    letterhead = document.letterhead
    title = (" " if document.language == "en" else "").join(document.title)
    said = (letterhead.mark, letterhead.document_number, letterhead.signer, title, *document.notices)
    yield from _lines((*said, document.addressee))


def _ending(document: ReportDocument) -> Iterator[Block]:
    signature, colophon = document.signature, document.colophon
    yield from _lines((document.closing, signature.organization, signature.date, signature.contact))
    yield from _lines((colophon.copies_to, colophon.issued_by, colophon.issued_on))


def _lines(said: Iterable[str]) -> Iterator[Block]:
    return (Paragraph((Passage(text),)) for text in said if text)


def _annex(annex: Annex) -> Iterator[Section]:
    heading = Heading(ABOVE_ALL, f"{annex.label} ", annex.title)
    return _sections((heading, *annex.blocks), Part.ANNEX)


def _sections(blocks: Iterable[Block], part: Part) -> Iterator[Section]:
    """The blocks between headings; those before the first one are a section without."""
    path: list[tuple[int, str]] = []
    heading: Heading | None = None
    below: list[Block] = []
    for block in blocks:
        if not isinstance(block, Heading):
            below.append(block)
            continue
        if heading is not None or below:
            yield Section(part, heading, tuple(text for _level, text in path), tuple(below))
        path = [(level, text) for level, text in path if level < block.level] + [(block.level, block.text)]
        heading, below = block, []
    if heading is not None or below:
        yield Section(part, heading, tuple(text for _level, text in path), tuple(below))


def words_of(block: Block) -> str:
    """What a block is recognised by: its text, a table's title with its columns, a picture itself."""
    if isinstance(block, Picture):
        return block.sha256
    return text_of(block)
