"""The edited text as a document: what the composed one has around it, and its body as it stands."""

from collections.abc import Iterator

import msgspec
from django.utils.translation import override

from reports.composition.numbering import heading
from reports.editing.parts import Part, Text, originals, standing
from reports.editing.passages import rested
from reports.snapshot.document import Block, Heading, Paragraph, ReportDocument


def edited_document(composed: ReportDocument, text: Text) -> ReportDocument:
    """The composed document with the body that ``text`` makes; its headings are counted anew."""
    with override(composed.language):
        return msgspec.structs.replace(composed, body=tuple(numbered(blocks(text))))


def blocks(text: Text) -> Iterator[Block]:
    for part in standing(text):
        yield from blocks_of(text, part)


def part_numbers(text: Text) -> tuple[int, ...]:
    """The number of the part that each block of the body belongs to."""
    return tuple(part.number for part in standing(text) for _block in blocks_of(text, part))


def blocks_of(text: Text, part: Part) -> Iterator[Block]:
    """What one part that stands is in the document: a paragraph of several lines is several paragraphs."""
    match part.compiled:
        case None | Paragraph():
            grounds = (each.compiled for each in originals(text, part.number))
            yield from rested(part.words, [each for each in grounds if isinstance(each, Paragraph)])
        case Heading(level=level, number=number):
            yield Heading(level, number, part.words)
        case drawn:
            yield drawn


def numbered(body: Iterator[Block]) -> Iterator[Block]:
    """Blocks with their headings counted from 1, each level anew below one that stands higher."""
    counts: dict[int, int] = {}
    for block in body:
        if not isinstance(block, Heading):
            yield block
            continue
        counts = {level: count for level, count in counts.items() if level <= block.level}
        counts[block.level] = counts.get(block.level, 0) + 1
        yield heading(block.level, counts[block.level], block.text)
