"""签发: a text that was read to its end becomes a version of the report, numbered and frozen (design R15)."""

import datetime as dt
import tempfile
from pathlib import Path

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from organizations.models import Organization, User
from reports.actions.document_number import keep_number, next_number
from reports.actions.edition import locked_edition
from reports.actions.sign_off import note_step, refuse_unless_waiting
from reports.actions.version import NewVersion, content_of, keep, unissued_code, verification
from reports.actions.waiting_file import leave_waiting
from reports.edited_text import text_of
from reports.issued_report import Issue, write_issued
from reports.models import AnnualReport, Edition, SignOffStep
from reports.sign_off.course import Step, may_sign_out
from reports.sign_off_state import course_of, round_of
from tasks.errors import NotYourOwn, TransitionNotAllowed


@transaction.atomic
def sign_out_text(
    *,
    edition: int,
    seen: int,
    by: User,
    at: dt.datetime,
    opinion: str = "",
    among: QuerySet[Edition] | None = None,
) -> AnnualReport:
    """Sign a text out: it becomes the next version of the report, under the next number of the register. A
    file from Word that waits still is left.

    Raises ``NotYourOwn`` for who has checked it, and ``TransitionNotAllowed`` where it does not wait for
    this, another version of it does, or the report was composed anew since it was begun.
    """
    locked = locked_edition(edition, among)
    Organization.objects.select_for_update(no_key=True).only("pk").get(pk=locked.organization_id)
    refuse_unless_waiting(locked, Step.SIGNED_OUT, seen)
    if not may_sign_out(course_of(locked), by.pk):
        raise NotYourOwn(_("You have checked this text; somebody else has to sign it out."))
    latest = AnnualReport.objects.of(locked.guidance, locked.organization).select_related("frozen_by")[0]
    refuse_outdated(locked, latest)
    note_step(locked, SignOffStep.Kind.SIGNED_OUT, round_of(locked), by=by, at=at, opinion=opinion)
    number, code = next_number(locked.organization, at), unissued_code()
    issue = Issue(locked, text_of(locked), latest, str(number or ""), verification(code), by, at)
    report = kept(issue, code)
    keep_number(number, report, by=by, at=at)
    leave_waiting(locked, by=by, at=at)
    locked.status, locked.report = Edition.Status.ISSUED, report
    locked.issued_at, locked.issued_by = at, by
    locked.save(update_fields=["status", "report", "issued_at", "issued_by"])
    return report


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


def kept(issue: Issue, code: str) -> AnnualReport:
    """Write the version and keep it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.json"
        content = content_of(path, write_issued(path, issue))
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
        )
    )
