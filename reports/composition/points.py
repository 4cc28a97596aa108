"""What people wrote, set out as the points of a paragraph: 一是…。二是…。"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import get_language

from reports.composition.manuscript import Manuscript
from reports.composition.numbering import ordinal_mark
from reports.snapshot.document import Paragraph, Passage
from reports.snapshot.year import Statement
from texts.sentences import ended, run_on, sentences_in

# More points than that are no enumeration any more: the paragraphs stay as they were written.
MOST_POINTS = 10
# Beyond it each point gets a paragraph of its own.
LONGEST_PARAGRAPH = 420
# How a sentence begins that says more of the one before it.
CARRYING_ON = (
    *("今年以来", "上半年", "前三季度", "一季度", "第一季度", "截至", "目前", "全年", "年内"),
    *("累计", "共计", "其中", "同时", "此外", "另外", "并", "为此", "上述", "该", "这", "期间"),
    *("In all", "Of these", "So far", "In total"),
)
_COUNTED = "[一二三四五六七八九十]+"
_ENUMERATED = re.compile(
    rf"\s*(?:{_COUNTED}是|{_COUNTED}、|第{_COUNTED}[，,、]|首先|其次|[（(](?:{_COUNTED}|\d+)[）)]"
    r"|\d{1,2}[.、．)）](?!\d)|[①-⑳●•·▪◆■—-])"
)


@dataclass(frozen=True, slots=True)
class Point:
    """One sentence, or paragraph, with every filing that has it."""

    text: str
    sources: tuple[str, ...]


def set_out(
    manuscript: Manuscript, opening: Sequence[Passage], statements: Sequence[Statement]
) -> Iterator[Paragraph]:
    """The opening and what follows it: counted off where there are several points, as written where people
    have counted themselves or said more than one counts off."""
    points = points_in(manuscript, statements)
    if len(points) > MOST_POINTS or any(_ENUMERATED.match(point.text) for point in points):
        wholes = wholes_in(manuscript, statements)
        yield from one_by_one(opening, [quoted(manuscript, whole) for whole in wholes])
        return
    told = [counted(manuscript, point, number, len(points)) for number, point in enumerate(points, 1)]
    length = sum(len(passage.text) for passage in (*opening, *(each for group in told for each in group)))
    if len(points) > 1 and length > LONGEST_PARAGRAPH:
        yield from one_by_one(opening, told)
    elif opening or told:
        yield Paragraph(tuple(spaced([*[(each,) for each in opening], *told])))


def points_in(manuscript: Manuscript, statements: Iterable[Statement]) -> list[Point]:
    """The sentences of the statements, each once and whole, in their order; one that carries on stays with
    the sentence before it: a claim and its counts are one point."""
    return merged(
        Point(text, statement.sources)
        for statement in statements
        for text in claims_in(manuscript.gate(statement.text))
    )


def claims_in(text: str) -> list[str]:
    """The sentences of a statement, each with those that carry it on."""
    claims: list[str] = []
    for sentence in map(ended, sentences_in(text)):
        if claims and sentence.startswith(CARRYING_ON):
            claims[-1] = run_on([claims[-1], sentence])
        else:
            claims.append(sentence)
    return claims


def wholes_in(manuscript: Manuscript, statements: Iterable[Statement]) -> list[Point]:
    """The statements as they were written, each once."""
    return merged(Point(ended(manuscript.gate(each.text)), each.sources) for each in statements)


def merged(points: Iterable[Point]) -> list[Point]:
    """Points that say the same as one, with the filings of all."""
    found: dict[str, tuple[str, ...]] = {}
    for point in points:
        found[point.text] = (*found.get(point.text, ()), *point.sources)
    return [Point(text, tuple(dict.fromkeys(sources))) for text, sources in found.items()]


def counted(manuscript: Manuscript, point: Point, number: int, of: int) -> tuple[Passage, ...]:
    """A point with its mark before it; a single one has none."""
    told = quoted(manuscript, point)
    return told if of == 1 else (Passage(ordinal_mark(number)), *told)


def quoted(manuscript: Manuscript, point: Point) -> tuple[Passage, ...]:
    """A point as people wrote it; what nobody has approved yet is marked behind it."""
    passage = Passage(point.text, point.sources, is_quoted=True)
    mark = manuscript.waiting_mark(point.sources)
    return (passage, Passage(mark)) if mark else (passage,)


def one_by_one(opening: Sequence[Passage], told: Iterable[tuple[Passage, ...]]) -> Iterator[Paragraph]:
    """The opening and each point in a paragraph of its own."""
    if opening:
        yield Paragraph(tuple(opening))
    yield from map(Paragraph, told)


def spaced(told: Iterable[Sequence[Passage]]) -> Iterator[Passage]:
    """Groups of passages one behind the other; in English a blank stands between them."""
    gap = " " if get_language() == "en" else ""
    for place, group in enumerate(told):
        for part, passage in enumerate(group):
            is_first = not place or part
            yield passage if is_first else Passage(gap + passage.text, passage.sources, passage.is_quoted)
