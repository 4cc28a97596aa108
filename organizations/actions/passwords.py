"""Changing one's own password, and setting somebody else's."""

import datetime as dt

from django.db import transaction

from organizations.account_rules import refuse_management
from organizations.actions.account_events import record_event
from organizations.models import AccountEvent, User

Kind = AccountEvent.Kind


@transaction.atomic
def change_own_password(*, user: User, password: str, at: dt.datetime, source: str, is_reset: bool) -> None:
    """Give the person the password that they have chosen themselves; it may be used as often as they like."""
    user.set_password(password)
    user.must_change_password, user.temporary_password_used_at = False, None
    user.save()
    kind = Kind.PASSWORD_RESET if is_reset else Kind.PASSWORD_CHANGED
    record_event(user=user, kind=kind, at=at, by=user, source=source)


@transaction.atomic
def note_password_set(*, user: User, by: User | None, at: dt.datetime, source: str = "") -> None:
    """Make the password that somebody else has just set for a person a temporary one: it signs in once and
    must be changed then. ``by`` is None for a command on the server.

    Raises ``AccountRefused`` for a password of one's own, and for a superuser's by somebody who is none.
    """
    if by is not None:
        refuse_management(user=user, by=by)
    is_there = user.has_usable_password()
    user.must_change_password, user.temporary_password_used_at = is_there, None
    user.save(update_fields=["must_change_password", "temporary_password_used_at"])
    record_event(
        user=user, kind=Kind.PASSWORD_SET, at=at, by=by, source=source, detail={"is_usable": is_there}
    )
