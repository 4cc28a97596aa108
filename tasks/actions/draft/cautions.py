"""Noting that somebody has looked at doubts of the reader."""

import datetime as dt
from collections.abc import Collection

from django.db import transaction

from organizations.models import User
from tasks.actions.draft.draft_lock import lock_draft, lock_part
from tasks.actions.draft.history import Action, keep_event, keep_events
from tasks.models import Guidance, ReadingCaution


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


@transaction.atomic
def settle_cautions(*, guidance: Guidance, cautions: Collection[int], by: User, at: dt.datetime) -> int:
    """Note that ``by`` has looked at several doubts of a draft, given by their ids; returns how many were
    open. Twice changes nothing."""
    draft = lock_draft(guidance)
    open_ones = list(draft.cautions.filter(pk__in=cautions, settled_at=None))
    draft.cautions.filter(pk__in=[caution.pk for caution in open_ones]).update(settled_at=at, settled_by=by)
    keep_events(draft, Action.SETTLE_DOUBT, open_ones, by=by, at=at)
    return len(open_ones)


@transaction.atomic
def unsettle_cautions(*, guidance: Guidance, cautions: Collection[int], by: User, at: dt.datetime) -> int:
    """Have several doubts of a draft looked at again; returns how many were settled."""
    draft = lock_draft(guidance)
    settled = list(draft.cautions.filter(pk__in=cautions).exclude(settled_at=None))
    draft.cautions.filter(pk__in=[caution.pk for caution in settled]).update(settled_at=None, settled_by=None)
    keep_events(draft, Action.REOPEN_DOUBT, settled, by=by, at=at)
    return len(settled)
