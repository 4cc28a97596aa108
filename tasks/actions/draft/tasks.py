"""Correcting the tasks of a draft: what they are called, where they begin and end, their measures."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from organizations.models import User
from reading.structure.sentences import split_sentences
from tasks.actions.draft.draft_lock import lock_draft, lock_part, refuse_corrected, shift_orders
from tasks.actions.draft.history import Action, keep_event
from tasks.actions.draft.measures import add_measures, measures_of, replace_measures
from tasks.actions.draft.owners import Owner, write_owners
from tasks.drafts.draft_statement import (
    drafted_task,
    every_heading,
    joined_task,
    task_before,
    whole_section,
)
from tasks.drafts.lengths import BETWEEN_PEOPLE
from tasks.errors import TransitionNotAllowed
from tasks.models import (
    LONGEST_NOTE,
    LONGEST_PEOPLE,
    Guidance,
    OwnerRole,
    Section,
    SettledOwner,
    Task,
    UnmatchedOwner,
)
from tasks.statement import Statement

LEFT_OVER = "。；;，, \t\u3000\n"
WORD = re.compile(r"\w")


@transaction.atomic
def correct_task(
    *,
    task: Task,
    by: User,
    at: dt.datetime,
    title: str,
    due_on: dt.date | None,
    people: str | None = None,
    measures: Sequence[str],
    owners: Sequence[Owner],
    seen: Statement,
) -> Task:
    """Correct a task that was ``seen``. ``measures`` takes the place of all its measures, and so joins, parts
    or drops some; it names ``owners`` and nobody else, and those that stood keep their basis. Without
    ``people`` those that stand stay.

    Raises ``NotAsRead`` where somebody else has corrected it, or its owners, meanwhile.
    """
    guidance = lock_part(task)
    refuse_corrected(seen, drafted_task(as_stored(task)))
    task.title, task.due_on = title, due_on
    if people is not None:
        task.people = people
    task.save(update_fields=["title", "due_on", "people"])
    replace_measures(task, measures)
    write_owners(task, owners)
    keep_event(guidance, Action.CORRECT_TASK, task, by=by, at=at)
    return task


def as_stored(task: Task) -> Task:
    """The task without what a page has read along."""
    return Task.objects.select_related("section").get(pk=task.pk)


@transaction.atomic
def join_task(*, task: Task, by: User, at: dt.datetime, seen: Statement) -> Task:
    """Let a task that was ``seen`` join the one before it in its section, which is returned, with owners and
    measures.

    Raises ``NotAsRead`` where somebody else has corrected it, and ``TransitionNotAllowed`` for the first task
    of a section.
    """
    guidance = lock_part(task)
    refuse_corrected(seen, joined_task(as_stored(task)))
    before = task_before(task)
    if before is None:
        raise TransitionNotAllowed(_("This is the first task of its section: there is none to join."))
    write_owners(before, [*owners_of(before), *owners_of(task)])
    take_unmatched(task, before)
    add_measures(before, measures_of(task))
    before.ends_at = task.ends_at
    before.text = task.section.text[before.starts_at : before.ends_at]
    printed = dict.fromkeys(note for note in (before.as_printed, task.as_printed) if note)
    before.as_printed = "".join(printed)[:LONGEST_NOTE]
    before.people = joined_people(before, task)
    before.note_at, before.note_to = task.note_at, task.note_to
    before.save()
    keep_event(guidance, Action.JOIN_TASK, task, by=by, at=at)
    task.delete()
    shift_orders(guidance.tasks.all(), after=task.order, by=-1)
    return before


@transaction.atomic
def split_task(
    *,
    task: Task,
    by: User,
    at: dt.datetime,
    seen: Statement,
    before_measure: int,
) -> Task:
    """Make the measures of a task that was ``seen`` from ``before_measure`` on (their order, from 2) a task
    of their own, which is returned, with the same owners.

    Raises ``NotAsRead`` where somebody else has corrected it, and ``TransitionNotAllowed`` where the text
    does not show where that measure begins.
    """
    guidance = lock_part(task)
    refuse_corrected(seen, drafted_task(as_stored(task)))
    measures = measures_of(task)
    staying, going = measures[: before_measure - 1], measures[before_measure - 1 :]
    if before_measure < 2 or not going:
        raise TransitionNotAllowed(_("Choose the measure with which the second task begins."))
    cut = beginning(task, staying, going[0])
    shift_orders(guidance.tasks.all(), after=task.order, by=1)
    new = second_part(task, cut, title_of(going[0]))
    write_owners(new, owners_of(task))
    take_unmatched(task, new)
    add_measures(new, going)
    replace_measures(task, staying)
    task.ends_at, task.text = cut, task.section.text[task.starts_at : cut].rstrip()
    task.as_printed, task.note_at, task.note_to = "", None, None
    task.save()
    keep_event(guidance, Action.SPLIT_TASK, task, by=by, at=at)
    return new


def second_part(task: Task, cut: int, title: str) -> Task:
    """A new task behind ``task`` of its text from ``cut`` on, with its note."""
    return Task.objects.create(
        guidance=task.guidance,
        section=task.section,
        order=task.order + 1,
        title=title,
        text=task.section.text[cut : task.ends_at],
        starts_at=cut,
        ends_at=task.ends_at,
        as_printed=task.as_printed,
        people=task.people,
        note_at=task.note_at,
        note_to=task.note_to,
        and_others=task.and_others,
        due_on=task.due_on,
    )


def beginning(task: Task, earlier: Sequence[str], clause: str) -> int:
    """Where in its section's text a task comes to ``clause``, after ``earlier`` clauses."""
    text, at = task.section.text, task.starts_at
    for before in earlier:
        found = text.find(before, at, task.ends_at)
        at = at if found < 0 else found + len(before)
    at = text.find(clause, at, task.ends_at)
    if at <= task.starts_at:
        raise TransitionNotAllowed(
            _("The text does not show where “%(measure)s” begins: give the measure its printed words first.")
            % {"measure": clause}
        )
    return at


@transaction.atomic
def drop_task(*, task: Task, by: User, at: dt.datetime, seen: Statement) -> None:
    """Let nobody be asked about a task that was ``seen``; its text stays in its section. Raises ``NotAsRead``
    where somebody else has corrected it."""
    guidance = lock_part(task)
    refuse_corrected(seen, drafted_task(as_stored(task)))
    order = task.order
    keep_event(guidance, Action.DROP_TASK, task, by=by, at=at)
    task.delete()
    shift_orders(guidance.tasks.all(), after=order, by=-1)


@transaction.atomic
def add_task(*, section: Section, by: User, at: dt.datetime, seen: Statement, title: str) -> Task:
    """Make the first stretch of a section that was ``seen`` and that no task covers a task without owner, up
    to where a responsibility note stands or the next task begins.

    Raises ``NotAsRead`` where somebody else has corrected it, and ``TransitionNotAllowed`` where every
    stretch belongs to a task.
    """
    guidance = lock_part(section)
    refuse_corrected(seen, whole_section(section))
    free = next(uncovered(section), None)
    if free is None:
        raise TransitionNotAllowed(_("All of this section's text belongs to a task already."))
    earlier = Q(section__order__lt=section.order) | Q(section=section, starts_at__lt=free.starts_at)
    order = guidance.tasks.filter(earlier).count()
    shift_orders(guidance.tasks.all(), after=order, by=1)
    task = new_task(guidance, section, free, order=order + 1, title=title)
    keep_event(guidance, Action.ADD_TASK, task, by=by, at=at)
    return task


@transaction.atomic
def add_tasks(
    *, guidance: Guidance, sections: Sequence[int], by: User, at: dt.datetime, seen: Statement
) -> int:
    """Make each of the chosen ``sections`` (their ids) of a draft that was ``seen`` a task of its own, called
    as the section; returns how many. Sections without words of their own are passed over.

    Raises ``NotAsRead`` where somebody has made or corrected sections or tasks meanwhile, and
    ``TransitionNotAllowed`` where a task was made already: then the sections are looked at one by one.
    """
    draft = lock_draft(guidance)
    refuse_corrected(seen, every_heading(draft))
    if draft.tasks.exists():
        raise TransitionNotAllowed(
            _("There are tasks by now. Add others at their sections; nothing was done.")
        )
    chosen = draft.sections.filter(pk__in=sections).order_by("order").prefetch_related("tasks")
    stretches = [(section, free) for section in chosen for free in [*uncovered(section)][:1]]
    for order, (section, free) in enumerate(stretches, start=1):
        title = section.title or title_of(section.text[free.starts_at : free.ends_at])
        task = new_task(draft, section, free, order=order, title=title)
        keep_event(draft, Action.ADD_TASK, task, by=by, at=at)
    return len(stretches)


@dataclass(frozen=True, slots=True)
class Free:
    """A stretch of a section's text that no task covers, and the note that ends it if one does."""

    starts_at: int
    ends_at: int
    note: str = ""


def new_task(guidance: Guidance, section: Section, free: Free, *, order: int, title: str) -> Task:
    """A stretch that no task covers as a task without owner, its sentences as measures."""
    task = Task.objects.create(
        guidance=guidance,
        section=section,
        order=order,
        title=title,
        text=section.text[free.starts_at : free.ends_at],
        starts_at=free.starts_at,
        ends_at=free.ends_at,
        as_printed=free.note[:LONGEST_NOTE],
    )
    spans = split_sentences(section.text, free.starts_at, free.ends_at)
    add_measures(task, [section.text[begin:end] for begin, end in spans])
    return task


def uncovered(section: Section) -> Iterator[Free]:
    """The stretches with words that belong neither to a task nor to a note, in the order of the text."""
    from reading.owners.notes import find_notes  # noqa: PLC0415 (loaded once a text is read)

    text = section.text
    notes, _doubts = find_notes(text)
    covered = [(task.starts_at, task.ends_at, "") for task in section.tasks.all()]
    covered += [(note.starts_at, note.ends_at, note.as_printed) for note in notes]
    at = 0
    for starts_at, ends_at, note in [*sorted(covered), (len(text), len(text), "")]:
        begin = at + len(text[at:starts_at]) - len(text[at:starts_at].lstrip(LEFT_OVER))
        end = begin + len(text[begin:starts_at].rstrip())
        if WORD.search(text, begin, end):
            yield Free(begin, end, note)
        at = max(at, ends_at)


def owners_of(task: Task) -> list[Owner]:
    owners = task.responsibilities.select_related("organization")
    return [Owner(owner.role, owner.organization, owner.collective, owner.basis) for owner in owners]


def take_unmatched(task: Task, to: Task) -> None:
    """Let the printed names of one task stand at another too: those that are nobody known, each in the first
    of its roles, and those that are settled."""
    names: dict[str, UnmatchedOwner] = {}
    waiting = (*to.unmatched_owners.all(), *task.unmatched_owners.all())
    for owner in sorted(waiting, key=lambda owner: OwnerRole(owner.role).place):
        names.setdefault(owner.name, UnmatchedOwner(task=to, name=owner.name, role=owner.role))
    to.unmatched_owners.all().delete()
    UnmatchedOwner.objects.bulk_create(names.values())
    settled = list(task.settled_owners.all())
    for copy in settled:
        copy.pk, copy.task, copy._state.adding = None, to, True
    SettledOwner.objects.bulk_create(settled, ignore_conflicts=True)


def joined_people(first: Task, second: Task) -> str:
    """The persons of both tasks, each once."""
    people = [name for task in (first, second) for name in task.people.split(BETWEEN_PEOPLE)]
    return BETWEEN_PEOPLE.join(dict.fromkeys(filter(None, people)))[:LONGEST_PEOPLE]


def title_of(text: str) -> str:
    """What a task is called after its first clause."""
    return text.partition("，")[0].rstrip("。；")[:200]
