"""What was recognised in a draft, section by section, and only what was read so certainly where somebody
chooses it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from reading import Certainty
from tasks.drafts.doubt_groups import ids_of
from tasks.drafts.review_page import DraftCheck
from tasks.drafts.task_doubts import doubts_by_task
from tasks.models import ReadingCaution, Section, Task

# What stands around the plan, in which nobody looks for tasks.
FRAME_KINDS = {Section.Kind.NOTICE, Section.Kind.PREAMBLE}


@dataclass(frozen=True, slots=True)
class RecognisedTask:
    """A task with how certain it was read, and the address of its note in the text."""

    task: Task
    certainty: Certainty
    url: str


@dataclass(frozen=True, slots=True)
class RecognisedSection:
    """A section with those of its tasks that are shown."""

    section: Section
    tasks: tuple[RecognisedTask, ...]


@dataclass(frozen=True, slots=True)
class MakeableSection:
    """A section of which a task can be made; ``is_leaf`` tells whether no other stands beneath it."""

    section: Section
    is_leaf: bool


@dataclass(frozen=True, slots=True)
class Tab:
    """A choice of tasks with how many it opens."""

    label: str
    url: str
    count: int
    is_current: bool
    opens_counted: bool = True


class Recognised:
    """The list of sections and tasks; ``chosen`` is None for all of them."""

    def __init__(self, check: DraftCheck, chosen: Certainty | None = None) -> None:
        self.check = check
        self.chosen = chosen

    @property
    def query(self) -> str:
        """What an address ends in that comes back to the same choice."""
        return f"?certainty={self.chosen}" if self.chosen else ""

    @property
    def tabs(self) -> list[Tab]:
        """All tasks, and those of each certainty."""
        counted = Counter(self.check.certainties.values())
        return [
            Tab(_("All"), "?#recognised", counted.total(), self.chosen is None),
            *(
                Tab(label, f"?certainty={each}#recognised", counted[each], self.chosen is each)
                for each, label in labels().items()
            ),
        ]

    @cached_property
    def tasks(self) -> list[RecognisedTask]:
        """The tasks that are shown, in the order of the document."""
        certainties, addresses = self.check.certainties, self.check.places.addresses
        return [
            RecognisedTask(
                task, certainties[task.pk], addresses.get(f"note-{task.pk}", f"#passage-{task.pk}")
            )
            for task in self.check.tasks
            if self.chosen is None or certainties[task.pk] is self.chosen
        ]

    @property
    def sections(self) -> list[RecognisedSection]:
        """The sections with the tasks that are shown; of a choice only those that have any."""
        within: dict[int, list[RecognisedTask]] = {}
        for shown in self.tasks:
            within.setdefault(shown.task.section_id, []).append(shown)
        return [
            RecognisedSection(section, tuple(within.get(section.pk, ())))
            for section in self.check.document
            if section.pk in within or (self.chosen is None and section.kind not in FRAME_KINDS)
        ]

    @property
    def makeable(self) -> list[MakeableSection]:
        """The sections of which tasks can be made, in a draft without any."""
        parents = {section.parent_id for section in self.check.document}
        return [
            MakeableSection(section, section.pk not in parents)
            for section in self.check.document
            if section.kind not in FRAME_KINDS and section.text.strip()
        ]

    @cached_property
    def doubts(self) -> list[ReadingCaution]:
        """The open doubts about the tasks of a choice; none where all are shown."""
        if self.chosen is None:
            return []
        check = self.check
        about = doubts_by_task(check.open_cautions, check.tasks_by_section, check.places)
        found = (caution for shown in self.tasks for caution in about.get(shown.task.pk, ()))
        return list(dict.fromkeys(found))

    @property
    def ids(self) -> str:
        """These doubts as a form sends them."""
        return ids_of(self.doubts)


def labels() -> dict[Certainty, str]:
    """The words for how certain a task was read, in the language of the page."""
    return {
        Certainty.SURE: _("Sure"),
        Certainty.CHECK: _("To be checked"),
        Certainty.UNKNOWN: _("Not understood"),
    }


def chosen_in(said: str | None) -> Certainty | None:
    """The certainty that an address names; None for all tasks."""
    return next((certainty for certainty in Certainty if certainty == said), None)


def first_open(check: DraftCheck) -> str:
    """The address of the first point that is open; "" where none is."""
    owners: Sequence[str] = [owner.key for owner in check.open_owners]
    unowned = [f"unowned-{task.pk}" for task in check.unowned]
    doubts = [f"caution-{doubt.caution.pk}" for group in check.doubt_groups for doubt in group.doubts]
    return next((f"#{key}" for key in (*owners, *unowned, *doubts)), "")
