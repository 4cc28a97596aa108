"""The printed names of a draft that are nobody known yet: where they stand, and who may be meant."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from organizations.calendar import today
from organizations.models import Organization
from tasks.drafts.draft_statement import printed_at
from tasks.drafts.learnt_owners import LearntOwners, proposed_anew
from tasks.drafts.owner_matching import OwnerMatcher
from tasks.models import LearntOwner, Task
from tasks.statement import Statement

MOST_PROPOSED = 3


@dataclass(frozen=True, slots=True)
class OpenOwner:
    """A printed name that is nobody known yet, the address of its words in each task, and who may be meant;
    ``learnt`` is what was settled before and does not hold any more."""

    key: str
    name: str
    tasks: tuple[Task, ...]
    places: tuple[tuple[Task, str], ...]
    proposals: tuple[Organization, ...]
    learnt: LearntOwner | None = None

    @property
    def seen(self) -> Statement:
        """Where it stands, as the page carries it to the answer."""
        return printed_at(self.tasks)


def open_owners(names: Mapping[str, Sequence[Task]], addresses: Mapping[str, str]) -> list[OpenOwner]:
    """Each of ``names`` with the tasks it stands at and up to three proposals (three queries, where there is
    any)."""
    if not names:
        return []
    matcher = OwnerMatcher(Organization.objects.all())
    learnt = LearntOwners(names)
    return [
        OpenOwner(
            owner_key(tasks, name),
            name,
            tuple(tasks),
            tuple(places_of(name, tasks, addresses)),
            proposals_for(name, matcher, learnt.of(name)),
            learnt.of(name),
        )
        for name, tasks in names.items()
    ]


def owner_key(tasks: Iterable[Task], name: str) -> str:
    """What a printed name is known by on the page: the first place where it stands."""
    rows = (owner.pk for task in tasks for owner in task.unmatched_owners.all() if owner.name == name)
    return f"owner-{min(rows)}"


def places_of(name: str, tasks: Iterable[Task], addresses: Mapping[str, str]) -> Iterable[tuple[Task, str]]:
    """Each task at which a name stands with the address of its words."""
    for task in tasks:
        for owner in task.unmatched_owners.all():
            if owner.name == name:
                yield task, addresses.get(f"name-{owner.pk}", f"#passage-{task.pk}")


def proposals_for(name: str, matcher: OwnerMatcher, learnt: LearntOwner | None) -> tuple[Organization, ...]:
    """Who may be meant, the likeliest first: who was meant before comes before who is called alike."""
    likely = [proposal.organization for proposal in matcher.proposals(name, limit=MOST_PROPOSED)]
    before = proposed_anew(learnt, on=today()) if learnt else []
    return tuple(dict.fromkeys([*before, *likely]))[:MOST_PROPOSED]
