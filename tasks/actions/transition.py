"""The table of legal moves, and the one place that writes a move with its log (design R2)."""

import datetime as dt

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from organizations.models import User
from organizations.prepared_queries import PreparedQuery
from tasks.errors import ReasonMissing, TransitionNotAllowed
from tasks.filings.queue import own_work
from tasks.models import Filing, FilingEvent

Action = FilingEvent.Action
Status = Filing.Status

MOVES: dict[FilingEvent.Action, tuple[frozenset[Filing.Status], Filing.Status | None]] = {
    Action.SUBMIT: (frozenset({Status.DRAFT, Status.RETURNED}), Status.SUBMITTED),
    Action.WITHDRAW: (frozenset({Status.SUBMITTED}), Status.DRAFT),
    Action.START_REVIEW: (frozenset({Status.SUBMITTED}), Status.SUBMITTED),
    Action.RETURN: (frozenset({Status.SUBMITTED}), Status.RETURNED),
    Action.APPROVE: (frozenset({Status.SUBMITTED}), Status.APPROVED),
    Action.TAKE_BACK: (frozenset({Status.APPROVED}), Status.SUBMITTED),
    Action.REOPEN: (frozenset({Status.APPROVED}), Status.RETURNED),
    Action.EXTEND: (frozenset({Status.DRAFT, Status.RETURNED}), None),
    Action.REMIND: (frozenset({Status.DRAFT, Status.RETURNED}), None),
    Action.HAND_OVER: (frozenset({Status.DRAFT, Status.RETURNED}), None),
    Action.GIVE_BACK: (frozenset({Status.DRAFT, Status.RETURNED}), None),
    Action.TAKE_OVER: (frozenset({Status.DRAFT, Status.RETURNED}), None),
    Action.UNDO_TAKE_OVER: (frozenset({Status.DRAFT, Status.RETURNED}), None),
}
BELONGS_TO = ("organization", "reports_to", "period")
NEEDS_REASON = frozenset({Action.RETURN, Action.REOPEN, Action.EXTEND, Action.GIVE_BACK})


def locked(filing: Filing) -> Filing:
    """The filing as it stands now, locked until the transaction ends."""
    found = locked_with_related.first(filing=filing.pk)
    if found is None:
        raise Filing.DoesNotExist
    return found


@PreparedQuery
def locked_with_related(filing: int) -> QuerySet[Filing]:
    related = ("organization", "reports_to", "period__guidance", "submitted_by", "approved_by")
    return (
        Filing.objects.select_for_update(of=("self",)).select_related(*related).filter(pk=filing).order_by()
    )


def locked_row(filing: Filing, by: User) -> Filing:
    """``locked`` for moves that look at the filing alone, with whether it ``is_own`` work of ``by``: what it
    belongs to is as the caller has read it, unless it belongs to another by now, or is read once somebody
    asks; reading it along takes longer than the lock."""
    row = rows_with_own.first(filing=filing.pk, user=by.pk)
    if row is None:
        raise Filing.DoesNotExist
    for name in BELONGS_TO:
        is_same = getattr(row, f"{name}_id") == getattr(filing, f"{name}_id")
        if is_same and name in filing._state.fields_cache:
            setattr(row, name, getattr(filing, name))
    return row


@PreparedQuery
def rows_with_own(filing: int, user: int) -> QuerySet[Filing]:
    """A filing, locked, with whether it ``is_own`` work of a person."""
    flags: dict[str, Q] = {"is_own": own_work(user)}
    rows = Filing.objects.select_for_update(of=("self",)).annotate(**flags)
    return rows.filter(pk=filing).order_by()


def refuse_other_version(filing: Filing, version: int) -> None:
    """Raise where what was read is not what is submitted now; says what happened meanwhile."""
    if filing.version != version:
        raise TransitionNotAllowed(
            _("%(organization)s has filed again since you opened it. Read the new version first.")
            % {"organization": filing.organization}
        )


def move(
    filing: Filing, action: FilingEvent.Action, *, by: User, at: dt.datetime, reason: str = ""
) -> FilingEvent:
    """Take a locked filing through one legal move: check, save the filing, write its log entry.

    Raises ``TransitionNotAllowed`` from another state and ``ReasonMissing`` where a reason is due.
    """
    event = step(filing, action, by=by, at=at, reason=reason)
    filing.save()
    event.save()
    return event


def step(
    filing: Filing, action: FilingEvent.Action, *, by: User, at: dt.datetime, reason: str = ""
) -> FilingEvent:
    """``move`` without saving: the filing in its new state, and the log entry."""
    allowed, target = MOVES[action]
    if filing.status not in allowed:
        raise TransitionNotAllowed(
            _("This does not fit: the filing of %(organization)s is now in the state “%(status)s”.")
            % {"organization": filing.organization, "status": filing.get_status_display()}
        )
    if action in NEEDS_REASON and not reason.strip():
        raise ReasonMissing(_("Give a reason, so that the others understand it."))
    before = filing.status
    filing.status = target or Status(before)
    return FilingEvent(
        filing=filing,
        action=action,
        from_status=before,
        to_status=filing.status,
        version=filing.version,
        reason=reason.strip(),
        at=at,
        by=by,
    )
