"""Amending the tasks of a guidance that is in force: changing one, withdrawing one, adding one."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from organizations.calendar import day_of
from organizations.models import User
from tasks.actions.amend import (
    concerned,
    lock_published,
    open_current_periods,
    record_amendment,
    refuse_amended,
)
from tasks.actions.draft.owners import Owner, write_owners
from tasks.amendments.changes import Change, differences, measure_changes
from tasks.amendments.plan_statement import described_task, measures_of, task_statement, tasks_statement
from tasks.errors import TransitionNotAllowed
from tasks.lines.answerers import answerers_of
from tasks.models import Amendment, Guidance, Measure, Section, Task
from tasks.statement import Statement
from texts.punctuation import within_quotes

Kind = Amendment.Kind
SENTENCE_ENDS = ("。", "！", "？", "；", ".")


@dataclass(frozen=True, slots=True)
class MeasureEdit:
    """What a measure is to say: one that stands by its id, or a new one without."""

    text: str
    pk: int | None = None


@transaction.atomic
def amend_task(
    *,
    task: Task,
    by: User,
    at: dt.datetime,
    reason: str,
    seen: Statement,
    title: str,
    due_on: dt.date | None,
    people: str | None = None,
    measures: Sequence[MeasureEdit],
    owners: Sequence[Owner],
) -> Amendment | None:
    """Change what a task that was ``seen`` says, until when, and whom it names; None where nothing differs.

    Measures that are not named are dropped, ``people`` that are not stay; what was filed stays. Raises as
    ``in_force``, ``refuse_amended``, ``refuse_empty``, ``drop_measure`` and ``lock_published``.
    """
    guidance = lock_published(task.guidance, by=by, reason=reason)
    task = in_force(task)
    refuse_amended(task.title, seen, task_statement(task))
    subject, before = task.title, described_task(task)
    said, asked = measures_of(task), answerers_of([task])[task.pk]
    refuse_empty(measures, owners)
    task.title, task.due_on = title.strip(), due_on
    task.people = task.people if people is None else people
    if write_measures(task, measures):
        task.text = "".join(measures_of(task).values())
    write_owners(task, owners)
    task.save(update_fields=["title", "due_on", "people", "text"])
    task = Task.objects.get(pk=task.pk)
    changes = [*differences(before, described_task(task)), *measure_changes(said, measures_of(task))]
    if not changes:
        return None
    return amended(
        guidance,
        task,
        kind=Kind.CHANGED,
        subject=subject,
        changes=changes,
        reason=reason,
        by=by,
        at=at,
        **concerned(asked | answerers_of([task])[task.pk]),
    )


@transaction.atomic
def withdraw_task(*, task: Task, by: User, at: dt.datetime, reason: str, seen: Statement) -> Amendment | None:
    """From today on nobody is asked about a task that was ``seen`` any more; what was filed on it stays. None
    where it was withdrawn before. Raises ``NotAsRead`` where it was amended meanwhile, and as
    ``lock_published`` does."""
    guidance = lock_published(task.guidance, by=by, reason=reason)
    task = Task.objects.select_for_update(of=("self",)).get(pk=task.pk)
    if task.withdrawn_on is not None:
        return None
    refuse_amended(task.title, seen, task_statement(task))
    asked = answerers_of([task])[task.pk]
    changes = [Change(field, value, "") for field, value in described_task(task) if value]
    task.withdrawn_on = day_of(at)
    task.save(update_fields=["withdrawn_on"])
    return amended(
        guidance,
        task,
        kind=Kind.WITHDRAWN,
        subject=task.title,
        changes=changes,
        reason=reason,
        by=by,
        at=at,
        **concerned(asked),
    )


@transaction.atomic
def add_task(
    *,
    section: Section,
    by: User,
    at: dt.datetime,
    reason: str,
    seen: Statement,
    title: str,
    due_on: dt.date | None,
    people: str = "",
    measures: Sequence[str],
    owners: Sequence[Owner],
) -> Amendment:
    """Order something more in a section than the tasks that were ``seen``; it stands after everything that
    the document itself orders.

    Raises ``NotAsRead`` where tasks were added, withdrawn or renamed meanwhile, ``TransitionNotAllowed``
    without measures or owners, and as ``lock_published`` does.
    """
    guidance = lock_published(section.guidance, by=by, reason=reason)
    refuse_amended(guidance.title, seen, tasks_statement(guidance))
    edits = [MeasureEdit(text) for text in measures]
    refuse_empty(edits, owners)
    task = task_beyond(section, "".join(sentence(measure) for measure in measures))
    task.order, task.title, task.due_on = next_order(guidance), title.strip(), due_on
    task.people = people
    task.save()
    write_measures(task, edits)
    write_owners(task, owners)
    said = measure_changes({}, measures_of(task))
    return amended(
        guidance,
        task,
        kind=Kind.ADDED,
        subject=task.title,
        changes=[*(Change(field, "", value) for field, value in described_task(task) if value), *said],
        reason=reason,
        by=by,
        at=at,
        **concerned(answerers_of([task])[task.pk]),
    )


def task_beyond(section: Section, text: str) -> Task:
    """A task, not saved yet, whose text stands beyond the printed text of its section, so that it covers none
    of it."""
    end = len(section.text)
    return Task(guidance=section.guidance, section=section, text=text, starts_at=end, ends_at=end + len(text))


def amended(guidance: Guidance, task: Task, *, at: dt.datetime, **recorded: Any) -> Amendment:
    """Write the amendment of a task down, and see to it that those who are asked now can file."""
    open_current_periods(guidance, on=day_of(at))
    return record_amendment(guidance=guidance, task=task, at=at, **recorded)


def in_force(task: Task) -> Task:
    """The task as it stands now, locked; raises ``TransitionNotAllowed`` for a withdrawn one."""
    task = Task.objects.select_for_update(of=("self",)).get(pk=task.pk)
    if task.withdrawn_on is not None:
        raise TransitionNotAllowed(
            _("“%(task)s” is withdrawn; add it anew instead.") % {"task": within_quotes(task)}
        )
    return task


def refuse_empty(measures: Sequence[MeasureEdit], owners: Sequence[Owner]) -> None:
    """Raise ``TransitionNotAllowed`` for a task that nobody would answer for or that would say nothing."""
    if not any(measure.text.strip() for measure in measures):
        raise TransitionNotAllowed(_("A task says at least one measure. Withdraw it if nobody is to do it."))
    if not any(owner.answers for owner in owners):
        raise TransitionNotAllowed(_("Somebody answers for each task. Withdraw it if nobody is to do it."))


def write_measures(task: Task, edits: Sequence[MeasureEdit]) -> bool:
    """Give a task the measures of ``edits``; returns whether anything is another."""
    standing = {measure.pk: measure for measure in task.measures.all()}
    named = {edit.pk: sentence(edit.text) for edit in edits if edit.pk in standing}
    dropped = [measure for pk, measure in standing.items() if not named.get(pk)]
    for measure in dropped:
        drop_measure(measure)
    reworded = [standing[pk] for pk, text in named.items() if pk and text and standing[pk].text != text]
    for measure in reworded:
        measure.text = named[measure.pk]
        measure.save(update_fields=["text"])
    after = max((measure.order for measure in standing.values()), default=0)
    texts = [sentence(edit.text) for edit in edits if edit.pk is None and edit.text.strip()]
    added = [Measure(task=task, order=place, text=text) for place, text in enumerate(texts, start=after + 1)]
    Measure.objects.bulk_create(added)
    return bool(dropped or reworded or added)


def drop_measure(measure: Measure) -> None:
    """Delete a measure that nobody has reported on; raises ``TransitionNotAllowed`` for another."""
    if measure.states.exists():
        raise TransitionNotAllowed(
            _("“%(measure)s” is reported on already. Reword it; it cannot be dropped.") % {"measure": measure}
        )
    measure.delete()


def sentence(text: str) -> str:
    """A measure as it stands in the text: on one line, with its full stop; "" stays empty."""
    line = " ".join(text.split())
    return f"{line}。" if line and not line.endswith(SENTENCE_ENDS) else line


def next_order(guidance: Guidance) -> int:
    highest: int | None = guidance.tasks.aggregate(highest=Max("order"))["highest"]
    return (highest or 0) + 1
