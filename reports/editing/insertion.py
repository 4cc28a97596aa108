"""Material put into a text: what was filed, in the report's own voice, at the place where it belongs."""

from collections.abc import Iterable
from dataclasses import dataclass

from reports.editing.moves import asked
from reports.editing.parts import Part, Text, words_of
from reports.snapshot.document import Block
from reports.snapshot.year import Source


@dataclass(frozen=True, slots=True)
class Place:
    """Where something belongs: the main part, counted from 1, and the heading of a section in it as it was
    composed; "" for the main part as a whole."""

    main: int
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Material:
    """Something filed as it goes into a text: ``origin`` is what pages call it, ``sources`` the filings that
    its blocks rest on."""

    origin: str
    blocks: tuple[Block, ...]
    place: Place
    sources: tuple[Source, ...] = ()


def inserted(text: Text, materials: Iterable[Material], *, after: int | None = None) -> Text:
    """The text with each of ``materials`` that it does not have yet: one behind the other behind the part of
    a number, 0 for the very beginning; without one each as the last of the section where it belongs. Raises
    ``MoveRefused`` where there is no such part."""
    if after:
        asked(text, after)
    for material in materials:
        if part_with(text, material.origin) is None:
            text = put_in(text, material, end_of(text, material.place) if after is None else after)
            after = after if after is None else max(part.number for part in text)
    return text


def part_with(text: Text, origin: str) -> Part | None:
    """The first part of the material of a name, left out ones aside."""
    return next((part for part in text if part.origin == origin and not part.is_left_out), None)


def put_in(text: Text, material: Material, after: int) -> Text:
    """The text with one material behind the part of a number."""
    last = max((part.number for part in text), default=0)
    parts = tuple(
        Part(number, block, words_of(block), origin=material.origin, sources=material.sources)
        for number, block in enumerate(material.blocks, last + 1)
    )
    at = next((at for at, part in enumerate(text, 1) if part.number == after), 0)
    return (*text[:at], *parts, *text[at:])


def end_of(text: Text, place: Place) -> int:
    """The number of the last part of a section, of the main part where that has no such heading, of the text
    where it has no such part; 0 of an empty text. Raises nothing."""
    main, level, in_section, in_main, last = 0, None, 0, 0, 0
    for part in text:
        if part.is_main_heading:
            main += 1
        if main == place.main:
            in_main = part.number
            if part.level is not None and level is not None and part.level <= level and in_section:
                level = None
            elif is_heading(part, place.heading) and not in_section:
                level = part.level
            if level is not None:
                in_section = part.number
        last = part.number
    return in_section or in_main or last


def is_heading(part: Part, words: str) -> bool:
    """Whether a part is the heading of a section that was composed with these words."""
    if part.compiled is None or part.level is None or part.is_inserted:
        return False
    return bool(words) and words_of(part.compiled) == words
