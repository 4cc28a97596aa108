"""Whom the tasks of a draft name."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from organizations.models import Organization, User
from tasks.actions.draft.draft_lock import lock_draft, refuse_corrected
from tasks.actions.draft.history import Action, keep_event
from tasks.actions.draft.learnt_owners import forget_owner, learn_owner
from tasks.drafts.draft_statement import printed_name
from tasks.drafts.learnt_owners import key_of
from tasks.models import (
    Basis,
    Guidance,
    LearntOwner,
    OwnerRole,
    Responsibility,
    SettledOwner,
    Task,
    UnmatchedOwner,
)
from tasks.statement import Statement

# One who is meant by a printed name: an organization, or a collective.
Meant = tuple[Organization | None, str]


@dataclass(frozen=True, slots=True)
class Owner:
    """One whom a task names: an organization, or a collective; and on what that rests if new."""

    role: str
    organization: Organization | None = None
    collective: str = ""
    basis: str = Basis.ASSIGNED

    @property
    def answers(self) -> bool:
        """Whether it is asked about the task."""
        return OwnerRole(self.role).answers


def write_owners(task: Task, owners: Sequence[Owner]) -> None:
    """Let a task name ``owners`` and nobody else, each once in the first of its roles; those that stood keep
    their basis. The caller holds the transaction and has asked whether this may be."""
    bases = {(owner.organization_id, owner.collective): owner.basis for owner in task.responsibilities.all()}
    task.responsibilities.all().delete()
    unique: dict[tuple[int | None, str], Owner] = {}
    for owner in sorted(owners, key=lambda owner: OwnerRole(owner.role).place):
        unique.setdefault((owner.organization and owner.organization.pk, owner.collective), owner)
    Responsibility.objects.bulk_create(
        Responsibility(
            task=task,
            organization=owner.organization,
            collective=owner.collective,
            role=owner.role,
            basis=bases.get(key, owner.basis),
        )
        for key, owner in unique.items()
    )


@transaction.atomic
def match_owner(
    *,
    guidance: Guidance,
    by: User,
    at: dt.datetime,
    name: str,
    seen: Statement,
    organizations: Sequence[Organization] = (),
    collective: str = "",
    task: int | None = None,
    remember: bool = False,
) -> int:
    """Say who is meant by a printed name, in every task that has it, as ``seen``, or in the one with the id
    ``task``; returns in how many. A name that runs several together means each of ``organizations``.

    ``remember`` settles the next document alike, if the name means the same wherever it stands in this one.
    Whom a task names already is not named twice, but leads it if the printed name leads, and answers for it
    if the printed name does. Raises ``NotAsRead`` where the name stands at other tasks by now.
    """
    if (not organizations) == (not collective):
        raise ValueError("Name one organization or more, or one collective.")
    draft = lock_draft(guidance)
    refuse_corrected(seen, printed_name(draft, name))
    meant: list[Meant] = [(organization, "") for organization in dict.fromkeys(organizations)]
    meant += [(None, collective)] if collective else []
    matched = settle_name(draft, name, meant, by=by, at=at, task=task)
    if remember and matched and means_one_thing(draft, name):
        learn_owner(
            name=name, guidance=draft, by=by, at=at, organizations=organizations, collective=collective
        )
    if matched:
        keep_event(draft, Action.MATCH_OWNER, name, by=by, at=at)
    return matched


def settle_name(
    draft: Guidance, name: str, meant: Sequence[Meant], *, by: User, at: dt.datetime, task: int | None
) -> int:
    """Write who answers by a printed name where it waits, and what it was settled to; in how many tasks."""
    waiting = UnmatchedOwner.objects.filter(task__guidance=draft, name=name)
    if task is not None:
        waiting = waiting.filter(task=task)
    owners = list(waiting)
    settled = [
        SettledOwner(
            task_id=owner.task_id,
            name=name,
            role=owner.role,
            organization=organization,
            collective=collective,
            settled_at=at,
            settled_by=by,
        )
        for owner in owners
        for organization, collective in meant or [(None, "")]
    ]
    name_owners(settled)
    SettledOwner.objects.bulk_create(settled, ignore_conflicts=True)
    waiting.delete()
    return len(owners)


def name_owners(settled: Sequence[SettledOwner]) -> None:
    """Write who answers by settled names: a new row, or for one that stands there already the first of both
    roles; and note in each which it was (a handful of statements)."""
    tasks = {owner.task_id for owner in settled}
    standing = {
        (row.task_id, row.organization_id, row.collective): row
        for row in Responsibility.objects.filter(task__in=tasks)
    }
    for owner in settled:
        if owner.organization is None and not owner.collective:
            continue
        key = (owner.task_id, owner.organization_id, owner.collective)
        stands = standing.get(key)
        owner.is_new = stands is None
        if stands is not None and OwnerRole(owner.role).place < OwnerRole(stands.role).place:
            owner.raised_from, stands.role = stands.role, owner.role
        standing.setdefault(key, stated(owner))
    raised = [
        standing[(owner.task_id, owner.organization_id, owner.collective)]
        for owner in settled
        if owner.raised_from
    ]
    Responsibility.objects.bulk_update([row for row in raised if row.pk], ["role"])
    Responsibility.objects.bulk_create([stated(owner) for owner in settled if owner.is_new])


def stated(owner: SettledOwner) -> Responsibility:
    """Who answers by what a printed name was settled to."""
    return Responsibility(
        task_id=owner.task_id,
        organization=owner.organization,
        collective=owner.collective,
        role=owner.role,
        basis=Basis.STATED,
    )


def means_one_thing(draft: Guidance, name: str) -> bool:
    """Whether a name is settled wherever it stands in a draft, and to the same (two queries)."""
    if UnmatchedOwner.objects.filter(task__guidance=draft, name=name).exists():
        return False
    meant: dict[int, set[tuple[int | None, str]]] = {}
    for owner in SettledOwner.objects.filter(task__guidance=draft, name=name):
        meant.setdefault(owner.task_id, set()).add((owner.organization_id, owner.collective))
    return len({frozenset(each) for each in meant.values()}) == 1


@transaction.atomic
def drop_owner(
    *,
    guidance: Guidance,
    by: User,
    at: dt.datetime,
    name: str,
    seen: Statement,
    task: int | None = None,
    remember: bool = False,
) -> int:
    """Leave out a printed name that files nothing here; returns from how many tasks. Raises and learns as
    ``match_owner``."""
    draft = lock_draft(guidance)
    refuse_corrected(seen, printed_name(draft, name))
    dropped = settle_name(draft, name, [], by=by, at=at, task=task)
    if remember and dropped and means_one_thing(draft, name):
        learn_owner(name=name, guidance=draft, by=by, at=at)
    if dropped:
        keep_event(draft, Action.DROP_OWNER, name, by=by, at=at)
    return dropped


@transaction.atomic
def reopen_owner(*, guidance: Guidance, by: User, at: dt.datetime, name: str, forget: bool = False) -> int:
    """Let a settled name wait again wherever it stands in a draft, and take back whom it made answer; returns
    in how many tasks. Twice changes nothing.

    What was learnt from this draft is forgotten; what was learnt before only where ``forget`` says so.
    """
    draft = lock_draft(guidance)
    settled = list(SettledOwner.objects.filter(task__guidance=draft, name=name))
    for owner in settled:
        take_back(owner)
    waiting = {owner.task_id: owner.role for owner in settled}
    UnmatchedOwner.objects.bulk_create(
        [UnmatchedOwner(task_id=task, name=name, role=role) for task, role in waiting.items()],
        ignore_conflicts=True,
    )
    SettledOwner.objects.filter(pk__in=[owner.pk for owner in settled]).delete()
    learnt = LearntOwner.objects.in_use().filter(key=key_of(name)).first()
    if learnt is not None and (forget or (settled and learnt.guidance_id == draft.pk)):
        forget_owner(learnt=learnt, by=by, at=at)
    if settled:
        keep_event(draft, Action.REOPEN_OWNER, name, by=by, at=at)
    return len(waiting)


def take_back(owner: SettledOwner) -> None:
    """Take back what a settled name brought to its task; where another name means the same, that brings it
    now."""
    same = {"task": owner.task_id, "organization": owner.organization_id, "collective": owner.collective}
    rows = Responsibility.objects.filter(**same)
    if owner.is_new:
        other = SettledOwner.objects.filter(**same).exclude(name=owner.name).first()
        if other is None:
            rows.delete()
        else:
            SettledOwner.objects.filter(pk=other.pk).update(is_new=True)
    elif owner.raised_from:
        rows.update(role=owner.raised_from)
