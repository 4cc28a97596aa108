"""Keeping who did what with a guidance, and when."""

import datetime as dt
from collections.abc import Iterable

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
    keep_events(guidance, action, [subject], by=by, at=at)


def keep_events(
    guidance: Guidance,
    action: GuidanceEvent.Action,
    subjects: Iterable[object],
    *,
    by: User | None,
    at: dt.datetime,
) -> None:
    """The same act on several things, one after the other (one statement)."""
    with translation.override(LANGUAGE):
        words = [str(subject)[:LONGEST_EVENT_SUBJECT] for subject in subjects]
    GuidanceEvent.objects.bulk_create(
        GuidanceEvent(guidance=guidance, year=guidance.year, action=action, subject=subject, by=by, at=at)
        for subject in words
    )
