"""Remarks on a filing: made, answered, resolved and taken up again; and lines that a department has seen."""

import datetime as dt
from collections.abc import Collection, Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from organizations.models import Organization, User
from tasks.actions.notices import notify_remark
from tasks.actions.transition import Status, locked
from tasks.errors import ReasonMissing, RemarkRefused, TransitionNotAllowed
from tasks.filings.remark_authority import is_responsible
from tasks.lines.kinds import LINE_KINDS
from tasks.models import Filing, FilingLine, LineSeen, Remark, RemarkStep

Step = RemarkStep.Step


@transaction.atomic
def add_remark(
    *,
    filing: Filing,
    kind: str,
    subject_id: int | None,
    text: str,
    by: User,
    at: dt.datetime,
    organization: Organization,
) -> Remark:
    """Remark on one line of a filing or, with ``kind`` empty, on the whole of it, in the name of
    ``organization``, and tell the filer's side.

    Those who review remark on what is submitted; a department on lines that it is responsible for, once
    they were submitted, whatever became of them since. Raises ``TransitionNotAllowed`` in another state,
    ``RemarkRefused`` for another line or organization, ``ReasonMissing`` without a text.
    """
    filing = locked(filing)
    refuse_foreign_remark(filing, kind, subject_id, organization)
    remark = write_remark(filing, kind, subject_id, text, by=by, at=at, organization=organization)
    notify_remark(filing=filing, key=f"remark-{remark.pk}", text=text.strip(), by=by, at=at)
    return remark


def write_remark(
    filing: Filing,
    kind: str,
    subject_id: int | None,
    text: str,
    *,
    by: User,
    at: dt.datetime,
    organization: Organization,
) -> Remark:
    """Write a remark that is known to be allowed, on a locked filing; tells nobody."""
    refuse_silence(text)
    remark = Remark.objects.create(
        filing=filing, kind=kind, subject_id=subject_id, version=filing.version, organization=organization
    )
    say(remark, Step.MADE, text, by=by, at=at)
    return remark


@transaction.atomic
def answer_remark(*, remark: Remark, text: str, by: User, at: dt.datetime) -> RemarkStep:
    """Answer a remark, from either side, in any state of the filing and of the remark. An answer from the
    other side is told to the filer's."""
    refuse_silence(text)
    filing = locked(remark.filing)
    step = say(remark, Step.ANSWERED, text, by=by, at=at)
    if not is_filers(filing, by):
        notify_remark(filing=filing, key=f"answer-{step.pk}", text=step.text, by=by, at=at)
    return step


@transaction.atomic
def resolve_remark(*, remark: Remark, by: User, at: dt.datetime, text: str = "") -> Remark:
    """Mark a remark as dealt with. Twice changes nothing. Raises ``TransitionNotAllowed`` for the filer's
    side once the filing is submitted."""
    filing = locked(remark.filing)
    remark = locked_remark(remark)
    refuse_filers_settling(filing, by)
    if not remark.is_resolved:
        remark.resolved_at, remark.resolved_by = at, by
        remark.save(update_fields=["resolved_at", "resolved_by"])
        say(remark, Step.RESOLVED, text, by=by, at=at)
    return remark


@transaction.atomic
def reopen_remark(*, remark: Remark, by: User, at: dt.datetime, text: str = "") -> Remark:
    """Take up again what was resolved too early. Twice changes nothing. Raises as ``resolve_remark``."""
    filing = locked(remark.filing)
    remark = locked_remark(remark)
    refuse_filers_settling(filing, by)
    if remark.is_resolved:
        remark.resolved_at, remark.resolved_by = None, None
        remark.save(update_fields=["resolved_at", "resolved_by"])
        say(remark, Step.REOPENED, text, by=by, at=at)
    return remark


@transaction.atomic
def mark_seen(
    *,
    lines: Collection[tuple[str, FilingLine]],
    versions: Mapping[int, int],
    organization: Organization,
    by: User,
    at: dt.datetime,
) -> int:
    """Note that a department has seen lines, each with its kind, in the ``versions`` of their filings, by id,
    that were read; how many were not seen before. Twice changes nothing; lines in draft, and those that were
    filed again meanwhile, are left alone."""
    read = Filing.objects.select_for_update(of=("self",)).filter(pk__in=versions).order_by("pk")
    standing = {
        filing.pk for filing in read if filing.version == versions[filing.pk] and not filing.is_in_draft
    }
    seen = [
        LineSeen(
            filing_id=line.filing_id,
            kind=kind,
            subject_id=line.subject_id,
            version=versions[line.filing_id],
            organization=organization,
            seen_at=at,
            seen_by=by,
        )
        for kind, line in lines
        if line.filing_id in standing
    ]
    before = LineSeen.objects.filter(organization=organization).count()
    LineSeen.objects.bulk_create(seen, ignore_conflicts=True, batch_size=500)
    return LineSeen.objects.filter(organization=organization).count() - before


def say(remark: Remark, step: RemarkStep.Step, text: str, *, by: User, at: dt.datetime) -> RemarkStep:
    """Write down one step of the talk about a remark."""
    remark.__dict__.pop("talk", None)
    return RemarkStep.objects.create(remark=remark, step=step, text=text.strip(), by=by, at=at)


def locked_remark(remark: Remark) -> Remark:
    """The remark as it stands now, locked until the transaction ends."""
    return Remark.objects.select_for_update(of=("self",)).select_related("organization").get(pk=remark.pk)


def refuse_silence(text: str) -> None:
    """Raise ``ReasonMissing`` where nothing is said."""
    if not text.strip():
        raise ReasonMissing(_("Write what is to be said."))


def refuse_foreign_remark(
    filing: Filing, kind: str, subject_id: int | None, organization: Organization
) -> None:
    """Raise where ``organization`` has nothing to say on this line now (at most three queries)."""
    if kind and (kind not in LINE_KINDS or subject_id not in LINE_KINDS[kind].subjects_of(filing)):
        raise RemarkRefused(_("The filing has no such line any more. Load the page again."))
    if organization.pk == filing.reports_to_id and filing.status == Status.SUBMITTED:
        return
    answers_for = is_responsible(organization, filing, kind, subject_id)
    if answers_for and filing.status != Status.DRAFT:
        return
    is_early = bool(kind) and filing.status == Status.DRAFT
    if answers_for or is_early or organization.pk == filing.reports_to_id:
        raise TransitionNotAllowed(
            _("No remark was made: the filing of %(organization)s is now in the state “%(status)s”.")
            % {"organization": filing.organization, "status": filing.get_status_display()}
        )
    raise RemarkRefused(
        _("%(organization)s neither reviews this filing nor is responsible for this line.")
        % {"organization": organization}
    )


def refuse_filers_settling(filing: Filing, by: User) -> None:
    """Raise ``TransitionNotAllowed`` where somebody of the filing organization would settle a remark while
    the filing is not theirs to change."""
    if is_filers(filing, by) and not filing.is_in_draft:
        raise TransitionNotAllowed(
            _("Nothing was changed: the filing is now in the state “%(status)s”.")
            % {"status": filing.get_status_display()}
        )


def is_filers(filing: Filing, user: User) -> bool:
    """Whether somebody belongs to the organization that files (no query after the memberships)."""
    return any(held.pk == filing.organization_id for held in user.organizations_held)
