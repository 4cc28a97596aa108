"""Lists of owners: how a document prints them, and who they are."""

import random
from dataclasses import dataclass, field

from tests.reading.plans.words import PEOPLE, Tier


@dataclass(frozen=True, slots=True)
class Owners:
    """A list of owners as printed, and the names that a clerk reads in it."""

    printed: str
    names: tuple[str, ...]


@dataclass(slots=True)
class Namer:
    """Draws owners of one tier; ``prefix`` says whether it is printed always, once or now and then."""

    rng: random.Random
    tier: Tier
    mark: str = "、"
    prefix: str = "always"
    with_brackets: bool = False
    with_all_below: bool = True
    taken: set[str] = field(default_factory=set)

    def begin(self) -> None:
        """A new note: everybody may be named again."""
        self.taken = set()

    def owners(self, least: int = 1, most: int = 3, *, all_below: bool = False) -> Owners:
        """A list of so many, with all below at its end where asked for."""
        count = self.rng.randint(least, most)
        bare = self._draw(count)
        printed = [self._printed(name, place) for place, name in enumerate(bare)]
        names = [self._whole(name) for name in bare]
        text = self.mark.join(printed)
        if all_below and self.with_all_below and self.rng.random() < 0.5:
            below = self.rng.choice(self.tier.all_below)
            if self.prefix == "always" and self.rng.random() < 0.2:
                return Owners(f"{below}{self.mark}{text}", (below, *names))
            comma = self.rng.choice("，、") if self.mark == "、" else self.mark
            text, names = f"{text}{comma}{below}", [*names, below]
        return Owners(text, tuple(names))

    def person(self) -> str:
        return self._take(PEOPLE)

    def people(self, most: int = 2) -> tuple[str, ...]:
        return tuple(self.person() for _ in range(self.rng.randint(1, most)))

    def _draw(self, count: int) -> list[str]:
        drawn = [self._take(self.tier.offices) for _ in range(count)]
        if self.prefix == "always" and self.rng.random() < 0.25:
            drawn[-1] = self._take(self.tier.further)
        if self.with_brackets and self.rng.random() < 0.4:
            drawn[0] = f"{drawn[0]}（{self.tier.prefix}示例局）"
        return drawn

    def _take(self, names: tuple[str, ...] | list[str]) -> str:
        free = [name for name in names if name not in self.taken]
        name = self.rng.choice(free)
        self.taken.add(name)
        return name

    def _whole(self, name: str) -> str:
        return name if name in self.tier.further else self.tier.prefix + name

    def _printed(self, name: str, place: int) -> str:
        left_out = {"always": False, "once": place > 0, "at times": place > 0 and self.rng.random() < 0.6}
        return name if left_out[self.prefix] else self._whole(name)
