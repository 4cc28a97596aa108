"""Putting a change of somebody's account on record, and telling them."""

import datetime as dt
from typing import Any

from django.db import transaction

from organizations.jobs import mail_account_event
from organizations.models import AccountEvent, User


@transaction.atomic
def record_event(
    *,
    user: User,
    kind: AccountEvent.Kind,
    at: dt.datetime,
    by: User | None,
    source: str = "",
    detail: dict[str, Any] | None = None,
    mail_to: str | None = None,
) -> AccountEvent:
    """Write what happened, in the transaction of the change, and queue the mail that tells the person.

    ``source`` is the network address that it came from. ``mail_to`` is the person's own mail address unless
    another is named, such as the one from before a change.
    """
    event = AccountEvent.objects.create(
        user=user,
        kind=kind,
        at=at,
        by=by,
        address=source,
        detail=detail or {},
        mail_to=user.email if mail_to is None else mail_to,
    )
    if event.mail_to:
        mail_account_event.enqueue(event.pk)
    return event
