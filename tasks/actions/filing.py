"""What reviewers and administrators do with a filing beside approving it (design R2, R6)."""

import datetime as dt

from django.db import transaction
from django.utils.formats import date_format
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext as _

from organizations.models import Organization, User
from tasks.actions.notices import notify_events
from tasks.actions.remarks import write_remark
from tasks.actions.transition import Action, locked, move, refuse_other_version
from tasks.errors import TransitionNotAllowed
from tasks.filings.approval_followers import follow_end
from tasks.models import Filing, NoticeKind, Remark, RemarkStep


@transaction.atomic
def start_review(*, filing: Filing, by: User, at: dt.datetime, version: int) -> Filing:
    """Mark that a reviewer has begun with the submitted version that was read; from then on the filing cannot
    be withdrawn. Twice changes nothing.

    Raises ``TransitionNotAllowed`` where another version was submitted meanwhile, and where a colleague has
    begun: the review stays theirs.
    """
    filing = locked(filing)
    refuse_other_version(filing, version)
    if filing.is_in_review:
        refuse_begun_by_another(filing, by)
        return filing
    filing.review_started_at, filing.review_started_by = at, by
    move(filing, Action.START_REVIEW, by=by, at=at)
    return filing


def refuse_begun_by_another(filing: Filing, by: User) -> None:
    """Raise ``TransitionNotAllowed`` where a colleague has begun the review, and say since when."""
    if filing.review_started_by_id != by.pk and filing.review_started_at is not None:
        begun = date_format(filing.review_started_at.astimezone(get_current_timezone()), "DATETIME_FORMAT")
        raise TransitionNotAllowed(
            _(
                "%(reviewer)s has been reviewing this filing since %(time)s; the review stays with them. You"
                " can read it, and decide once you confirm that you know."
            )
            % {"reviewer": filing.review_started_by, "time": begun}
        )


@transaction.atomic
def return_filing(*, filing: Filing, by: User, at: dt.datetime, reason: str, version: int) -> Filing:
    """Give the submitted version back with what the filer is to change: remarks on its lines, or ``reason``,
    which becomes a remark on the whole.

    Raises ``ReasonMissing`` where there is neither. Without a reason the remarks stand for it in the log.
    """
    filing = locked(filing)
    refuse_other_version(filing, version)
    filing.returned_at, filing.returned_by = at, by
    why = reason if reason.strip() else "\n".join(remarked_by_review(filing))
    event = move(filing, Action.RETURN, by=by, at=at, reason=why)
    if reason.strip():
        write_remark(filing, "", None, reason, by=by, at=at, organization=filing.reports_to)
    notify_events(events=[event], kind=NoticeKind.RETURNED)
    return filing


@transaction.atomic
def reopen_filing(*, filing: Filing, by: User, at: dt.datetime, reason: str, version: int) -> Filing:
    """Give the approved version that was read back to be corrected; its figures stop counting until the
    filing is approved again.

    Whoever stands above its organization by now decides on it then.
    """
    filing = locked(filing)
    refuse_other_version(filing, version)
    filing.reports_to = Organization.objects.get(path=filing.organization.parent_path)
    filing.approved_at, filing.approved_by = None, None
    filing.returned_at, filing.returned_by = at, by
    event = move(filing, Action.REOPEN, by=by, at=at, reason=reason)
    follow_end(filing, by=by, at=at)
    notify_events(events=[event], kind=NoticeKind.RETURNED)
    return filing


@transaction.atomic
def extend_filing(
    *, filing: Filing, by: User, at: dt.datetime, due_on: dt.date, reason: str, seen_due_on: dt.date
) -> Filing:
    """Give one organization until the end of ``due_on``, after the due day that was seen (design R6)."""
    filing = locked(filing)
    if filing.due_on != seen_due_on:
        raise TransitionNotAllowed(
            _("The filing was due on %(before)s when you opened the page; by now it is due on %(day)s.")
            % {"before": seen_due_on.isoformat(), "day": filing.due_on.isoformat()}
        )
    if due_on <= filing.due_on:
        raise TransitionNotAllowed(
            _("The new day must lie after the present one, %(day)s.") % {"day": filing.due_on.isoformat()}
        )
    filing.extended_due_on = due_on
    move(filing, Action.EXTEND, by=by, at=at, reason=reason)
    return filing


def remarked_by_review(filing: Filing) -> list[str]:
    """What those who review have remarked on the submitted version and nobody has resolved (one query)."""
    remarks = Remark.objects.of_review(filing).values("pk")
    made = RemarkStep.objects.filter(remark__in=remarks, step=RemarkStep.Step.MADE)
    return list(made.order_by("pk").values_list("text", flat=True))
