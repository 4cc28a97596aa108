"""Carrying over to a draft what the plan of the year before knows and its document does not say."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from organizations.models import Organization, User
from tasks.actions.draft.draft_lock import lock_draft
from tasks.actions.draft.history import Action, keep_event
from tasks.comparison import Comparison, compare_guidances
from tasks.comparison.documents import tasks_of
from tasks.drafts.plan_parts import PLAN_PARTS
from tasks.drafts.review_page import is_owned
from tasks.errors import refuse_unread
from tasks.models import Basis, Guidance, Responsibility, Task, UnmatchedOwner
from tasks.models.amendment import LANGUAGE
from tasks.statement import Statement

Role = Responsibility.Role


@dataclass(frozen=True, slots=True)
class CarriedOwner:
    """One whom the task named last year and is to name again; ``settles`` is the printed name that nobody
    knew until now."""

    responsibility: Responsibility
    settles: UnmatchedOwner | None = None


@dataclass(slots=True)
class Followed:
    """What was filled in: owners, and how many things of the other parts of the plan by their key."""

    owners: list[CarriedOwner]
    parts: dict[str, int] = field(default_factory=dict)

    @property
    def others(self) -> int:
        return sum(self.parts.values())

    @property
    def statement(self) -> Statement:
        """What is filled in, as whoever has it filled in has read it."""
        with translation.override(LANGUAGE):
            owners: dict[str, list[str]] = defaultdict(list)
            for carried in self.owners:
                task, settles = carried.responsibility.task, carried.settles
                name = f"{carried.responsibility.owner_name}{f'（{settles.name}）' if settles else ''}"
                owners[_("Task %(place)s") % {"place": task.order}].append(name)
            parts = {task: "；".join(names) for task, names in owners.items()}
            return Statement(parts | {_("Goals"): str(self.others)})

    def __bool__(self) -> bool:
        return bool(self.owners or self.others)


@transaction.atomic
def follow_previous(
    *, guidance: Guidance, previous: Guidance, by: User, at: dt.datetime, seen: Statement
) -> Followed:
    """Fill in what was ``seen`` to be filled in: see ``fill_in``. Raises ``NotAsRead`` where it would be
    something else by now."""
    followed = fill_in(guidance=guidance, previous=previous, by=by, at=at)
    refuse_unread(
        seen, followed.statement, _("By now other things would be carried over than you have read.")
    )
    return followed


@transaction.atomic
def fill_in(*, guidance: Guidance, previous: Guidance, by: User, at: dt.datetime) -> Followed:
    """Fill in the owners that last year's tasks had and this document does not name, then what the other
    parts of the plan know: indicators, baselines. Nothing that stands is overwritten; twice changes nothing.
    """
    guidance = lock_draft(guidance)
    owners = carried_owners(guidance, previous)
    Responsibility.objects.bulk_create(carried.responsibility for carried in owners)
    settled = [carried.settles.pk for carried in owners if carried.settles]
    UnmatchedOwner.objects.filter(pk__in=settled).delete()
    followed = Followed(owners, {key: part.follow(guidance, previous) for key, part in PLAN_PARTS.items()})
    if followed:
        keep_event(guidance, Action.CARRY_OVER, previous.year, by=by, at=at)
    return followed


@transaction.atomic
def would_follow(*, guidance: Guidance, previous: Guidance, by: User, at: dt.datetime) -> Followed:
    """What ``follow_previous`` would fill in; it is undone at once, so that nothing is changed."""
    followed = fill_in(guidance=guidance, previous=previous, by=by, at=at)
    transaction.set_rollback(True)
    return followed


def carried_owners(guidance: Guidance, previous: Guidance) -> list[CarriedOwner]:
    """The owners to fill in, in the order of the tasks (ten queries)."""
    comparison: Comparison = compare_guidances(previous, guidance)
    before = {task.pk: task for task in tasks_of(previous)}
    found: list[CarriedOwner] = []
    for task in tasks_of(guidance):
        if task.pk in comparison.matched:
            found.extend(carried_to(task, before[comparison.matched[task.pk]]))
    return found


def carried_to(task: Task, before: Task) -> Iterator[CarriedOwner]:
    """What one task takes over from that of last year, each owner once."""
    has = {(owner.organization_id, owner.collective) for owner in task.responsibilities.all()}
    for owner, settles in (*taken_over(task, before), *matched_by_hand(task, before)):
        key = (owner.organization_id, owner.collective)
        if key not in has:
            has.add(key)
            basis = Basis.STATED if settles else Basis.ASSIGNED
            role = settles.role if settles else owner.role
            yield CarriedOwner(
                Responsibility(
                    task=task,
                    organization=owner.organization,
                    collective=owner.collective,
                    role=role,
                    basis=basis,
                ),
                settles,
            )


def taken_over(task: Task, before: Task) -> Iterator[tuple[Responsibility, None]]:
    """All owners for a task of which the document names none who answers; else the collectives that the
    office itself had assigned."""
    is_unowned = not is_owned(task)
    for owner in before.responsibilities.all():
        if is_unowned or (owner.collective and owner.basis == Basis.ASSIGNED):
            yield owner, None


def matched_by_hand(task: Task, before: Task) -> Iterator[tuple[Responsibility, UnmatchedOwner]]:
    """Printed names that last year's note had too, where one owner of that task can be meant and no other:
    the one whose own names the note does not have."""
    note = before.as_printed
    unprinted = [owner for owner in before.responsibilities.all() if not is_printed(owner, note)]
    waiting = [owner for owner in task.unmatched_owners.all() if owner.name in note]
    if len(unprinted) == 1 and len(waiting) == 1:
        yield unprinted[0], waiting[0]


def is_printed(owner: Responsibility, note: str) -> bool:
    """Whether the note names the owner, or nobody expects it to: collectives, and those the office added."""
    organization: Organization | None = owner.organization
    if organization is None or owner.basis != Basis.STATED:
        return True
    return any(name in note for name in (organization.name, organization.short_name))
