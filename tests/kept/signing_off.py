"""A text of the report that is frozen: edited, confirmed, countersigned, numbered and signed out."""

from functools import partial
from unittest.mock import patch

from django.utils import timezone

from organizations.models import User
from reports.actions import (
    begin_edition,
    change_edition,
    check_text,
    confirm_finding,
    countersign_text,
    hand_on_text,
    leave_returned,
    return_text,
    sign_out_text,
)
from reports.actions.edition import Basis
from reports.actions.report_settings import save_report_settings, settings_statement
from reports.edited_text import text_of
from reports.editing.moves import written
from reports.findings import examined
from reports.models import AnnualReport, Edition, EditionChange
from reports.occasions import settings_of
from tests.reports.editions import returned


def sign_out_a_text(by: User) -> None:
    """Whoever froze the report edits it as well and checks it; ``by`` countersigns and signs it out."""
    report = AnnualReport.objects.select_related("guidance", "organization", "frozen_by").get()
    organization, editor, at = report.organization, report.frozen_by, timezone.now()
    seen = settings_statement(settings_of(organization))
    save_report_settings(
        organization=organization, values={"number_mark": "粤知报"}, by=editor, at=at, seen=seen
    )
    text = begin_edition(guidance=report.guidance, organization=organization, by=editor, at=at)
    change_edition(
        edition=text.pk,
        kind=EditionChange.Kind.WRITTEN,
        move=partial(written, words="全年另办理咨询 987 件。", after=0),
        basis=Basis(),
        by=editor,
        at=at,
    )
    (finding,) = [each.finding for each in examined(text, text_of(text)) if each.is_open]
    confirm_finding(edition=text.pk, key=finding.key, reason="窗口台账。", by=editor, at=at)
    back = return_text(
        edition=text.pk,
        returned=returned(text, 1),
        file_name="文稿.docx",
        sha256="0" * 64,
        replaces=None,
        by=editor,
        at=at,
    )
    leave_returned(edition=text.pk, returned=back.pk, by=editor, at=at)
    act = {"edition": text.pk, "seen": Edition.objects.get(pk=text.pk).version, "at": at}
    above = organization.__class__.objects.get_parent(organization)
    hand_on_text(countersigners=[above], by=editor, **act)
    check_text(by=by, **act)
    countersign_text(organization=above, by=by, **act)
    with patch("reports.actions.version.new_code", return_value="1" * 16):
        sign_out_text(by=editor, **act)
