"""Keeping who did what with a guidance, and when."""

import datetime as dt

from django.utils import translation

from organizations.models import User
from tasks.models import LONGEST_EVENT_SUBJECT, Guidance, GuidanceEvent
from tasks.models.amendment import LANGUAGE

Action = GuidanceEvent.Action


def keep_event(
    guidance: Guidance,
    action: GuidanceEvent.Action,
    subject: object = "",
    *,
    by: User | None,
    at: dt.datetime,
) -> None:
    """Write one act on a guidance into its history, its subject in the guidance's language. The caller holds
    the transaction."""
    with translation.override(LANGUAGE):
        words = str(subject)[:LONGEST_EVENT_SUBJECT]
    GuidanceEvent.objects.create(
        guidance=guidance, year=guidance.year, action=action, subject=words, by=by, at=at
    )
