"""What reviewers and administrators do with a filing (design R2–R4, R6)."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from organizations.models import User
from tasks.actions.notices import notify_event
from tasks.actions.remarks import write_remark
from tasks.actions.transition import Action, Status, locked, locked_row, move
from tasks.errors import ActionRefused, NotYourOwn, TransitionNotAllowed
from tasks.lines import checked_lines
from tasks.models import Evidence, Filing, LineRevision, Remark, RemarkStep
from tasks.notices.kinds import Kind


@transaction.atomic
def start_review(*, filing: Filing, by: User, at: dt.datetime) -> Filing:
    """Mark that a reviewer has begun; from then on the filing cannot be withdrawn. Twice changes nothing."""
    filing = locked(filing)
    if filing.is_in_review:
        return filing
    filing.review_started_at, filing.review_started_by = at, by
    move(filing, Action.START_REVIEW, by=by, at=at)
    return filing


@transaction.atomic
def approve_filing(*, filing: Filing, by: User, at: dt.datetime, version: int) -> Filing:
    """Approve the submitted version that the reviewer read.

    Approving twice changes nothing. Raises ``TransitionNotAllowed`` where another version was submitted
    meanwhile or the filing is not submitted, ``NotYourOwn`` for one's own work (design R3, R4).
    """
    filing = locked_row(filing)
    if filing.status == Status.APPROVED and filing.version == version:
        return filing
    refuse_other_version(filing, version)
    refuse_own_work(filing, by)
    filing.approved_at, filing.approved_by = at, by
    event = move(filing, Action.APPROVE, by=by, at=at)
    notify_event(event=event, kind=Kind.APPROVED)
    return filing


@dataclass(frozen=True, slots=True)
class Approvals:
    """What became of approving many: the approved filings, and the others each with the reason why not."""

    approved: list[Filing]
    refused: list[tuple[Filing, str]]


@transaction.atomic
def approve_filings(*, chosen: Sequence[tuple[Filing, int]], by: User, at: dt.datetime) -> Approvals:
    """Approve each of ``chosen``, a filing with the version that was listed, of which nothing is flagged.
    Whatever stands in the way of one holds up none of the others."""
    outcome = Approvals([], [])
    for filing, version in chosen:
        try:
            with transaction.atomic():
                refuse_flagged(locked(filing))
                outcome.approved.append(approve_filing(filing=filing, by=by, at=at, version=version))
        except ActionRefused as refusal:
            outcome.refused.append((filing, str(refusal)))
    return outcome


def refuse_flagged(filing: Filing) -> None:
    """Raise ``TransitionNotAllowed`` where a filing must be read before it is approved."""
    if filing.status != Status.SUBMITTED:
        return
    if any(checked.problems for checked in checked_lines(filing)):
        raise TransitionNotAllowed(_("It has doubts that are explained in notes: read it first."))
    if Remark.objects.of_review(filing).exists():
        raise TransitionNotAllowed(_("It has remarks that are not resolved: read it first."))


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
    notify_event(event=event, kind=Kind.RETURNED)
    return filing


@transaction.atomic
def reopen_filing(*, filing: Filing, by: User, at: dt.datetime, reason: str) -> Filing:
    """Give an approved filing back to be corrected; its figures stop counting until it is approved again."""
    filing = locked(filing)
    filing.approved_at, filing.approved_by = None, None
    filing.returned_at, filing.returned_by = at, by
    event = move(filing, Action.REOPEN, by=by, at=at, reason=reason)
    notify_event(event=event, kind=Kind.RETURNED)
    return filing


@transaction.atomic
def extend_filing(*, filing: Filing, by: User, at: dt.datetime, due_on: dt.date, reason: str) -> Filing:
    """Give one organization until the end of ``due_on``, a day after its present due day (design R6)."""
    filing = locked(filing)
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


def refuse_other_version(filing: Filing, version: int) -> None:
    """Raise where what the reviewer read is not what is submitted now; says what happened meanwhile."""
    if filing.version != version:
        raise TransitionNotAllowed(
            _("%(organization)s has filed again since you opened it. Read the new version first.")
            % {"organization": filing.organization}
        )


def refuse_own_work(filing: Filing, by: User) -> None:
    """Raise ``NotYourOwn`` for someone who edited or submitted the filing, or changed its evidence (design
    R4; two queries)."""
    edited = LineRevision.objects.filter(filing=filing, by=by)
    proved = Evidence.objects.filter(Q(uploaded_by=by) | Q(removed_by=by), filing=filing)
    if filing.submitted_by_id == by.pk or edited.exists() or proved.exists():
        raise NotYourOwn(_("You edited or submitted this filing yourself; somebody else must approve it."))
