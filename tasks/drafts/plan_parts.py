"""What the rooms above add to the plan that a guidance becomes.

Tasks and their owners live here, goals live in another room, and the lower room may not import the upper
one. So each room registers its ``PlanPart`` when it starts; reading a document, checking it, publishing it
and following last year's go through this registry (as ``tasks.lines.kinds`` does for the lines of a filing).
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from reading import Document
from spreadsheets.outgoing.files import Table
from tasks.drafts.markup import Mark
from tasks.models import Guidance, Section
from tasks.registered import PARTS_OF_PLAN


@dataclass(frozen=True, slots=True)
class Obstacle:
    """What has to be settled before a guidance can be published, and the address where to do it."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Compared:
    """Something of a plan beside the same of another year, as people read it; "" where one has none."""

    name: str
    before: str
    after: str

    @property
    def kind(self) -> str:
        """``kept``, ``reworded``, ``new`` or ``dropped``, as for clauses."""
        if not self.before:
            return "new"
        if not self.after:
            return "dropped"
        return "kept" if self.before == self.after else "reworded"


class PlanPart(ABC):
    """One room's part of a guidance's plan."""

    key: ClassVar[str]
    template_name: ClassVar[str]

    @abstractmethod
    def read(self, guidance: Guidance, document: Document, sections: Mapping[str, Section]) -> None:
        """Keep what ``document`` says of this part; ``sections`` are those of the new draft, by path.
        The caller holds the transaction."""

    @abstractmethod
    def clear(self, guidance: Guidance) -> None:
        """Remove what this part made of a draft's document. The caller holds the transaction."""

    @abstractmethod
    def obstacles(self, guidance: Guidance) -> list[Obstacle]:
        """What keeps the guidance from being published, in the language of the page."""

    @abstractmethod
    def context(self, guidance: Guidance) -> dict[str, Any]:
        """What ``template_name`` shows of a draft where people check it."""

    def marks(self, guidance: Guidance) -> Mapping[int, Sequence[Mark]]:
        """Clauses of the document that this part stands on, by section id, in the order of the text."""
        del guidance  # a part without clauses has no need of it
        return {}

    def tables(self, guidance: Guidance) -> Sequence[Table]:
        """What of this part can be amended once it is in force, for a file."""
        del guidance  # as above
        return []

    def points(self, guidance: Guidance) -> tuple[int, int]:
        """How many things of this part are settled, and how many there are."""
        return 0, len(self.obstacles(guidance))

    @abstractmethod
    def summary(self, guidance: Guidance) -> list[tuple[str, int]]:
        """What publishing brings into force: names of things and how many, in the language of the page."""

    def come_into_force(self, guidance: Guidance) -> None:
        """Do what follows from the guidance's having been published. The caller holds the transaction."""
        del guidance  # a part from which nothing follows has no need of it

    def said(self, guidance: Guidance) -> list[tuple[str, str]]:
        """What a draft says of this part, each thing under its name: whoever publishes has read it. In the
        language that is active."""
        del guidance  # a part without words has no need of it
        return []

    def compare(self, guidance: Guidance, previous: Guidance) -> list[Compared]:
        """This part of a plan beside that of a year before, in the order of ``guidance``."""
        del guidance, previous  # a part that nobody compares has no need of them
        return []

    @abstractmethod
    def follow(self, guidance: Guidance, previous: Guidance) -> int:
        """Carry over to a draft what last year's plan knows and its document does not say; returns how many
        things were filled in. Nothing that stands is overwritten. The caller holds the transaction."""


PLAN_PARTS: Mapping[str, PlanPart] = PARTS_OF_PLAN
