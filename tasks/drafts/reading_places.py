"""Where in a draft's document the words stand that a doubt, a printed name or a task rests on.

Doubts and notes know their place in the source; the page shows the texts of the sections. Whatever has no
place in them leads to what is nearest: a table, a heading, the section.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from tasks.drafts.checked_tables import CheckedTable
from tasks.drafts.markup import task_stretch
from tasks.drafts.source_offsets import Alignment
from tasks.drafts.spots import Spot, SpotKind
from tasks.models import Guidance, ReadingCaution, Section, Task, UnmatchedOwner


class ReadingPlaces:
    """The spots of a draft by section, and the address of each thing that rests on words, by its key. Costs
    no query where the rows were read with what hangs on them."""

    def __init__(
        self, guidance: Guidance, sections: Sequence[Section], tables: Sequence[CheckedTable] = ()
    ) -> None:
        self.source = guidance.source_text
        self.sections = sections
        self.starts = [section.starts_at for section in sections]
        self.tables = tables
        self.alignments: dict[int, Alignment] = {}
        self.spots: dict[int, list[Spot]] = defaultdict(list)
        self.addresses: dict[str, str] = {}

    def section_at(self, at: int) -> Section | None:
        """The section in whose stretch of the source a place is."""
        number = bisect_right(self.starts, at) - 1
        return self.sections[number] if number >= 0 else None

    def alignment(self, section: Section) -> Alignment:
        """The text of a section beside its source, made once."""
        if section.pk not in self.alignments:
            source = self.source[section.starts_at : section.ends_at]
            self.alignments[section.pk] = Alignment(source, section.text)
        return self.alignments[section.pk]

    def words(self, section: Section, starts_at: int, ends_at: int) -> tuple[int, int] | None:
        """Where words of the source stand in the text of a section."""
        ends_at = min(ends_at, section.ends_at)
        return self.alignment(section).words(starts_at - section.starts_at, ends_at - section.starts_at)

    def text_stretch(self, section: Section, table: CheckedTable) -> tuple[int, int]:
        """Where a table stands in the text of a section."""
        alignment = self.alignment(section)
        begins, ends = table.starts_at - section.starts_at, table.ends_at - section.starts_at
        return alignment.words(begins, ends) or (alignment.text_offset(begins),) * 2

    def section_of(self, caution: ReadingCaution) -> int | None:
        """The id of the section in which the words of a doubt stand, or that it names."""
        section = None if caution.starts_at is None else self.section_at(caution.starts_at)
        return section.pk if section else caution.section_id

    def lay(self, section: Section, spot: Spot) -> None:
        """Point to words of a section's text."""
        self.spots[section.pk].append(spot)

    def lay_caution(self, caution: ReadingCaution) -> None:
        """Point from a doubt to its words."""
        key = f"caution-{caution.pk}"
        if caution.starts_at is not None and caution.ends_at is not None:
            kind = SpotKind.SETTLED if caution.is_settled else SpotKind.DOUBT
            words = (caution.starts_at, caution.ends_at)
            self.addresses[key] = self.laid(Spot(*words, kind, key, f"words-{key}", str(caution)))
        elif caution.section_id:
            self.addresses[key] = f"#text-{caution.section_id}"

    def laid(self, spot: Spot) -> str:
        """Lay a spot, whose offsets are into the source, where its words stand; returns its address."""
        section = self.section_at(spot.starts_at)
        if table := self.table_at(spot.starts_at):
            return f"#{table.lay(self.source, spot)}"
        if section is None:
            return ""
        if words := self.words(section, spot.starts_at, spot.ends_at):
            self.lay(section, replace(spot, starts_at=words[0], ends_at=words[1]))
            return f"#{spot.anchor}"
        return f"#heading-{section.pk}" if has_heading(section) else f"#text-{section.pk}"

    def lay_task(self, task: Task, section: Section, names: Mapping[str, str]) -> None:
        """Point from a task to its note, and from each printed name that is nobody known to where it stands;
        ``names`` has the key of each."""
        stretch = task_stretch(section.text, task)
        note = (stretch.ends_at, stretch.note_to)
        if note[0] == note[1]:
            note = self.note_words(task, section) or note
        key = f"note-{task.pk}"
        if note[0] < note[1]:
            note = trimmed(section.text, note)
            self.lay(section, Spot(*note, SpotKind.NOTE, key, key))
            self.addresses[key] = f"#{key}"
        elif task.note_at is not None and task.note_to is not None:
            self.addresses[key] = self.laid(Spot(task.note_at, task.note_to, SpotKind.NOTE, key, key))
        for owner in task.unmatched_owners.all():
            self.lay_name(owner, section, (note, (stretch.starts_at, stretch.note_to)), names[owner.name])

    def note_words(self, task: Task, section: Section) -> tuple[int, int] | None:
        """Where the note stands in the text of the task's section, by its place in the source."""
        if task.note_at is None or task.note_to is None:
            return None
        if not section.starts_at <= task.note_at < section.ends_at:
            return None
        return self.words(section, task.note_at, task.note_to)

    def lay_name(
        self, owner: UnmatchedOwner, section: Section, stretches: Iterable[tuple[int, int]], key: str
    ) -> None:
        """Point from a printed name to its words in the first of ``stretches`` that has them, else to the
        first that has any: a name that is printed without its prefix stands nowhere as it is."""
        stretches = [stretch for stretch in stretches if stretch[0] < stretch[1]]
        if not stretches:
            self.addresses[f"name-{owner.pk}"] = f"#passage-{owner.task_id}"
            return
        pattern = re.compile(r"\s*".join(map(re.escape, "".join(owner.name.split()))))
        found = (pattern.search(section.text, *stretch) for stretch in stretches)
        words = next((match.span() for match in found if match), stretches[0])
        anchor = f"name-{owner.pk}"
        self.lay(section, Spot(*words, SpotKind.NAME, key, anchor, owner.name))
        self.addresses[anchor] = f"#{anchor}"

    def table_at(self, at: int) -> CheckedTable | None:
        """The table in whose stretch of the source a place is."""
        return next((table for table in self.tables if table.starts_at <= at < table.ends_at), None)


def has_heading(section: Section) -> bool:
    """Whether the page shows something above the text of a section."""
    return bool(section.number or section.title or section.kind == Section.Kind.PREAMBLE)


def trimmed(text: str, words: tuple[int, int]) -> tuple[int, int]:
    """The same words without blanks around them."""
    piece = text[slice(*words)]
    begins = words[0] + len(piece) - len(piece.lstrip())
    return begins, begins + len(piece.strip())
