"""What became of the tasks of the year before: owners, people and due dates."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tasks.comparison.clauses import Change, one_to_one
from tasks.comparison.similarity import words_alone

# What the same title weighs, in characters of shared text.
SAME_TITLE = 30


@dataclass(frozen=True, slots=True)
class Owner:
    """Somebody whom a task names: by name as shown, and in which role."""

    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Duty:
    """A task as the comparison needs it; ``year`` is that of its guidance."""

    pk: int
    title: str
    year: int
    owners: frozenset[Owner] = frozenset()
    due_on: dt.date | None = None
    people: str = ""


@dataclass(frozen=True, slots=True)
class DutyChange:
    """A task of both years whose owners, people or due date are others now."""

    old: Duty
    new: Duty

    @property
    def joined(self) -> list[str]:
        """Whom it names now and did not."""
        return sorted(_names(self.new) - _names(self.old))

    @property
    def left(self) -> list[str]:
        """Whom it named and does not any more."""
        return sorted(_names(self.old) - _names(self.new))

    @property
    def kept(self) -> list[str]:
        return sorted(_names(self.old) & _names(self.new))

    @property
    def swapped(self) -> list[Owner]:
        """Who stayed in another role, as they stand now."""
        stayed = set(self.kept)
        return sorted(
            (owner for owner in self.new.owners - self.old.owners if owner.name in stayed),
            key=lambda owner: owner.name,
        )

    @property
    def has_other_owners(self) -> bool:
        return self.old.owners != self.new.owners

    @property
    def has_other_people(self) -> bool:
        return self.old.people != self.new.people

    @property
    def is_any(self) -> bool:
        """Whether anything is another."""
        return self.has_other_owners or self.has_other_people or self.has_other_date

    @property
    def has_other_date(self) -> bool:
        """Whether the day is another than the same day of the year before."""
        return _day_of_year(self.old) != _day_of_year(self.new)


def _names(duty: Duty) -> set[str]:
    return {owner.name for owner in duty.owners}


def _day_of_year(duty: Duty) -> tuple[int, int, int] | None:
    """Years after that of the guidance, month and day."""
    day = duty.due_on
    return None if day is None else (day.year - duty.year, day.month, day.day)


def match_duties(changes: Iterable[Change], old: Sequence[Duty], new: Sequence[Duty]) -> dict[int, int]:
    """New task → the old one it continues, by id: each at most once, by how much text they share; the same
    title counts as much as a sentence."""
    votes: Counter[tuple[int, int]] = Counter()
    for change in changes:
        if change.old and change.new and change.old.task is not None and change.new.task is not None:
            votes[change.new.task, change.old.task] += len(change.new.text) + 1
    titles = {words_alone(duty.title): duty.pk for duty in reversed(old)}
    for duty in new:
        if (title := words_alone(duty.title)) in titles:
            votes[duty.pk, titles[title]] += SAME_TITLE
    return one_to_one(votes)


def compare_duties(matched: dict[int, int], old: Sequence[Duty], new: Sequence[Duty]) -> list[DutyChange]:
    """The tasks of both years that changed hands or date, in the order of ``new``."""
    before = {duty.pk: duty for duty in old}
    changes = (DutyChange(before[matched[duty.pk]], duty) for duty in new if duty.pk in matched)
    return [change for change in changes if change.is_any]
