"""签发: a text that was read to its end becomes a version of the report, numbered and frozen (design R15)."""

import datetime as dt
import tempfile
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from organizations.deputizing import Capacity
from organizations.models import Deputy, Organization, User
from organizations.permissions import Permission
from reports.actions.document_number import keep_number, next_number
from reports.actions.edition import found_edition, locked_edition
from reports.actions.report_settings import settings_statement
from reports.actions.sign_off import capacity_in, note_step, refuse_unless_waiting, step_of
from reports.actions.version import Content, NewVersion, content_of, keep, unissued_code, verification
from reports.actions.waiting_file import leave_waiting
from reports.edited_text import text_of
from reports.issued_report import Issue, confirmed_in, signed_off, write_issued
from reports.models import AnnualReport, Edition, SignOffStep
from reports.occasions import settings_of
from reports.sign_off.course import Step, may_sign_out
from reports.sign_off_state import course_of, round_of
from tasks.errors import NotYourOwn, TransitionNotAllowed


def sign_out_text(
    *,
    edition: int,
    seen: int,
    by: User,
    at: dt.datetime,
    opinion: str = "",
    deputy: Deputy | None = None,
    among: QuerySet[Edition] | None = None,
) -> AnnualReport:
    """Sign a text out: it becomes the next version of the report, under the next number of the register. A
    file from Word that waits still is left.

    Raises ``NotYourOwn`` for who has checked it, or had it checked by a deputy, ``DeputyRefused`` for who
    does not stand in as ``deputy`` says, and ``TransitionNotAllowed`` where it does not wait for this,
    another version of it does, or the report was composed anew since it was begun.

    Writing the report of a large country takes seconds. Nothing is locked so long: it is written for what
    stands beforehand, and anew under the locks only where that is otherwise by then.
    """
    signature = Signature(seen, by, at, opinion.strip(), unissued_code(), deputy)
    wanted = issue_of(found_edition(edition, among), signature)
    content = written(wanted)
    with transaction.atomic():
        locked = locked_edition(edition, among)
        Organization.objects.select_for_update(no_key=True).only("pk").get(pk=locked.organization_id)
        issue = issue_of(locked, signature)
        if issue != wanted:
            content = written(issue)
        return keep_issue(issue, content, signature)


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs a text out that they have read in the version ``seen``, when, and with which opinion; the
    code that copies are checked by; and as whose ``deputy``, where not in their own right."""

    seen: int
    by: User
    at: dt.datetime
    opinion: str
    code: str
    deputy: Deputy | None = None

    @property
    def in_place_of(self) -> User | None:
        return self.deputy.principal if self.deputy else None


def issue_of(edition: Edition, signature: Signature) -> Issue:
    """What is issued of a text as it stands. Raises as ``sign_out_text`` does."""
    by, at = signature.by, signature.at
    refuse_unless_waiting(edition, Step.SIGNED_OUT, signature.seen)
    refuse_signatory(edition, signature)
    latest = AnnualReport.objects.of(edition.guidance, edition.organization).select_related("frozen_by")[0]
    refuse_outdated(edition, latest)
    text = text_of(edition)
    return Issue(
        edition=edition,
        text=text,
        latest=latest,
        number=str(next_number(edition.organization, at) or ""),
        verification=verification(signature.code),
        by=by,
        at=at,
        in_place_of=signature.in_place_of,
        signed=signed_off(edition, last_step(edition, signature)),
        confirmed=confirmed_in(edition, text),
        settings=settings_statement(settings_of(edition.organization)),
    )


def refuse_signatory(edition: Edition, signature: Signature) -> None:
    """Raise ``DeputyRefused`` or ``NotYourOwn`` for who does not sign this text out."""
    whose, right = edition.organization, Permission.SIGN_REPORT
    capacity = capacity_in(signature.deputy, right, whose, by=signature.by, at=signature.at)
    if not may_sign_out(course_of(edition), capacity.people(signature.by)):
        raise NotYourOwn(not_to_sign_out(capacity))


def last_step(edition: Edition, signature: Signature) -> SignOffStep:
    """The step that signing out is, not on file yet."""
    return step_of(
        edition,
        SignOffStep.Kind.SIGNED_OUT,
        round_of(edition),
        by=signature.by,
        at=signature.at,
        opinion=signature.opinion,
        in_place_of=signature.in_place_of,
    )


def keep_issue(issue: Issue, content: Content, signature: Signature) -> AnnualReport:
    """Keep the version that is issued, its number and the step; the caller holds the locks."""
    edition, by, at = issue.edition, issue.by, issue.at
    note_step(last_step(edition, signature))
    number = next_number(edition.organization, at)
    report = kept(issue, content, signature.code)
    keep_number(number, report, by=by, at=at)
    leave_waiting(edition, by=by, at=at)
    edition.status, edition.report = Edition.Status.ISSUED, report
    edition.issued_at, edition.issued_by = at, by
    edition.save(update_fields=["status", "report", "issued_at", "issued_by"])
    return report


def not_to_sign_out(capacity: Capacity) -> str:
    """Why somebody does not sign a text out, in a sentence to them."""
    if capacity.in_place_of is None:
        return _("You have checked this text; somebody else has to sign it out.")
    words = {"person": capacity.in_place_of}
    return _("You or %(person)s have checked this text; somebody else has to sign it out.") % words


def refuse_outdated(edition: Edition, latest: AnnualReport | None) -> None:
    """Raise ``TransitionNotAllowed`` where a later version was composed than the text was begun from."""
    if (
        latest is not None
        and latest.version > edition.base.version
        and not Edition.objects.filter(report=latest)
    ):
        words = {"version": latest.version}
        raise TransitionNotAllowed(
            _("The report was frozen anew as version %(version)d. Send the text back and take that over.")
            % words
        )


def written(issue: Issue) -> Content:
    """The snapshot of the version that is issued."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.json"
        return content_of(path, write_issued(path, issue))


def kept(issue: Issue, content: Content, code: str) -> AnnualReport:
    """Keep the version that was written."""
    base = issue.edition.base
    return keep(
        NewVersion(
            guidance=issue.edition.guidance,
            organization=issue.edition.organization,
            replaces=issue.latest,
            content=content,
            substance=base.substance,
            code=code,
            is_sample=base.is_sample,
            by=issue.by,
            at=issue.at,
            filing=base.filing,
            filing_version=base.filing_version,
            in_place_of=issue.in_place_of,
        )
    )
