"""What people wrote, set out as the points of a paragraph: 一是…。二是…。"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import get_language

from reports.composition.numbering import ordinal_mark
from reports.composition.outgoing_text import OutgoingText
from reports.snapshot.document import Paragraph, Passage
from reports.snapshot.year import Statement
from texts.sentences import ended, sentences_in

# More points than that are no enumeration any more: the paragraphs stay as they were written.
MOST_POINTS = 10
# Beyond it each point gets a paragraph of its own.
LONGEST_PARAGRAPH = 420
_ENUMERATED = re.compile(
    r"\s*(?:[一二三四五六七八九十]+是|[一二三四五六七八九十]+、|第[一二三四五六七八九十]+|首先|其次|[（(][一二三四五六七八九十\d]+[）)]"
    r"|\d{1,2}[.、．)）](?!\d)|[①-⑳●•·▪◆■—-])"
)


@dataclass(frozen=True, slots=True)
class Point:
    """One sentence with every filing that has it."""

    text: str
    sources: tuple[str, ...]


def points_in(statements: Iterable[Statement], gate: OutgoingText) -> list[Point]:
    """The sentences of the statements, each once, whole, in their order."""
    found: dict[str, Point] = {}
    for statement in statements:
        for sentence in sentences_in(gate(statement.text)):
            text = ended(sentence)
            before = found.get(text)
            sources = (*(before.sources if before else ()), *statement.sources)
            found[text] = Point(text, tuple(dict.fromkeys(sources)))
    return list(found.values())


def set_out(
    opening: Sequence[Passage], statements: Sequence[Statement], gate: OutgoingText
) -> Iterator[Paragraph]:
    """The opening and what follows it: counted off where there are several points, as written where people
    have counted themselves or said more than one counts off."""
    points = points_in(statements, gate)
    if len(points) > MOST_POINTS or any(_ENUMERATED.match(point.text) for point in points):
        yield from as_written(opening, statements, gate)
        return
    passages = [counted(point, number, len(points)) for number, point in enumerate(points, 1)]
    length = sum(len(passage.text) for passage in opening) + sum(len(point.text) for point in points)
    if len(points) > 1 and length > LONGEST_PARAGRAPH:
        if opening:
            yield Paragraph(tuple(opening))
        yield from (Paragraph(tuple(passage)) for passage in passages)
    elif opening or passages:
        yield Paragraph(tuple(spaced([*[(one,) for one in opening], *passages])))


def counted(point: Point, number: int, of: int) -> tuple[Passage, ...]:
    """A point with its mark before it; a single one has none."""
    quoted = Passage(point.text, point.sources, is_quoted=True)
    return (quoted,) if of == 1 else (Passage(ordinal_mark(number)), quoted)


def as_written(
    opening: Sequence[Passage], statements: Iterable[Statement], gate: OutgoingText
) -> Iterator[Paragraph]:
    """Each statement as a paragraph of its own, and no paragraph twice."""
    if opening:
        yield Paragraph(tuple(opening))
    found: dict[str, tuple[str, ...]] = {}
    for statement in statements:
        text = ended(gate(statement.text))
        found[text] = (*found.get(text, ()), *statement.sources)
    for text, sources in found.items():
        yield Paragraph((Passage(text, tuple(dict.fromkeys(sources)), is_quoted=True),))


def spaced(passages: Iterable[Sequence[Passage]]) -> Iterator[Passage]:
    """Passages one behind the other; in English a blank stands between them."""
    gap = " " if get_language() == "en" else ""
    for place, group in enumerate(passages):
        for part, passage in enumerate(group):
            is_first = not place or part
            yield passage if is_first else Passage(gap + passage.text, passage.sources, passage.is_quoted)
