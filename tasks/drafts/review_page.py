"""What the page shows on which a draft is checked: the document marked up, and what was recognised in it.

Read in a fixed number of queries, however long the document is.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils.functional import cached_property

from organizations.models import Organization
from tasks.drafts.draft_statement import printed_at
from tasks.drafts.markup import Mark, Passage, passages
from tasks.drafts.owner_matching import OwnerMatcher
from tasks.drafts.plan_parts import PLAN_PARTS, PlanPart
from tasks.models import Guidance, ReadingCaution, Responsibility, Section, Task
from tasks.statement import Statement


@dataclass(frozen=True, slots=True)
class OpenOwner:
    """A printed name that is nobody known yet, where it stands, and who may be meant."""

    name: str
    tasks: tuple[Task, ...]
    proposals: tuple[Organization, ...]

    @property
    def seen(self) -> Statement:
        """Where it stands, as the page carries it to the answer."""
        return printed_at(self.tasks)


@dataclass(frozen=True, slots=True)
class CheckedSection:
    """A section with its marked-up text, its tasks and the doubts about it."""

    section: Section
    passages: tuple[Passage, ...]
    tasks: tuple[Task, ...]
    cautions: tuple[ReadingCaution, ...]


class DraftCheck:
    """A draft as it is checked. Each property costs its queries once."""

    def __init__(self, guidance: Guidance) -> None:
        self.guidance = guidance
        self.parts: list[PlanPart] = list(PLAN_PARTS.values())

    @cached_property
    def tasks(self) -> list[Task]:
        """The tasks with owners, printed names and measures (four queries)."""
        owners = Responsibility.objects.select_related("organization").order_by("role", "pk")
        return list(
            self.guidance.tasks.prefetch_related(
                Prefetch("responsibilities", queryset=owners), "unmatched_owners", "measures"
            )
        )

    @cached_property
    def cautions(self) -> list[ReadingCaution]:
        """Every doubt, in the order of the document (one query)."""
        return list(self.guidance.cautions.select_related("section", "settled_by"))

    @property
    def open_cautions(self) -> list[ReadingCaution]:
        return [caution for caution in self.cautions if not caution.is_settled]

    @property
    def settled_cautions(self) -> list[ReadingCaution]:
        return [caution for caution in self.cautions if caution.is_settled]

    @cached_property
    def sections(self) -> list[CheckedSection]:
        """The document in its order (one query, and those of the parts' marks)."""
        tasks = by_section(self.tasks)
        cautions = by_section(self.open_cautions)
        marks = self.marks()
        return [
            CheckedSection(
                section,
                tuple(passages(section.text, tasks[section.pk], marks.get(section.pk, ()))),
                tuple(tasks[section.pk]),
                tuple(cautions[section.pk]),
            )
            for section in self.guidance.sections.order_by("order")
        ]

    def marks(self) -> Mapping[int, Sequence[Mark]]:
        """The clauses on which the parts stand, by section id."""
        found: dict[int, list[Mark]] = defaultdict(list)
        for part in self.parts:
            for section, marks in part.marks(self.guidance).items():
                found[section] += marks
        return found

    @cached_property
    def open_names(self) -> dict[str, list[Task]]:
        """Each printed name that is nobody known, with the tasks that it stands at."""
        named: dict[str, list[Task]] = defaultdict(list)
        for task in self.tasks:
            for owner in task.unmatched_owners.all():
                named[owner.name].append(task)
        return dict(named)

    @cached_property
    def open_owners(self) -> list[OpenOwner]:
        """Each of ``open_names`` with up to three proposals (one query, where there is any)."""
        matcher = OwnerMatcher(Organization.objects.all()) if self.open_names else None
        return [
            OpenOwner(name, tuple(tasks), proposed(matcher, name)) for name, tasks in self.open_names.items()
        ]

    @cached_property
    def organizations(self) -> list[Organization]:
        """Whom the list beside a field of owners offers (one query)."""
        return list(Organization.objects.on_top())

    @property
    def unowned(self) -> list[Task]:
        """Tasks for which nobody answers, now or once the printed names are matched."""
        return [task for task in self.tasks if not owners_of(task) and not task.unmatched_owners.all()]

    @property
    def has_open_points(self) -> bool:
        return bool(self.open_owners or self.unowned or self.open_cautions)

    @cached_property
    def points(self) -> tuple[int, int]:
        """How many points are settled, and how many there are: a task's owners, a doubt, a goal each; of
        what is open just what the page lists, so a name that stands at several tasks once."""
        counts = [part.points(self.guidance) for part in self.parts]
        known = sum(bool(owners_of(task)) and not task.unmatched_owners.all() for task in self.tasks)
        settled = known + len(self.settled_cautions) + sum(done for done, _all in counts)
        listed = len(self.open_names) + len(self.unowned) + len(self.open_cautions)
        return settled, settled + listed + sum(everything - done for done, everything in counts)

    @property
    def open_count(self) -> int:
        """How many points are still open: as many as the page lists."""
        settled, everything = self.points
        return everything - settled


def owners_of(task: Task) -> list[Responsibility]:
    return list(task.responsibilities.all())


def proposed(matcher: OwnerMatcher | None, name: str) -> tuple[Organization, ...]:
    """Who may be meant, the likeliest first."""
    return tuple(proposal.organization for proposal in matcher.proposals(name, limit=3)) if matcher else ()


def by_section[Row: (Task, ReadingCaution)](rows: Iterable[Row]) -> dict[int | None, list[Row]]:
    found: dict[int | None, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.section_id].append(row)
    return found
