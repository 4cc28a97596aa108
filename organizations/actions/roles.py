"""Putting changes of somebody's roles on record."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from organizations.account_rules import refuse_lost_reviewers, refuse_management
from organizations.actions.account_events import record_event
from organizations.models import AccountEvent, User
from organizations.permissions import Role

HeldRole = tuple[str, str]


def roles_of(user: User) -> frozenset[HeldRole]:
    """The person's roles as pairs of role and organization code (one query)."""
    return frozenset(user.memberships.values_list("role", "organization__code"))


@transaction.atomic
def note_roles_changed(
    *, user: User, before: Iterable[HeldRole], by: User, at: dt.datetime, source: str
) -> None:
    """Put on record what roles a person was given and lost, and tell them; nothing where they are the same.

    Raises ``AccountRefused`` for one's own roles, for a superuser's by somebody who is none (design R24), and
    where what was handed in somewhere would have nobody to decide on it.
    """
    old, new = frozenset(before), roles_of(user)
    if old == new:
        return
    refuse_management(user=user, by=by)
    refuse_lost_reviewers(code for role, code in old - new if role == Role.REVIEWER)
    record_event(
        user=user,
        kind=AccountEvent.Kind.ROLES_CHANGED,
        at=at,
        by=by,
        source=source,
        detail={"given": sorted(new - old), "taken": sorted(old - new)},
    )
