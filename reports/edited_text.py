"""The parts of a text on file, as the plain values that the rules of editing know."""

import msgspec

from reports.editing.changes import Change, earlier
from reports.editing.parts import Part, Text
from reports.models import Edition, EditionPart
from reports.snapshot.document import Block
from reports.snapshot.year import Source


def text_of(edition: Edition) -> Text:
    """The parts of a text, in their order (one query)."""
    return tuple(map(part_of_row, edition.parts.all()))


def text_as_of(edition: Edition, version: int) -> Text:
    """A text as it stood in an earlier version (two queries)."""
    later = edition.changes.filter(version__gt=version).order_by("-version")
    contents = later.values_list("content", flat=True)
    return earlier(text_of(edition), (msgspec.convert(content, type=Change) for content in contents))


def part_of_row(row: EditionPart) -> Part:
    return Part(
        number=row.number,
        compiled=None if row.compiled is None else msgspec.convert(row.compiled, type=Block),
        words=row.words,
        is_left_out=row.is_left_out,
        joined_into=row.joined_into,
        origin=row.origin,
        sources=msgspec.convert(row.sources, type=tuple[Source, ...]),
    )


def row_of(edition: Edition, part: Part, place: int) -> EditionPart:
    """A part as it is kept, at its place; not kept yet."""
    return EditionPart(
        edition=edition,
        number=part.number,
        place=place,
        compiled=None if part.compiled is None else msgspec.to_builtins(part.compiled),
        words=part.words,
        is_left_out=part.is_left_out,
        joined_into=part.joined_into,
        origin=part.origin,
        sources=msgspec.to_builtins(part.sources),
    )
