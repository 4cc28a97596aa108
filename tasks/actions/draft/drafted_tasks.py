"""The tasks of a document as those of a new draft, with measures and owners."""

from collections.abc import Iterable
from typing import Any

from organizations.models import Organization
from reading import TaskRead
from tasks.drafts.learnt_owners import Meaning, Meant, PrintedOwners
from tasks.drafts.lengths import LONGEST_TITLE, cut, people_of
from tasks.drafts.source_offsets import place
from tasks.models import (
    LONGEST_NOTE,
    LONGEST_OWNER,
    LONGEST_PEOPLE,
    Basis,
    Guidance,
    Measure,
    OwnerRole,
    Responsibility,
    Section,
    SettledOwner,
    Task,
    UnmatchedOwner,
)
from tasks.task_titles import owner_marks


def create_tasks(
    guidance: Guidance,
    tasks: Iterable[TaskRead],
    sections: dict[str, Section],
    printed: PrintedOwners,
) -> None:
    """Tasks with measures and owners."""
    tasks = list(tasks)
    marks = owner_marks([(read.section, read.lead or read.support) for read in tasks])
    for order, (read, mark) in enumerate(zip(tasks, marks, strict=True), start=1):
        task = Task.objects.create(
            guidance=guidance,
            section=sections[read.section],
            order=order,
            title=marked(read.title, mark),
            text=read.text,
            starts_at=read.starts_at,
            ends_at=read.ends_at,
            as_printed=read.as_printed[:LONGEST_NOTE],
            people=cut(people_of(read), LONGEST_PEOPLE),
            **place(read.note_at, read.note_to, "note_at", "note_to"),
            and_others=read.and_others,
            due_on=read.due_on,
        )
        Measure.objects.bulk_create(
            Measure(task=task, order=place, text=measure.text)
            for place, measure in enumerate(read.measures, start=1)
        )
        create_responsibilities(task, read, printed)


def marked(title: str, mark: str) -> str:
    """A task's title with what tells it apart behind it; a long title gives way to it."""
    return cut(f"{cut(title, max(LONGEST_TITLE - len(mark), 1))}{mark}", LONGEST_TITLE)


def create_responsibilities(task: Task, read: TaskRead, printed: PrintedOwners) -> None:
    """The owners that the note states, each in the first of its roles; one that is nobody known waits to be
    matched."""
    owners: dict[Organization | str, Responsibility] = {}
    settled: list[SettledOwner] = []
    unmatched: dict[str, UnmatchedOwner] = {}
    roles = (OwnerRole.LEAD, read.lead), (OwnerRole.SUPPORT, read.support), (OwnerRole.GUIDE, read.guide)
    for role, names in roles:
        for name in names:
            kept = cut(name, LONGEST_OWNER)
            meaning = printed.meaning(name)
            if meaning is None:
                unmatched.setdefault(kept, UnmatchedOwner(task=task, name=kept, role=role))
                continue
            for meant in meaning.meant:
                answering = Responsibility(task=task, role=role, basis=Basis.STATED, **who(meant))
                is_new = owners.setdefault(meant, answering) is answering
                if meaning.learnt:
                    settled.append(settled_before(task, kept, role, meaning, is_new=is_new, **who(meant)))
            if meaning.learnt and not meaning.meant:
                settled.append(settled_before(task, kept, role, meaning))
    Responsibility.objects.bulk_create(owners.values())
    UnmatchedOwner.objects.bulk_create(unmatched.values())
    SettledOwner.objects.bulk_create(settled, ignore_conflicts=True)


def who(meant: Meant) -> dict[str, Any]:
    """Who is meant, as rows name it."""
    return {"organization": meant} if isinstance(meant, Organization) else {"collective": meant}


def settled_before(task: Task, name: str, role: str, meaning: Meaning, **meant: Any) -> SettledOwner:
    """A name that is settled as it was before."""
    return SettledOwner(task=task, name=name, role=role, learnt=meaning.learnt, **meant)
