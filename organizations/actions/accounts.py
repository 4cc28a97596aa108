"""Putting on record that accounts were opened, switched off and switched on again."""

import datetime as dt
from collections.abc import Iterable

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import QuerySet

from organizations.account_rules import refuse_lost_reviewers, refuse_management
from organizations.actions.account_events import record_event
from organizations.actions.roles import roles_of
from organizations.models import AccountEvent, Membership, User
from organizations.permissions import Role

Kind = AccountEvent.Kind
ROWS = 500


@transaction.atomic
def note_opened(*, user: User, by: User, at: dt.datetime, source: str) -> None:
    """Put on record that an account has just been opened. No mail goes out: what the person needs to know,
    the password and the address say, each on its own.

    Raises ``AccountRefused`` for a superuser's by somebody who is none.
    """
    refuse_management(user=user, by=by)
    record_event(user=user, kind=Kind.OPENED, at=at, by=by, source=source, mail_to="")


@transaction.atomic
def note_many_opened(*, memberships: Iterable[Membership]) -> None:
    """Put on record that accounts were opened by command, each with its roles, on the day that they were.
    Nobody is told. One statement for many people."""
    given: dict[User, list[tuple[str, str]]] = {}
    for held in memberships:
        given.setdefault(held.user, []).append((held.role, held.organization.code))
    AccountEvent.objects.bulk_create(
        [
            AccountEvent(user=user, kind=Kind.OPENED, at=user.date_joined, detail={"given": sorted(roles)})
            for user, roles in given.items()
        ],
        batch_size=ROWS,
    )


@transaction.atomic
def note_switched_off(*, user: User, by: User, at: dt.datetime, source: str) -> None:
    """Put on record that a person has just been switched off, and make sure that they could be.

    Raises ``AccountRefused`` for oneself, for a superuser by somebody who is none, and where what was handed
    in somewhere would have nobody to decide on it.
    """
    refuse_management(user=user, by=by)
    refuse_lost_reviewers(code for role, code in roles_of(user) if role == Role.REVIEWER)
    record_event(user=user, kind=AccountEvent.Kind.SWITCHED_OFF, at=at, by=by, source=source)


@transaction.atomic
def note_switched_on(*, user: User, by: User, at: dt.datetime, source: str) -> None:
    """Put on record that a person has just been switched on again.

    Raises ``AccountRefused`` for oneself, and for a superuser by somebody who is none.
    """
    refuse_management(user=user, by=by)
    record_event(user=user, kind=Kind.SWITCHED_ON, at=at, by=by, source=source)


@transaction.atomic
def retire_people(*, people: QuerySet[User], at: dt.datetime) -> int:
    """Close the accounts that are open among ``people``, by command; how many these were.

    They have no password any more, which ends their sessions and calendar links as well. The rows stay,
    because the log names them.
    """
    still_open = people.filter(is_active=True)
    AccountEvent.objects.bulk_create(
        [AccountEvent(user=user, kind=Kind.SWITCHED_OFF, at=at) for user in still_open.select_for_update()],
        batch_size=ROWS,
    )
    return still_open.update(is_active=False, password=make_password(None), password_changed_at=at)
