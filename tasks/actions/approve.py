"""Approving filings, one that was read or many of which nothing is flagged (design R2–R4)."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from organizations.models import User
from organizations.prepared_writes import update_row
from tasks.actions.notices import notify_events
from tasks.actions.transition import Action, Status, locked_row, refuse_other_version, step
from tasks.errors import ActionRefused, ConcernsUnread, NotYourOwn, TransitionNotAllowed
from tasks.filings.approval_followers import follow_approvals
from tasks.filings.concerns import Concerns, concerns_of
from tasks.filings.queue import changed_beside, with_flags
from tasks.lines.checked_lines import checked_lines, unusual_filings
from tasks.models import Filing, FilingEvent, NoticeKind


@transaction.atomic
def approve_filing(
    *, filing: Filing, by: User, at: dt.datetime, version: int, confirmed: Collection[str] = ()
) -> Filing:
    """Approve the submitted version that the reviewer read, with what stands against it.

    ``confirmed`` are the ``Concerns.keys`` that the reviewer confirms having read. Approving twice changes
    nothing. Raises ``TransitionNotAllowed`` where another version was submitted meanwhile or the filing is
    not submitted, ``NotYourOwn`` for one's own work, ``ConcernsUnread`` where a doubt or another reviewer was
    not confirmed (design R3, R4, R20).
    """
    filing = locked_row(filing, by)
    if not is_approved(filing, version):
        event = approval(filing, version, by=by, at=at)
        refuse_unread(concerns_of(filing, by), confirmed)
        record_approval(event)
    return filing


@transaction.atomic(savepoint=False)
def record_approval(event: FilingEvent) -> None:
    """Write an approval whose conditions hold, tell the filer's side, and let follow what does."""
    update_row(event.filing, "status", "approved_at", "approved_by")
    event.save()
    notify_events(events=[event], kind=NoticeKind.APPROVED)
    follow_approvals([event.filing], by=event.by, at=event.at)


@dataclass(frozen=True, slots=True)
class Approvals:
    """What became of approving many: the approved filings, and the others each with the reason why not."""

    approved: list[Filing]
    refused: list[tuple[Filing, str]]


@transaction.atomic
def approve_filings(*, chosen: Sequence[tuple[Filing, int]], by: User, at: dt.datetime) -> Approvals:
    """Approve each of ``chosen``, a filing with the version that was listed, of which nothing is flagged.

    Whatever stands in the way of one holds up none of the others. As many statements however many they are,
    and the checks anew of those beside which something has changed since.
    """
    outcome, events = Approvals([], []), list[FilingEvent]()
    rows = locked_with_flags([filing for filing, _version in chosen], by)
    unusual = unusual_filings([row for row in rows.values() if row.status == Status.SUBMITTED])
    for filing, version in chosen:
        row = rows[filing.pk]
        try:
            if not is_approved(row, version):
                refuse_flagged(row)
                refuse_unusual(row, unusual)
                refuse_reviewed_by_another(row, by)
                events.append(approval(row, version, by=by, at=at))
            outcome.approved.append(row)
        except ActionRefused as refusal:
            outcome.refused.append((filing, str(refusal)))
    approved = Filing.objects.filter(pk__in=[event.filing_id for event in events])
    approved.update(status=Status.APPROVED, approved_at=at, approved_by=by)
    FilingEvent.objects.bulk_create(events, batch_size=1_000)
    notify_events(events=events, kind=NoticeKind.APPROVED)
    follow_approvals([event.filing for event in events], by=by, at=at)
    return outcome


def locked_with_flags(filings: Sequence[Filing], by: User) -> dict[int, Filing]:
    """The filings as they stand now with what is flagged of them, and whether that ``is_outdated``; locked
    until the transaction ends."""
    around: dict[str, Q] = {"is_outdated": changed_beside()}
    rows = with_flags(Filing.objects.filter(pk__in=[filing.pk for filing in filings]), by)
    locked = rows.annotate(**around).select_for_update(of=("self",)).order_by("pk")
    related = ("organization", "reports_to", "period__guidance", "review_started_by")
    return {row.pk: row for row in locked.select_related(*related)}


def is_approved(filing: Filing, version: int) -> bool:
    return filing.status == Status.APPROVED and filing.version == version


def approval(filing: Filing, version: int, *, by: User, at: dt.datetime) -> FilingEvent:
    """Approve a locked filing with its ``is_own``: its log entry; both are still to be saved."""
    refuse_other_version(filing, version)
    if filing.is_own:
        raise NotYourOwn(_("You edited or submitted this filing yourself; somebody else must approve it."))
    event = step(filing, Action.APPROVE, by=by, at=at)
    filing.approved_at, filing.approved_by = at, by
    return event


def refuse_unread(concerns: Concerns, confirmed: Collection[str]) -> None:
    """Raise ``ConcernsUnread`` where the reviewer has not confirmed everything that stands now."""
    if not concerns.reviewer_keys <= set(confirmed):
        raise ConcernsUnread(
            _("%(reviewer)s is reviewing this filing. Confirm on its page that you decide all the same.")
            % {"reviewer": concerns.reviewer}
        )
    if not concerns.doubt_keys <= set(confirmed):
        raise ConcernsUnread(
            ngettext(
                "%(count)d doubt stands. Read it on the filing's page and confirm that you have.",
                "%(count)d doubts stand. Read them on the filing's page and confirm that you have.",
                concerns.doubt_count,
            )
            % {"count": concerns.doubt_count}
        )


def refuse_reviewed_by_another(filing: Filing, by: User) -> None:
    """Raise ``ConcernsUnread`` where somebody else has started the review of a submitted filing."""
    if filing.is_in_review and filing.review_started_by_id != by.pk:
        raise ConcernsUnread(
            _("%(reviewer)s is reviewing it: open it first.") % {"reviewer": filing.review_started_by}
        )


def refuse_flagged(filing: Filing) -> None:
    """Raise ``TransitionNotAllowed`` where a filing of ``with_flags`` must be read before it is approved: its
    doubts count as they were explained, or as they are if what they compare with has changed since."""
    if filing.status != Status.SUBMITTED:
        return
    has_doubts = filing.warning_count > 0
    if not has_doubts and filing.is_outdated:
        has_doubts = any(checked.doubts for checked in checked_lines(filing))
    if has_doubts:
        raise TransitionNotAllowed(_("It has doubts: read it, and how they are explained, first."))
    if filing.is_remarked:
        raise TransitionNotAllowed(_("It has remarks that are not resolved: read it first."))


def refuse_unusual(filing: Filing, unusual: Collection[int]) -> None:
    """Raise ``TransitionNotAllowed`` for one of the ``unusual`` filings, by id: an unusual number asks the
    filer for no explanation, so only the reviewer looks at it."""
    if filing.pk in unusual:
        raise TransitionNotAllowed(_("It has unusual figures: read it, and why they stand out, first."))
