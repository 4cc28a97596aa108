"""What of the basket can go into the office's text: what stands in it already, and what cannot and why."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from reports.editing.insertion import Material, part_with
from reports.editing.parts import Part, Text
from reports.material.access import Editor
from reports.material.basket import BasketSection, Marked, basket_of
from reports.material.insertions import Insertions, NotInsertable
from reports.models import Edition
from tasks.models import Section


@dataclass(frozen=True, slots=True)
class Offer:
    """Something marked: as it would go into the text, else why it cannot; ``part`` is where it stands."""

    marked: Marked
    material: Material | None = None
    refusal: str = ""
    part: Part | None = None

    @property
    def name(self) -> str:
        """What forms call it."""
        return self.marked.pick.item

    @property
    def is_insertable(self) -> bool:
        return self.material is not None and self.part is None


@dataclass(frozen=True, slots=True)
class OfferedSection:
    """What is marked of one section; None for what belongs to none."""

    section: Section | None
    offers: tuple[Offer, ...]


@dataclass(frozen=True)
class Offers:
    """The basket of a report beside its text."""

    editor: Editor
    edition: Edition
    text: Text

    @cached_property
    def basket(self) -> list[BasketSection]:
        return basket_of(self.editor, self.edition.guidance)

    @cached_property
    def sections(self) -> list[OfferedSection]:
        """In the order of the guidance's document."""
        marked = [each for section in self.basket for each in section.marked]
        insertions = Insertions(self.edition.base, marked)
        return [
            OfferedSection(section.section, tuple(self.offer(insertions, each) for each in section.marked))
            for section in self.basket
        ]

    def offer(self, insertions: Insertions, marked: Marked) -> Offer:
        part = part_with(self.text, marked.pick.item)
        try:
            return Offer(marked, insertions.material(marked), part=part)
        except NotInsertable as refusal:
            return Offer(marked, refusal=str(refusal), part=part)

    def __iter__(self) -> Iterator[Offer]:
        for section in self.sections:
            yield from section.offers

    @property
    def names(self) -> list[str]:
        """What forms call those that can be inserted."""
        return [offer.name for offer in self if offer.is_insertable]

    def part_of(self, number: int) -> Part | None:
        """The part of a number; None where the text has none."""
        return next((part for part in self.text if part.number == number), None)
