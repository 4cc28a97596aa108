"""What the page of a text shows: its parts beside what was composed and filed, and what is pointed out."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import pairwise

from reports.composed_document import composed_year
from reports.edited_text import part_of_row
from reports.editing.moves import MoveRefused, joined, left_out, moved
from reports.editing.parts import Part, Text, originals, words_of
from reports.findings import Examined, examined
from reports.models import Edition, EditionPart
from reports.snapshot.document import Paragraph
from reports.snapshot.year import Source, Statement, Year
from tasks.comparison.marks import Mark
from tasks.lines.differences import text_marks

# How a field is as high as its text, about.
SIGNS, LEAST_LINES, MOST_LINES = 38, 1, 14

type NumberedMove = Callable[[Text, int], Text]
# The moves that a part that stands can be offered, by their keys.
MOVES: Mapping[str, NumberedMove] = {
    "up": partial(moved, down=False),
    "down": partial(moved, down=True),
    "join": joined,
    "leave-out": left_out,
}
# Of more filings than these a paragraph names the first ones.
MOST_SOURCES = 6


@dataclass(frozen=True, slots=True)
class Filed:
    """What somebody filed that a paragraph was composed of, in full, with the filings that say so."""

    text: str
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class ShownPart:
    """One part as the page shows it."""

    row: EditionPart
    part: Part
    text: Text
    year: Year
    examined: Sequence[Examined]
    taken_in: "Sequence[ShownPart]" = ()

    @cached_property
    def composed(self) -> str:
        """What was composed in its place; "" of what an editor wrote."""
        grounds = originals(self.text, self.part.number)
        return "\n".join(words_of(each.compiled) for each in grounds if each.compiled is not None)

    @cached_property
    def marks(self) -> list[Mark]:
        """The way from what was composed to what it says; nothing where it says that."""
        is_same = not self.composed or self.composed == self.part.words
        return [] if is_same else text_marks(self.composed, self.part.words)

    @cached_property
    def sources(self) -> list[Source]:
        """The filings that it rests on, in the order of the report."""
        wanted = {
            source
            for paragraph in self.grounds
            for passage in paragraph.passages
            for source in passage.sources
        }
        inserted = (source for part in originals(self.text, self.part.number) for source in part.sources)
        known = {source.id: source for source in (*self.year.sources, *inserted)}
        return [source for source in known.values() if source.id in wanted]

    @property
    def shown_sources(self) -> list[Source]:
        return self.sources[:MOST_SOURCES]

    @property
    def more_sources(self) -> int:
        return len(self.sources) - len(self.shown_sources)

    @cached_property
    def grounds(self) -> list[Paragraph]:
        blocks = (each.compiled for each in originals(self.text, self.part.number))
        return [block for block in blocks if isinstance(block, Paragraph)]

    @cached_property
    def filed(self) -> list[Filed]:
        """The statements whose sentences it quotes, where they say more than it does."""
        quoted = [passage for block in self.grounds for passage in block.passages if passage.is_quoted]
        by_id = {source.id: source for source in self.sources}
        found = []
        for statement in statements_in(self.year):
            is_quoted = any(
                passage.text.strip("。；;.") in statement.text
                and set(passage.sources) & set(statement.sources)
                for passage in quoted
            )
            if is_quoted and statement.text.strip() not in self.composed:
                sources = tuple(by_id[each] for each in statement.sources if each in by_id)
                found.append(Filed(statement.text, sources))
        return found

    @property
    def open_findings(self) -> list[Examined]:
        return [each for each in self.examined if each.is_open]

    @property
    def rows(self) -> int:
        """How many lines its field has."""
        return min(
            MOST_LINES, max(LEAST_LINES, sum(1 + len(line) // SIGNS for line in self.part.words.split("\n")))
        )

    @cached_property
    def offers(self) -> list[str]:
        """The moves that can be done with it, by their keys."""
        return [key for key, move in MOVES.items() if is_possible(move, self.text, self.part.number)]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A main part of the text with those that stand under its heading, which is the part of ``number``; 0 is
    what stands before the first heading, which has no ``title``."""

    number: int
    title: str
    parts: Sequence[ShownPart]

    @property
    def numbers(self) -> list[int]:
        """The numbers of its parts, its heading's first."""
        return [self.number, *(each.part.number for each in self.parts)]

    @property
    def open_count(self) -> int:
        """How many checks are open in it."""
        return sum(len(each.open_findings) for each in self.parts)


def chapters_of(parts: Sequence[ShownPart]) -> list[Chapter]:
    """Parts that stand, under the headings that every report has."""
    headings = [place for place, each in enumerate(parts) if each.part.is_main_heading]
    first = headings[0] if headings else len(parts)
    found = [Chapter(0, "", parts[:first])]
    for begin, end in pairwise([*headings, len(parts)]):
        heading = parts[begin].part
        found.append(Chapter(heading.number, heading.words, parts[begin + 1 : end]))
    return found


def is_possible(move: NumberedMove, text: Text, number: int) -> bool:
    """Whether a move is not refused."""
    try:
        move(text, number)
    except MoveRefused:
        return False
    return True


def statements_in(year: Year) -> Iterator[Statement]:
    for section in year.sections:
        yield from (*section.achievements, *section.problems, *section.next_steps)


@dataclass(frozen=True)
class TextPage:
    """A text with its parts, read once."""

    edition: Edition

    @cached_property
    def rows(self) -> list[EditionPart]:
        return list(self.edition.parts.select_related("edited_by"))

    @cached_property
    def text(self) -> Text:
        return tuple(map(part_of_row, self.rows))

    @cached_property
    def examined(self) -> list[Examined]:
        return examined(self.edition, self.text)

    @cached_property
    def by_part(self) -> Mapping[int | None, list[Examined]]:
        found: dict[int | None, list[Examined]] = {}
        for each in self.examined:
            found.setdefault(each.finding.part, []).append(each)
        return found

    @cached_property
    def year(self) -> Year:
        return composed_year(self.edition.base)

    def shown(self, row: EditionPart) -> ShownPart:
        """One part with those that were joined to it."""
        part = part_of_row(row)
        taken_in = [self.shown(each) for each in self.rows if each.joined_into == part.number]
        return ShownPart(row, part, self.text, self.year, self.by_part.get(part.number, []), taken_in)

    @cached_property
    def parts(self) -> list[ShownPart]:
        """Those that stand, in order."""
        return [self.shown(row) for row in self.rows if part_of_row(row).stands]

    @cached_property
    def chapters(self) -> list[Chapter]:
        return chapters_of(self.parts)

    @cached_property
    def gone(self) -> list[ShownPart]:
        """Those that are left out."""
        return [self.shown(row) for row in self.rows if row.is_left_out]

    @property
    def open_count(self) -> int:
        return sum(each.is_open for each in self.examined)
