"""Noting that somebody has looked at a doubt of the reader."""

import datetime as dt

from django.db import transaction

from organizations.models import User
from tasks.actions.draft.draft_lock import lock_part
from tasks.actions.draft.history import Action, keep_event
from tasks.models import ReadingCaution


@transaction.atomic
def settle_caution(*, caution: ReadingCaution, by: User, at: dt.datetime) -> ReadingCaution:
    """Note that ``by`` has looked at it. Twice changes nothing."""
    lock_part(caution)
    if not caution.is_settled:
        caution.settled_at, caution.settled_by = at, by
        caution.save()
        keep_event(caution.guidance, Action.SETTLE_DOUBT, caution, by=by, at=at)
    return caution


@transaction.atomic
def unsettle_caution(*, caution: ReadingCaution, by: User, at: dt.datetime) -> ReadingCaution:
    """Have it looked at again."""
    lock_part(caution)
    caution.settled_at, caution.settled_by = None, None
    caution.save()
    keep_event(caution.guidance, Action.REOPEN_DOUBT, caution, by=by, at=at)
    return caution
