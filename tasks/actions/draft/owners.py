"""Who answers for the tasks of a draft."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from organizations.models import Organization, User
from tasks.actions.draft.draft_lock import lock_draft, refuse_corrected
from tasks.actions.draft.history import Action, keep_event
from tasks.drafts.draft_statement import printed_name
from tasks.models import Basis, Guidance, Responsibility, Task, UnmatchedOwner
from tasks.statement import Statement


@dataclass(frozen=True, slots=True)
class Owner:
    """One who answers for a task: an organization, or a collective; and on what that rests if new."""

    role: str
    organization: Organization | None = None
    collective: str = ""
    basis: str = Basis.ASSIGNED


def write_owners(task: Task, owners: Sequence[Owner]) -> None:
    """Let ``owners`` and nobody else answer for a task; those that stood keep their basis. The caller holds
    the transaction and has asked whether this may be."""
    bases = {(owner.organization_id, owner.collective): owner.basis for owner in task.responsibilities.all()}
    task.responsibilities.all().delete()
    unique = {(owner.organization and owner.organization.pk, owner.collective): owner for owner in owners}
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
    organization: Organization | None = None,
    collective: str = "",
    remember: bool = False,
) -> int:
    """Say who is meant by a printed name, in every task that has it, as ``seen``; returns in how many.

    ``remember`` keeps the name as an alias of the organization, so that the next document is matched. Who
    answers for a task already is not named twice, but leads it if the printed name leads. Raises
    ``NotAsRead`` where the name stands at other tasks by now.
    """
    if (organization is None) == (not collective):
        raise ValueError("Name one organization or one collective.")
    draft = lock_draft(guidance)
    refuse_corrected(seen, printed_name(draft, name))
    waiting = UnmatchedOwner.objects.filter(task__guidance=draft, name=name)
    matched = [
        Responsibility(
            task_id=owner.task_id,
            organization=organization,
            collective=collective,
            role=owner.role,
            basis=Basis.STATED,
        )
        for owner in waiting
    ]
    name_owners(matched)
    waiting.delete()
    if remember and organization is not None:
        remember_alias(organization, name)
    if matched:
        keep_event(draft, Action.MATCH_OWNER, name, by=by, at=at)
    return len(matched)


def name_owners(matched: list[Responsibility]) -> None:
    """Write who answers by one name for the tasks that have it: a new row, or the lead for one that stands
    there already (two statements)."""
    lead = Responsibility.Role.LEAD
    if leading := [responsibility for responsibility in matched if responsibility.role == lead]:
        Responsibility.objects.filter(
            task__in=[responsibility.task_id for responsibility in leading],
            organization=leading[0].organization,
            collective=leading[0].collective,
        ).update(role=lead)
    Responsibility.objects.bulk_create(matched, ignore_conflicts=True)


def remember_alias(organization: Organization, name: str) -> None:
    """Keep a printed name as an alias, so that the next document is matched."""
    if name not in organization.aliases:
        organization.aliases = [*organization.aliases, name]
        organization.save(update_fields=["aliases"])


@transaction.atomic
def drop_owner(*, guidance: Guidance, by: User, at: dt.datetime, name: str, seen: Statement) -> int:
    """Leave out a printed name that files nothing here; returns from how many tasks. Raises as
    ``match_owner``."""
    draft = lock_draft(guidance)
    refuse_corrected(seen, printed_name(draft, name))
    dropped, _by_model = UnmatchedOwner.objects.filter(task__guidance=draft, name=name).delete()
    if dropped:
        keep_event(draft, Action.DROP_OWNER, name, by=by, at=at)
    return dropped
