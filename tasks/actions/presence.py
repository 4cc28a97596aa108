"""Keeping who is at which line."""

import datetime as dt

from django.db import transaction

from organizations.models import User
from tasks.models import Filing, Presence


@transaction.atomic
def note_presence(*, filing: Filing, kind: str, subject: int, by: User, at: dt.datetime) -> None:
    """Note that a person has a line open; at another line of the filing they are no longer (one query)."""
    Presence.objects.bulk_create(
        [Presence(filing=filing, kind=kind, subject_id=subject, user=by, at=at)],
        update_conflicts=True,
        unique_fields=["filing", "user"],
        update_fields=["kind", "subject_id", "at"],
    )
