"""Correcting the tasks of a draft: what they are called, where they begin and end, their measures."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from organizations.models import User
from reading.owners.notes import find_notes
from reading.structure.sentences import split_sentences
from tasks.actions.draft.draft_lock import lock_part, refuse_corrected, shift_orders
from tasks.actions.draft.history import Action, keep_event
from tasks.actions.draft.measures import add_measures, measures_of, replace_measures
from tasks.actions.draft.owners import Owner, write_owners
from tasks.drafts.draft_statement import drafted_task, joined_task, task_before, whole_section
from tasks.errors import TransitionNotAllowed
from tasks.models import Section, Task, UnmatchedOwner
from tasks.statement import Statement

LONGEST_NOTE = 500
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
    measures: Sequence[str],
    owners: Sequence[Owner],
    seen: Statement,
) -> Task:
    """Correct a task that was ``seen``. ``measures`` takes the place of all its measures, and so joins, parts
    or drops some; ``owners`` and nobody else answer for it, and those that stood keep their basis.

    Raises ``NotAsRead`` where somebody else has corrected it, or its owners, meanwhile.
    """
    guidance = lock_part(task)
    refuse_corrected(seen, drafted_task(as_stored(task)))
    task.title, task.due_on = title, due_on
    task.save(update_fields=["title", "due_on"])
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
    write_owners(before, [*owners_of(task), *owners_of(before)])
    take_unmatched(task, before)
    add_measures(before, measures_of(task))
    before.ends_at = task.ends_at
    before.text = task.section.text[before.starts_at : before.ends_at]
    printed = dict.fromkeys(note for note in (before.as_printed, task.as_printed) if note)
    before.as_printed = "".join(printed)[:LONGEST_NOTE]
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
    new = Task.objects.create(
        guidance=guidance,
        section=task.section,
        order=task.order + 1,
        title=title_of(going[0]),
        text=task.section.text[cut : task.ends_at],
        starts_at=cut,
        ends_at=task.ends_at,
        as_printed=task.as_printed,
        and_others=task.and_others,
        due_on=task.due_on,
    )
    write_owners(new, owners_of(task))
    take_unmatched(task, new)
    add_measures(new, going)
    replace_measures(task, staying)
    task.ends_at, task.text = cut, task.section.text[task.starts_at : cut].rstrip()
    task.as_printed = ""
    task.save()
    keep_event(guidance, Action.SPLIT_TASK, task, by=by, at=at)
    return new


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
    task = Task.objects.create(
        guidance=guidance,
        section=section,
        order=order + 1,
        title=title,
        text=section.text[free.starts_at : free.ends_at],
        starts_at=free.starts_at,
        ends_at=free.ends_at,
        as_printed=free.note[:LONGEST_NOTE],
    )
    spans = split_sentences(section.text, free.starts_at, free.ends_at)
    add_measures(task, [section.text[begin:end] for begin, end in spans])
    keep_event(guidance, Action.ADD_TASK, task, by=by, at=at)
    return task


@dataclass(frozen=True, slots=True)
class Free:
    """A stretch of a section's text that no task covers, and the note that ends it if one does."""

    starts_at: int
    ends_at: int
    note: str = ""


def uncovered(section: Section) -> Iterator[Free]:
    """The stretches with words that belong neither to a task nor to a note, in the order of the text."""
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
    """Let the printed names of one task that are nobody known stand at another too."""
    UnmatchedOwner.objects.bulk_create(
        [UnmatchedOwner(task=to, name=owner.name, role=owner.role) for owner in task.unmatched_owners.all()],
        ignore_conflicts=True,
    )


def title_of(text: str) -> str:
    """What a task is called after its first clause."""
    return text.partition("，")[0].rstrip("。；")[:200]
