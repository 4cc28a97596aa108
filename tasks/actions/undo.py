"""Taking an approval back: its reviewer's second thought within the minute, no reopening (design R2, R3)."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from organizations.models import User
from tasks.actions.notices import notify_people, withdraw_notices
from tasks.actions.transition import Action, Status, locked, move
from tasks.errors import TransitionNotAllowed
from tasks.filings.approval_followers import TAKEN_BACK_WITHIN, follow_end
from tasks.models import Filing, NoticeKind


@transaction.atomic
def take_back_approval(*, filing: Filing, by: User, at: dt.datetime) -> Filing:
    """Make an approved filing wait for review again, with all that the approval caused undone.

    Twice changes nothing. Raises ``TransitionNotAllowed`` where the filing is not approved, somebody else
    approved it, or more than a minute has passed.
    """
    filing = locked(filing)
    if was_taken_back(filing, by):
        return filing
    refuse_untimely(filing, by=by, at=at)
    filing.approved_at, filing.approved_by = None, None
    event = move(filing, Action.TAKE_BACK, by=by, at=at)
    follow_end(filing, by=by, at=at)
    approval = filing.events.filter(action=Action.APPROVE).latest("pk")
    readers = withdraw_notices(event=approval, kind=NoticeKind.APPROVED)
    notify_people(event=event, kind=NoticeKind.TAKEN_BACK, people=readers)
    return filing


def was_taken_back(filing: Filing, by: User) -> bool:
    """Whether the last thing that happened to a filing is that the person took the approval back."""
    last = filing.events.order_by("pk").last()
    return last is not None and (last.action, last.by_id) == (Action.TAKE_BACK, by.pk)


def refuse_untimely(filing: Filing, *, by: User, at: dt.datetime) -> None:
    """Raise ``TransitionNotAllowed`` where an approval is somebody else's, or more than a minute old."""
    if filing.status != Status.APPROVED or filing.approved_at is None:
        return
    if filing.approved_by_id != by.pk:
        raise TransitionNotAllowed(
            _("%(reviewer)s approved this filing. Only they can take it back; reopen it with a reason.")
            % {"reviewer": filing.approved_by}
        )
    if at - filing.approved_at > TAKEN_BACK_WITHIN:
        raise TransitionNotAllowed(
            _("More than a minute has passed since the approval. Reopen the filing with a reason instead.")
        )
