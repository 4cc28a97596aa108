"""Correcting the tasks of a draft: what they are called, where they begin and end, their measures."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from organizations.models import User
from tasks.actions.draft.locking import lock_draft, shift_orders
from tasks.actions.draft.owners import Owner, write_owners
from tasks.errors import TransitionNotAllowed
from tasks.models import Measure, Section, Task, UnmatchedOwner
from tasks.reading.sentences import split_sentences

LONGEST_NOTE = 500


@transaction.atomic
def correct_task(
    *,
    task: Task,
    by: User,  # noqa: ARG001 (as all actions)
    title: str,
    due_on: dt.date | None,
    measures: Sequence[str],
) -> Task:
    """Correct a task; ``measures`` takes the place of all its measures, and so joins, parts or drops some."""
    lock_draft(task.guidance)
    task.title, task.due_on = title, due_on
    task.save(update_fields=["title", "due_on"])
    if [measure.text for measure in task.measures.all()] != list(measures):
        task.measures.all().delete()
        write_measures(task, measures)
    return task


@transaction.atomic
def join_task(*, task: Task, by: User) -> Task:  # noqa: ARG001 (as all actions)
    """Let a task join the one before it in its section, which is returned, with owners and measures.

    Raises ``TransitionNotAllowed`` for the first task of a section.
    """
    guidance = lock_draft(task.guidance)
    before = task.section.tasks.filter(order__lt=task.order).order_by("-order").first()
    if before is None:
        raise TransitionNotAllowed(_("This is the first task of its section: there is none to join."))
    write_owners(before, [*owners_of(task), *owners_of(before)])
    take_unmatched(task, before)
    write_measures(before, [measure.text for measure in task.measures.all()], after=before.measures.count())
    before.ends_at = task.ends_at
    before.text = task.section.text[before.starts_at : before.ends_at]
    printed = dict.fromkeys(note for note in (before.as_printed, task.as_printed) if note)
    before.as_printed = "".join(printed)[:LONGEST_NOTE]
    before.save()
    task.delete()
    shift_orders(guidance.tasks.all(), after=task.order, by=-1)
    return before


@transaction.atomic
def split_task(*, task: Task, by: User, before_measure: int) -> Task:  # noqa: ARG001 (as all actions)
    """Make the measures from ``before_measure`` on (their order, from 2) a task of their own, which is
    returned, with the same owners.

    Raises ``TransitionNotAllowed`` where the text does not show where that measure begins.
    """
    guidance = lock_draft(task.guidance)
    going = list(task.measures.filter(order__gte=before_measure))
    if before_measure < 2 or not going:
        raise TransitionNotAllowed(_("Choose the measure with which the second task begins."))
    at = task.section.text.find(going[0].text, task.starts_at, task.ends_at)
    if at <= task.starts_at:
        raise TransitionNotAllowed(
            _("The text does not show where “%(measure)s” begins: give the measure its printed words first.")
            % {"measure": going[0].text}
        )
    shift_orders(guidance.tasks.all(), after=task.order, by=1)
    new = Task.objects.create(
        guidance=guidance,
        section=task.section,
        order=task.order + 1,
        title=title_of(going[0].text),
        text=task.section.text[at : task.ends_at],
        starts_at=at,
        ends_at=task.ends_at,
        as_printed=task.as_printed,
        and_others=task.and_others,
        due_on=task.due_on,
    )
    write_owners(new, owners_of(task))
    take_unmatched(task, new)
    write_measures(new, [measure.text for measure in going])
    task.measures.filter(order__gte=before_measure).delete()
    task.ends_at, task.text = at, task.section.text[task.starts_at : at].rstrip()
    task.as_printed = ""
    task.save()
    return new


@transaction.atomic
def drop_task(*, task: Task, by: User) -> None:  # noqa: ARG001 (as all actions)
    """Let nobody be asked about a stretch of the text; the text stays in its section."""
    guidance = lock_draft(task.guidance)
    order = task.order
    task.delete()
    shift_orders(guidance.tasks.all(), after=order, by=-1)


@transaction.atomic
def add_task(*, section: Section, by: User, title: str) -> Task:  # noqa: ARG001 (as all actions)
    """Make what no task of a section covers yet, at its end, a task without owner.

    Raises ``TransitionNotAllowed`` where nothing is left.
    """
    guidance = lock_draft(section.guidance)
    starts_at = rest_from(section)
    rest = section.text[starts_at:]
    if not rest.strip():
        raise TransitionNotAllowed(_("All of this section's text belongs to a task already."))
    earlier = Q(section__order__lt=section.order) | Q(section=section, starts_at__lt=starts_at)
    order = guidance.tasks.filter(earlier).count()
    shift_orders(guidance.tasks.all(), after=order, by=1)
    task = Task.objects.create(
        guidance=guidance,
        section=section,
        order=order + 1,
        title=title,
        text=rest.strip(),
        starts_at=starts_at + len(rest) - len(rest.lstrip()),
        ends_at=len(section.text.rstrip()),
    )
    write_measures(task, [section.text[begin:end] for begin, end in split_sentences(section.text, starts_at)])
    return task


def rest_from(section: Section) -> int:
    """Where the text begins that stands after the last task of a section and its note."""
    last = section.tasks.order_by("-starts_at").first()
    if last is None:
        return 0
    rest = section.text[last.ends_at :]
    printed = last.as_printed if rest.lstrip().startswith(last.as_printed) else ""
    return last.ends_at + (len(rest) - len(rest.lstrip()) + len(printed) if printed else 0)


def write_measures(task: Task, texts: Sequence[str], *, after: int = 0) -> None:
    Measure.objects.bulk_create(
        Measure(task=task, order=order, text=text) for order, text in enumerate(texts, start=after + 1)
    )


def owners_of(task: Task) -> list[Owner]:
    owners = task.responsibilities.select_related("organization")
    return [Owner(one.role, one.organization, one.collective, one.basis) for one in owners]


def take_unmatched(task: Task, to: Task) -> None:
    """Let the printed names of one task that are nobody known stand at another too."""
    UnmatchedOwner.objects.bulk_create(
        [UnmatchedOwner(task=to, name=owner.name, role=owner.role) for owner in task.unmatched_owners.all()],
        ignore_conflicts=True,
    )


def title_of(text: str) -> str:
    """What a task is called after its first clause."""
    return text.partition("，")[0].rstrip("。；")[:200]
