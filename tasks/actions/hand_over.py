"""Handing a finished filing over to the lead who signs it, and giving it back (design R3)."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organizations.models import User
from organizations.permissions import Permission
from tasks.actions.notices import notify_events, notify_people, withdraw_waiting
from tasks.actions.submission import refuse_incomplete, refuse_unopened
from tasks.actions.transition import Action, locked, move
from tasks.errors import TransitionNotAllowed
from tasks.lines.checked_lines import checked_lines
from tasks.models import Filing, NoticeKind

# What whoever has ended it is told (``end_hand_over``).
HAND_OVER_ENDED = gettext_lazy(
    "The filing no longer waits for your lead's signature, because it has changed. "
    "Hand it over again when you are done."
)


@transaction.atomic
def hand_over_filing(*, filing: Filing, by: User, at: dt.datetime) -> Filing:
    """Tell the leads that a complete filing waits for their signature; its status stays. Twice changes
    nothing.

    Raises ``FilingIncomplete`` while lines are empty or fail their checks, ``TransitionNotAllowed`` before
    the window opens, once it is submitted, and for somebody who may submit it themselves.
    """
    filing = locked(filing)
    if filing.is_handed_over:
        return filing
    if by.can(Permission.SUBMIT_FILING, at=filing.organization):
        raise TransitionNotAllowed(_("You sign off yourself: check the answers and submit them."))
    refuse_unopened(filing, at)
    refuse_incomplete(checked_lines(filing))
    filing.handed_over_at, filing.handed_over_by = at, by
    event = move(filing, Action.HAND_OVER, by=by, at=at)
    notify_events(events=[event], kind=NoticeKind.HANDED_OVER)
    return filing


@transaction.atomic
def give_back_filing(*, filing: Filing, by: User, at: dt.datetime, reason: str) -> Filing:
    """Give a filing that was handed over back to whoever did so, with what is to be changed.

    Raises ``TransitionNotAllowed`` where it does not wait for a signature, ``ReasonMissing`` without a
    reason.
    """
    filing = locked(filing)
    if not filing.is_handed_over:
        raise TransitionNotAllowed(_("This filing does not wait for your signature any more."))
    handed_over_by = filing.handed_over_by_id
    filing.handed_over_at, filing.handed_over_by = None, None
    event = move(filing, Action.GIVE_BACK, by=by, at=at, reason=reason)
    withdraw_waiting(filing=filing)
    if handed_over_by is not None:
        notify_people(event=event, kind=NoticeKind.GIVEN_BACK, people={handed_over_by})
    return filing


def end_hand_over(filing: Filing, *, by: User) -> bool:
    """Take the mark off a locked filing in which something has changed: it is no longer what was handed over.
    Returns whether there was one to take off.

    What somebody changes who may sign it leaves the mark, for they know of it (two statements, none without
    a mark).
    """
    if not filing.is_handed_over or by.can(Permission.SUBMIT_FILING, at=filing.organization):
        return False
    filing.handed_over_at, filing.handed_over_by = None, None
    filing.save(update_fields=["handed_over_at", "handed_over_by"])
    withdraw_waiting(filing=filing)
    return True
