"""The text of a report while it is edited: its parts in their order, compiled or written by an editor."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from reports.snapshot.document import Block, Chart, Heading, Paragraph, Picture, ReportDocument, Table
from reports.snapshot.year import Source

# The second of the five main parts tells section by section what was done.
ACHIEVEMENTS = 2
# The parts that every report has, under a heading of this level, stand for good and in their order.
MAIN_LEVEL = 1


@dataclass(frozen=True, slots=True)
class Part:
    """One block of the body. ``number`` names it for good; ``compiled`` is the block as it was composed, None
    where an editor wrote it; ``words`` are what it says now, empty of a table, chart or picture.

    A part that is left out, or ``joined_into`` the one of that number, keeps its place and its words, so that
    it can stand again. Material that editors have inserted was composed then: ``origin`` is what pages call
    it ("" of all else), ``sources`` the filings that it rests on, as they stood.
    """

    number: int
    compiled: Block | None
    words: str
    is_left_out: bool = False
    joined_into: int | None = None
    origin: str = ""
    sources: tuple[Source, ...] = ()

    @property
    def stands(self) -> bool:
        """Whether it is in the text on its own."""
        return not self.is_left_out and self.joined_into is None

    @property
    def is_inserted(self) -> bool:
        """Whether editors have put it in out of what was filed."""
        return bool(self.origin)

    @property
    def is_editors(self) -> bool:
        """Whether it came with editing, written or inserted: the report was composed without it."""
        return self.compiled is None or self.is_inserted

    @property
    def is_paragraph(self) -> bool:
        return self.compiled is None or isinstance(self.compiled, Paragraph)

    @property
    def level(self) -> int | None:
        """The level of a heading; None of all else."""
        return self.compiled.level if isinstance(self.compiled, Heading) else None

    @property
    def is_main_heading(self) -> bool:
        return self.level == MAIN_LEVEL

    @property
    def is_drawn(self) -> bool:
        """Whether it is a table, chart or picture, whose content nobody words."""
        return isinstance(self.compiled, Table | Chart | Picture)

    @property
    def is_reworded(self) -> bool:
        """Whether it says something else than was composed; what an editor wrote does not."""
        return self.compiled is not None and self.words != words_of(self.compiled)


type Text = tuple[Part, ...]


def words_of(block: Block) -> str:
    """What a block says that can be worded otherwise."""
    match block:
        case Heading() | Paragraph():
            return block.text
        case Table() | Chart() | Picture():
            return ""


def begun(document: ReportDocument) -> Text:
    """The body of a document as the text that editing begins with, numbered from 1."""
    return tuple(Part(number, block, words_of(block)) for number, block in enumerate(document.body, 1))


def asked_in(document: ReportDocument) -> list[str]:
    """The headings of the sections that a report answers, one by one."""
    main, found = 0, []
    for block in document.body:
        if isinstance(block, Heading):
            main += block.level == MAIN_LEVEL
            if main == ACHIEVEMENTS and block.level == MAIN_LEVEL + 1:
                found.append(block.text)
    return found


def as_composed(part: Part) -> Part:
    """A compiled part as it was before anybody edited it."""
    words = "" if part.compiled is None else words_of(part.compiled)
    return replace(part, words=words, is_left_out=False, joined_into=None)


def part_of(text: Text, number: int) -> Part:
    """The part of a number. Raises ``KeyError``."""
    for part in text:
        if part.number == number:
            return part
    raise KeyError(number)


def standing(text: Text) -> list[Part]:
    return [part for part in text if part.stands]


def left_out(text: Text) -> list[Part]:
    return [part for part in text if part.is_left_out]


def absorbed(text: Text, number: int) -> Iterator[Part]:
    """The parts whose words the one of ``number`` has taken in, also over others, in their order."""
    for part in text:
        if part.joined_into == number:
            yield part
            yield from absorbed(text, part.number)


def originals(text: Text, number: int) -> list[Part]:
    """The compiled parts that one rests on: itself, unless an editor wrote it, and those it has taken in."""
    whole = (part_of(text, number), *absorbed(text, number))
    return [part for part in whole if part.compiled is not None]
