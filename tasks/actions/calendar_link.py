"""The link by which a person's calendar asks for their due days: making, ending it, noting its use."""

import datetime as dt
import secrets

from django.db import transaction

from organizations.models import User
from tasks.models import Subscription
from tasks.models.subscription import sha256_of

NO_LINK = {"calendar_token_sha256": None, "calendar_made_at": None, "calendar_used_at": None}


@transaction.atomic
def renew_calendar_token(*, by: User, at: dt.datetime) -> str:
    """Give the person's calendar a new secret; the address before is unknown from then on.

    The secret itself is returned this once and kept nowhere.
    """
    token = secrets.token_urlsafe(32)
    link = {"calendar_token_sha256": sha256_of(token), "calendar_made_at": at}
    Subscription.objects.update_or_create(user=by, defaults=NO_LINK | link)
    return token


@transaction.atomic
def end_calendar_link(*, by: User) -> bool:
    """Take the person's link back without a new one; whether there was one."""
    linked = Subscription.objects.filter(user=by, calendar_token_sha256__isnull=False)
    return linked.update(**NO_LINK) > 0


@transaction.atomic(savepoint=False)
def note_calendar_use(*, subscription: Subscription, at: dt.datetime) -> None:
    """Keep that the link was used; asked only where ``is_use_noted`` says that it is time again."""
    same_link = Subscription.objects.filter(calendar_token_sha256=subscription.calendar_token_sha256)
    same_link.update(calendar_used_at=at)
