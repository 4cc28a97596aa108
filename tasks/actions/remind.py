"""Reminding those who have not filed yet (催办)."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from organizations.calendar import day_of
from organizations.models import User
from tasks.actions.notices import notify_events
from tasks.actions.submission import refuse_unopened
from tasks.actions.transition import Action, locked, move
from tasks.errors import TransitionNotAllowed
from tasks.models import Filing, FilingEvent, NoticeKind


@transaction.atomic
def remind_filing(*, filing: Filing, by: User, at: dt.datetime) -> FilingEvent:
    """Ask the filers and leads of a filing that is still in draft to file it; its status stays.

    Raises ``TransitionNotAllowed`` before the window opens, once it is filed, and where somebody has reminded
    of it the same day.
    """
    filing = locked(filing)
    refuse_unopened(filing, at)
    last = filing.events.filter(action=Action.REMIND).order_by("pk").last()
    if last is not None and day_of(last.at) == day_of(at):
        raise TransitionNotAllowed(
            _("%(organization)s was reminded today already, by %(person)s.")
            % {"organization": filing.organization, "person": last.by}
        )
    event = move(filing, Action.REMIND, by=by, at=at)
    notify_events(events=[event], kind=NoticeKind.REMINDED)
    return event


@transaction.atomic
def remind_filings(*, filings: Sequence[Filing], by: User, at: dt.datetime) -> list[FilingEvent]:
    """Remind of each of ``filings`` that can be reminded of now; the rest is left alone."""
    events = []
    for filing in filings:
        try:
            with transaction.atomic():
                events.append(remind_filing(filing=filing, by=by, at=at))
        except TransitionNotAllowed:
            continue
    return events
