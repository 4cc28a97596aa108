"""What the page shows of a text that came back from Word: part by part what changed, and what collides."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from reports.actions.returned_text import content_of
from reports.edited_text import text_as_of, text_of
from reports.editing.findings import Examination, stretch
from reports.editing.parts import Part, Text, originals, part_of
from reports.editing.passages import Ground, kept
from reports.models import Edition, ReturnedText
from reports.snapshot.document import Paragraph, Passage
from reports.text_comparison.numbers import clause_of, found_numbers, numbers_in
from reports.text_comparison.sentences import SentenceChange, SentenceKind, sentence_changes
from reports.word_copies.content import EXCERPT, Item, Note, Returned
from reports.word_copies.taking_over import taken_over
from reports.word_copies.units import Unit, units
from tasks.comparison.marks import Mark, Op
from texts.outgoing.cuts import cut
from texts.sentences import paragraphs

WHOLE = {SentenceKind.ADDED: Op.INSERTED, SentenceKind.REMOVED: Op.DELETED}


@dataclass(frozen=True, slots=True)
class ShownSentence:
    """One sentence with what became of it; ``passage`` says on what it rests, None of one that is gone and
    where nothing rests on filings."""

    change: SentenceChange
    passage: Passage | None = None

    @property
    def runs(self) -> list[Mark]:
        if self.change.marks:
            return list(self.change.marks)
        return [Mark(WHOLE.get(self.change.kind, Op.EQUAL), self.change.after or self.change.before)]

    @property
    def is_moved(self) -> bool:
        return self.change.is_moved

    @property
    def links(self) -> int:
        """On how many filings it rests."""
        return len(self.passage.sources) if self.passage else 0


@dataclass(frozen=True, slots=True)
class ShownFigure:
    """A figure that is otherwise, at the unit of a key: as it left, as it came back, and as it was approved;
    empty where there is none. ``words`` are the clause around it."""

    key: str
    words: str
    before: str
    after: str
    official: str
    is_approved: bool


@dataclass(frozen=True, slots=True)
class ShownNote:
    """Something that is not taken over, with the beginning of the part that it stands in."""

    note: Note
    place: str


@dataclass(frozen=True)
class ShownUnit:
    """One change to take or to leave. ``under`` is the heading that it stands under, ``is_ticked`` whether it
    is to be taken over as the page is shown."""

    unit: Unit
    left: Text
    now: Text
    under: str
    is_ticked: bool

    @property
    def numbers(self) -> tuple[int, ...]:
        return () if self.unit.number is None else (self.unit.number, *self.unit.joined)

    @cached_property
    def parts(self) -> list[Part]:
        return [part_of(self.left, number) for number in self.numbers]

    @property
    def part(self) -> Part | None:
        return self.parts[0] if self.parts else None

    @cached_property
    def before(self) -> str:
        return "\n".join(part.words for part in self.parts)

    @cached_property
    def after(self) -> str:
        """What it says now; "" of what is gone, and what it said where its words are as they left."""
        if self.unit.is_gone:
            return ""
        return self.before if self.unit.words is None else self.unit.words

    @cached_property
    def theirs(self) -> str:
        """What the portal's text says there by now."""
        return "\n".join(part.words for part in map(self.now_part, self.numbers) if part.stands)

    def now_part(self, number: int) -> Part:
        return part_of(self.now, number)

    @property
    def is_worded(self) -> bool:
        return self.unit.number is None or self.unit.words is not None

    @cached_property
    def ground(self) -> Ground:
        grounds = (each.compiled for number in self.numbers for each in originals(self.left, number))
        return Ground(tuple(block for block in grounds if isinstance(block, Paragraph)))

    @cached_property
    def passages(self) -> list[Passage]:
        """Its sentences with what each will rest on."""
        return [passage for line in paragraphs(self.after) for passage in kept(self.ground, line)]

    @cached_property
    def sentences(self) -> list[ShownSentence]:
        """What became of every sentence, in the order of the file."""
        rest, shown = iter(self.passages), []
        is_paragraph = self.part is None or self.part.is_paragraph
        for change in sentence_changes(self.before, self.after):
            has_passage = is_paragraph and change.kind is not SentenceKind.REMOVED
            shown.append(ShownSentence(change, next(rest, None) if has_passage else None))
        return shown


@dataclass(frozen=True)
class ReturnedPage:
    """A text and the file that waits beside it. ``chosen`` are the keys that were ticked on a page that was
    refused; None ticks all but what collides."""

    edition: Edition
    row: ReturnedText
    chosen: frozenset[str] | None = None

    @cached_property
    def content(self) -> Returned:
        return content_of(self.row)

    @cached_property
    def left(self) -> Text:
        return text_as_of(self.edition, self.content.version)

    @cached_property
    def now(self) -> Text:
        return text_of(self.edition)

    @cached_property
    def units(self) -> list[ShownUnit]:
        headings = self.headings
        return [
            ShownUnit(unit, self.left, self.now, headings.get(unit.key, ""), self.is_ticked(unit))
            for unit in units(self.left, self.now, self.content)
        ]

    def is_ticked(self, unit: Unit) -> bool:
        return not unit.is_conflict if self.chosen is None else unit.key in self.chosen

    @property
    def notes(self) -> list[ShownNote]:
        words = {part.number: part.words for part in self.left}
        return [
            ShownNote(note, cut(words.get(note.part or 0, ""), EXCERPT, by=len))
            for note in self.content.notes
        ]

    @property
    def conflicts(self) -> int:
        return sum(each.unit.is_conflict for each in self.units)

    @cached_property
    def headings(self) -> dict[str, str]:
        """The heading that each item of the file stands under by its key; of what is gone where it stood."""
        found: dict[str, str] = {}
        under = ""
        for part in self.left:
            found[str(part.number)] = under
            under = part.words if part.level is not None and part.stands else under
        under = ""
        for place, item in enumerate(self.content.items):
            found[f"new-{place}" if item.number is None else str(item.number)] = under
            under = self.heading(item) or under
        return found

    def heading(self, item: Item) -> str:
        if item.number is None:
            return ""
        part = part_of(self.left, item.number)
        return (item.words or part.words) if part.level is not None else ""

    @cached_property
    def examination(self) -> Examination:
        """The text as it would be if all of the file were taken over."""
        keys = {each.unit.key for each in self.units}
        whole = taken_over(self.left, left=self.left, returned=self.content, chosen=keys)
        return Examination(whole, ())

    @cached_property
    def figures(self) -> list[ShownFigure]:
        """Every figure that is otherwise in what came back, in the order of the file."""
        return [figure for each in self.units if each.is_worded for figure in self.figures_of(each)]

    def figures_of(self, each: ShownUnit) -> Iterator[ShownFigure]:
        if each.unit.number is None:
            yield from self.new_figures(each)
            return
        part = part_of(self.examination.text, each.unit.number)
        official = dict(self.examination.differing(part))
        for found in found_numbers(each.before, each.after):
            was, now = found.change.before, found.change.after
            before = stretch(each.before, was) if was else ""
            after = stretch(each.after, now) if now else ""
            is_approved = bool(after) and after not in official
            approved = after if is_approved else official.get(after, before)
            yield ShownFigure(each.unit.key, found.words, before, after, approved, is_approved)

    def new_figures(self, each: ShownUnit) -> Iterator[ShownFigure]:
        """The figures of a paragraph that somebody wrote in Word."""
        for number in numbers_in(each.after):
            written = stretch(each.after, number)
            is_approved = number.amount in self.examination.official_amounts
            yield ShownFigure(
                each.unit.key,
                clause_of(each.after, number),
                "",
                written,
                written if is_approved else "",
                is_approved,
            )


def waiting_page(edition: Edition, chosen: Sequence[str] | None = None) -> ReturnedPage | None:
    """The page of the file that waits, if one does (one query)."""
    row = edition.returned_texts.waiting().select_related("returned_by").first()
    return None if row is None else ReturnedPage(edition, row, None if chosen is None else frozenset(chosen))
