"""What the page shows on which a draft is checked: the document marked up, and what was recognised in it.

Read in a fixed number of queries, however long the document is.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils.functional import cached_property

from organizations.models import Organization
from reading import Certainty
from tasks.drafts.certainty import certainty
from tasks.drafts.checked_tables import CheckedTable
from tasks.drafts.doubt_groups import DoubtGroup, LookedAt, doubt_groups
from tasks.drafts.markup import Mark, Passage, passages
from tasks.drafts.open_owners import OpenOwner, open_owners, owner_key
from tasks.drafts.plan_parts import PLAN_PARTS, PlanPart
from tasks.drafts.reading_places import ReadingPlaces
from tasks.drafts.settled_names import SettledName, settled_names
from tasks.drafts.task_doubts import doubts_by_task
from tasks.models import ANSWERING, Guidance, ReadingCaution, Responsibility, Section, Task


@dataclass(frozen=True, slots=True)
class CheckedSection:
    """A section with its marked-up text between its tables, its tasks, and the doubts about it."""

    section: Section
    blocks: tuple[Passage | CheckedTable, ...]
    tasks: tuple[Task, ...]
    cautions: tuple[ReadingCaution, ...]

    @property
    def has_spots(self) -> bool:
        """Whether something points into a text that is folded away."""
        return bool(self.cautions) or any(
            piece.spots
            for block in self.blocks
            if isinstance(block, Passage)
            for paragraph in block.paragraphs
            for piece in paragraph
        )


class DraftCheck:
    """A draft as it is checked. Each property costs its queries once."""

    def __init__(self, guidance: Guidance) -> None:
        self.guidance = guidance
        self.parts: list[PlanPart] = list(PLAN_PARTS.values())

    @cached_property
    def tasks(self) -> list[Task]:
        """The tasks with owners, printed names and measures (four queries)."""
        owners = Responsibility.objects.select_related("organization").in_order()
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
    def tables(self) -> list[CheckedTable]:
        """The tables of the document beside the tasks that were read from them (one query)."""
        tables = [CheckedTable.of(table) for table in self.guidance.tables.all()]
        for table in tables:
            table.take(self.tasks_within(table))
        return tables

    def tasks_within(self, table: CheckedTable) -> list[Task]:
        """The tasks of the sections that reach into a table's stretch of the source."""
        reaching = [
            section.pk
            for section in self.document
            if section.starts_at < table.ends_at and table.starts_at < section.ends_at
        ]
        return [task for section in reaching for task in self.tasks_by_section.get(section, ())]

    @cached_property
    def document(self) -> list[Section]:
        """The sections in the order of the document (one query)."""
        return list(self.guidance.sections.order_by("order"))

    @cached_property
    def tasks_by_section(self) -> dict[int | None, list[Task]]:
        return by_section(self.tasks)

    @cached_property
    def places(self) -> ReadingPlaces:
        """Where in the document the doubts, the printed names and the notes stand."""
        places = ReadingPlaces(self.guidance, self.document, self.tables)
        for caution in self.cautions:
            places.lay_caution(caution)
        keys = {name: owner_key(tasks, name) for name, tasks in self.open_names.items()}
        for section in self.document:
            for task in self.tasks_by_section.get(section.pk, ()):
                places.lay_task(task, section, keys)
        return places

    @cached_property
    def certainties(self) -> dict[int, Certainty]:
        """How certain each task was read, by its id."""
        doubts = doubts_by_task(self.open_cautions, self.tasks_by_section, self.places)
        proposed = {owner.name: bool(owner.proposals) for owner in self.open_owners}
        return {
            task.pk: certainty(
                is_owned=is_owned(task),
                open_names=[proposed[owner.name] for owner in task.unmatched_owners.all()],
                doubts=[caution.message for caution in doubts.get(task.pk, ())],
            )
            for task in self.tasks
        }

    @cached_property
    def sections(self) -> list[CheckedSection]:
        """The document in its order (the queries of the parts' marks)."""
        marks = self.marks()
        return [self.checked(section, marks.get(section.pk, ())) for section in self.document]

    def checked(self, section: Section, marks: Sequence[Mark]) -> CheckedSection:
        tasks = self.tasks_by_section.get(section.pk, [])
        tables = [table for table in self.tables if self.places.section_at(table.starts_at) is section]
        return CheckedSection(
            section,
            tuple(self.blocks(section, tables, tasks, marks)),
            tuple(tasks),
            tuple(self.cautions_by_section.get(section.pk, ())),
        )

    def blocks(
        self, section: Section, tables: Sequence[CheckedTable], tasks: Sequence[Task], marks: Sequence[Mark]
    ) -> list[Passage | CheckedTable]:
        """The passages of a section with its tables at their places; a table shows the text that it is made
        of, so that it is not shown twice."""
        stretches = [(self.places.text_stretch(section, table), table) for table in tables]
        cuts = sorted({place for stretch, _table in stretches for place in stretch})
        spots = self.places.spots.get(section.pk, ())
        shown = passages(section.text, tasks, marks, spots, cuts)
        return interleaved(shown, stretches)

    @cached_property
    def cautions_by_section(self) -> dict[int | None, list[ReadingCaution]]:
        """The open doubts by the section in which their words stand, or which they name."""
        found: dict[int | None, list[ReadingCaution]] = defaultdict(list)
        for caution in self.open_cautions:
            section = self.places.section_of(caution)
            found[section].append(caution)
        return dict(found)

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
        """Each of ``open_names`` with up to three proposals (three queries, where there is any)."""
        return open_owners(self.open_names, self.places.addresses)

    @cached_property
    def settled_names(self) -> list[SettledName]:
        """The printed names that were settled, and as what (one query)."""
        return settled_names(self.guidance)

    @cached_property
    def doubt_groups(self) -> list[DoubtGroup]:
        """The open doubts, those of one kind together."""
        return doubt_groups(self.open_cautions, self.places.addresses)

    @cached_property
    def looked_at(self) -> LookedAt:
        """The doubts that somebody has looked at."""
        return LookedAt(self.settled_cautions, self.places.addresses)

    @cached_property
    def organizations(self) -> list[Organization]:
        """Whom the list beside a field of owners offers (one query)."""
        return list(Organization.objects.on_top())

    @property
    def unowned(self) -> list[Task]:
        """Tasks for which nobody answers, now or once the printed names are matched."""
        return [task for task in self.tasks if not is_owned(task)]

    @property
    def has_open_points(self) -> bool:
        return bool(self.open_owners or self.unowned or self.open_cautions)

    @cached_property
    def points(self) -> tuple[int, int]:
        """How many points are settled, and how many there are: a task's owners, a doubt, a goal each; of
        what is open just what the page lists, so a name that stands at several tasks once."""
        counts = [part.points(self.guidance) for part in self.parts]
        known = sum(is_owned(task) and not task.unmatched_owners.all() for task in self.tasks)
        settled = known + len(self.settled_cautions) + sum(done for done, _all in counts)
        listed = len(self.open_names) + len(self.unowned) + len(self.open_cautions)
        return settled, settled + listed + sum(everything - done for done, everything in counts)

    @property
    def open_count(self) -> int:
        """How many points are still open: as many as the page lists."""
        settled, everything = self.points
        return everything - settled


def is_owned(task: Task) -> bool:
    """Whether somebody answers for a task, now or once the printed names are matched; who guides does not."""
    named = (*task.responsibilities.all(), *task.unmatched_owners.all())
    return any(owner.role in ANSWERING for owner in named)


def interleaved(
    shown: Sequence[Passage], stretches: Sequence[tuple[tuple[int, int], CheckedTable]]
) -> list[Passage | CheckedTable]:
    """Passages and tables in the order of the text, without the passages of no task within a table."""
    found: list[Passage | CheckedTable] = []
    waiting = list(stretches)
    for passage in shown:
        while waiting and waiting[0][0][0] < passage.ends_at:
            found.append(waiting.pop(0)[1])
        if passage.task or not any(begins < passage.ends_at <= ends for (begins, ends), _table in stretches):
            found.append(passage)
    return [*found, *(table for _stretch, table in waiting)]


def by_section(rows: Iterable[Task]) -> dict[int | None, list[Task]]:
    found: dict[int | None, list[Task]] = defaultdict(list)
    for row in rows:
        found[row.section_id].append(row)
    return dict(found)
