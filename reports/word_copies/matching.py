"""Which part each paragraph of a body is that came back: by its bookmark, else by its words.

Whatever is in the file is in the answer: as a part, as something new, or named as not taken over.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from reports.text_comparison.alignment import Piece, aligned
from reports.word_copies.blocks import CopyBlock
from reports.word_copies.captions import cores, with_captions
from reports.word_copies.content import Item, Note, NoteKind
from reports.word_copies.groups import Group, grouped
from reports.word_copies.sent import PartKind, Sent, SentPart
from texts.sentences import sentences_in

# A shorter sentence stands in too many paragraphs by accident.
LEAST_SAID = 6


@dataclass(slots=True)
class Entry:
    """One part or new paragraph on its way to an item."""

    numbers: tuple[int, ...]
    blocks: list[CopyBlock]

    @property
    def number(self) -> int | None:
        return self.numbers[0] if self.numbers else None

    @property
    def text(self) -> str:
        return "\n".join(filter(None, (block.text for block in self.blocks)))


@dataclass(frozen=True, slots=True)
class Matched:
    """The items of a body, each with the blocks that it was made of; what is gone, and what is not taken."""

    items: tuple[Item, ...]
    blocks: tuple[tuple[CopyBlock, ...], ...]
    gone: tuple[int, ...]
    notes: tuple[Note, ...]


@dataclass
class Matching:
    """A body that is matched with the copy as it left."""

    sent: Sent
    body: Sequence[CopyBlock]
    notes: list[Note] = field(default_factory=list)

    def matched(self) -> Matched:
        entries = self.named(grouped(self.sent, self.body))
        entries = self.ordered(self.continued(entries))
        made = [(item, tuple(entry.blocks)) for entry in entries if (item := self.item(entry)) is not None]
        items = tuple(item for item, _blocks in made)
        there = {number for item in items for number in (item.number, *item.joined)}
        gone = [number for number in self.sent.parts if number not in there]
        for number in gone:
            if self.sent.kind(number) is PartKind.MAIN:
                self.notes.append(Note(NoteKind.MAIN_HEADING, self.sent.parts[number].words, "", number))
        left_out = tuple(number for number in gone if self.sent.kind(number) is not PartKind.MAIN)
        return Matched(items, tuple(blocks for _item, blocks in made), left_out, tuple(self.notes))

    def named(self, groups: Sequence[Group]) -> list[Entry]:
        """The groups with those that no bookmark names under the part that they are by their words."""
        known = {number for group in groups for number in group.numbers}
        missing = [part for number, part in self.sent.parts.items() if number not in known]
        headings = {part.words for part in missing if part.kind in {PartKind.MAIN, PartKind.HEADING}}
        found = with_captions(self.sent, groups, cores(self.sent, groups))
        rest = [place for place, group in enumerate(groups) if not group.numbers and place not in found]
        before = [Piece(piece_text(part), part_kind(part.kind)) for part in missing]
        after = [Piece(groups[place].text, block_kind(groups[place].blocks[0], headings)) for place in rest]
        for pair in aligned(before, after):
            if pair.before is not None and pair.after is not None:
                number = missing[pair.before].number
                if number not in found.values():
                    found[rest[pair.after]] = number
        return self.entries(groups, with_captions(self.sent, groups, found))

    def entries(self, groups: Sequence[Group], found: dict[int, int]) -> list[Entry]:
        """One entry for each group, those of one drawing together."""
        entries: list[Entry] = []
        drawn: dict[int, Entry] = {}
        for place, group in enumerate(groups):
            numbers = group.numbers or ((found[place],) if place in found else ())
            if numbers and numbers[0] in drawn:
                drawn[numbers[0]].blocks.extend(group.blocks)
                continue
            entry = Entry(numbers, list(group.blocks))
            entries.append(entry)
            if self.sent.kind(entry.number) is PartKind.DRAWN:
                drawn[numbers[0]] = entry
        return entries

    def continued(self, entries: list[Entry]) -> list[Entry]:
        """The entries with each new paragraph that repeats sentences of the part beside it as more of that
        part: who divides a paragraph leaves its bookmark with one half."""
        found: list[Entry] = []
        for entry in entries:
            before = found[-1] if found else None
            if not self.is_new_paragraph(entry):
                if before and self.is_new_paragraph(before) and self.repeats(before, entry):
                    entry.blocks = [*before.blocks, *entry.blocks]
                    found.pop()
                found.append(entry)
            elif before and self.repeats(entry, before):
                before.blocks.extend(entry.blocks)
            else:
                found.append(entry)
        return found

    def is_new_paragraph(self, entry: Entry) -> bool:
        block = entry.blocks[0]
        return not entry.numbers and not block.is_table and bool(block.text) and block.level is None

    def repeats(self, new: Entry, part: Entry) -> bool:
        """Whether a new paragraph says what its neighbour said and does not say any more."""
        if self.sent.kind(part.number) is not PartKind.WORDED:
            return False
        was = "\n".join(self.sent.parts[number].words for number in part.numbers)
        return any(
            len(said) >= LEAST_SAID and said in was and said not in part.text
            for line in new.text.splitlines()
            for said in sentences_in(line)
        )

    def ordered(self, entries: list[Entry]) -> list[Entry]:
        """The entries without the headings of the main parts that stand in another order."""
        last, found = -1, []
        for entry in entries:
            if self.sent.kind(entry.number) is PartKind.MAIN:
                place = self.sent.place[entry.numbers[0]]
                if place < last:
                    continue
                last = place
            found.append(entry)
        return found

    def item(self, entry: Entry) -> Item | None:
        """What an entry is taken over as; None, and a note, of what is not."""
        self.note_beside(entry)
        kind = self.sent.kind(entry.number)
        if kind is PartKind.DRAWN:
            return self.drawn(entry)
        tables = [block for block in entry.blocks if block.is_table]
        self.notes += [Note(NoteKind.NEW_TABLE, "", block.text, entry.number) for block in tables]
        entry.blocks = [block for block in entry.blocks if not block.is_table]
        if not entry.text:
            return None
        if entry.number is None:
            if entry.blocks[0].level is not None:
                self.notes.append(Note(NoteKind.HEADING, "", entry.text))
            return Item(None, entry.text)
        return self.worded(entry, kind)

    def worded(self, entry: Entry, kind: PartKind | None) -> Item:
        """A heading or paragraph; several run on are the first one with the others."""
        numbers = sorted(entry.numbers, key=lambda number: self.sent.place[number])
        part = self.sent.parts[numbers[0]]
        words = entry.text.removeprefix(part.prefix).strip() or entry.text
        if kind is PartKind.MAIN:
            if words != part.words:
                self.notes.append(Note(NoteKind.MAIN_HEADING, part.words, words, part.number))
            return Item(part.number)
        is_same = words == part.words and len(numbers) == 1
        return Item(part.number, None if is_same else words, tuple(numbers[1:]))

    def drawn(self, entry: Entry) -> Item:
        """A table, chart or picture, whose content stays as it was composed."""
        number = entry.numbers[0]
        was = self.sent.parts[number].lines
        now = tuple(line for block in entry.blocks for line in block.lines)
        if was != now:
            self.notes.append(Note(NoteKind.TABLE, "\n".join(was), "\n".join(now), number))
        return Item(number)

    def note_beside(self, entry: Entry) -> None:
        """Name the pictures, text boxes and hidden words of an entry."""
        part = self.sent.parts.get(entry.number or 0)
        known = part.drawings if part else 0
        drawings = [drawing for block in entry.blocks for drawing in block.drawings]
        for drawing in drawings[known:]:
            self.notes.append(Note(NoteKind.PICTURE, "", drawing, entry.number))
        for block in entry.blocks:
            self.notes += [Note(NoteKind.BOX, "", text, entry.number) for text in block.boxes]
            if block.is_hidden:
                self.notes.append(Note(NoteKind.HIDDEN, "", block.text, entry.number))


def piece_text(part: SentPart) -> str:
    return "\n".join(part.lines) if part.kind is PartKind.DRAWN else part.words


def part_kind(kind: PartKind) -> str:
    return "heading" if kind in {PartKind.MAIN, PartKind.HEADING} else kind


def block_kind(block: CopyBlock, headings: set[str]) -> str:
    """What a block without a bookmark can be; a heading is known by its style, or by its words."""
    if block.is_table:
        return PartKind.DRAWN
    return "heading" if block.level is not None or block.text in headings else PartKind.WORDED
