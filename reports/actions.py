"""Asking for an export, and making it."""

import datetime as dt
import hashlib
import logging
import tempfile
from functools import partial
from pathlib import Path

from django.core.files import File
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from organizations.calendar import today
from organizations.models import Organization, User
from reports.models import Export
from reports.workbook.render import write_xlsx
from reports.workbook.schema import YearReport
from tasks.models import Guidance

log = logging.getLogger(__name__)
Status = Export.Status
# After this long an unfinished export counts as lost with its worker, and asking again begins a new one.
LOST_AFTER = dt.timedelta(minutes=15)


@transaction.atomic
def request_export(
    *, guidance: Guidance, organization: Organization, language: str, by: User, at: dt.datetime
) -> Export:
    """Note the wish for a workbook and let the worker make it once the note is stored.

    Asking again while the same workbook is being made answers with that one, unless it was lost.
    """
    same = Export.objects.filter(
        guidance=guidance,
        organization=organization,
        language=language,
        requested_by=by,
        status__in=[Status.WAITING, Status.RUNNING],
        requested_at__gt=at - LOST_AFTER,
    ).first()
    if same is not None:
        return same
    export = Export.objects.create(
        guidance=guidance,
        organization=organization,
        language=language,
        requested_by=by,
        requested_at=at,
    )
    from reports.jobs import make_workbook  # noqa: PLC0415 (the job calls back here)

    transaction.on_commit(partial(make_workbook.enqueue, export.pk))
    return export


def make_export(*, export: Export) -> Export:
    """Make a waiting export's file. One that is made or in progress already is left alone.

    Whatever goes wrong is logged with its trace and ends in ``FAILED`` with a sentence for the person.
    """
    begun = Export.objects.filter(pk=export.pk, status=Status.WAITING).update(status=Status.RUNNING)
    if begun:
        with translation.override(export.language):
            try:
                write_file(export)
            except Exception:
                log.exception("Export %s failed.", export.pk)
                fail(export)
    export.refresh_from_db()
    return export


def write_file(export: Export) -> None:
    """Write the workbook beside, then keep it with its checksum."""
    report = YearReport(
        guidance=export.guidance, organization=export.organization, day=today(), at=timezone.now()
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.xlsx"
        write_xlsx(report, path, partial(tell, export))
        with path.open("rb") as content:
            export.sha256 = hashlib.file_digest(content, "sha256").hexdigest()
            export.file.save(export.file_name, File(content), save=False)
    export.status, export.finished_at = Status.DONE, timezone.now()
    export.save(update_fields=["sha256", "file", "status", "finished_at"])


def tell(export: Export, done: int, total: int) -> None:
    """Note how far the work is, for the progress page."""
    Export.objects.filter(pk=export.pk).update(steps_done=done, steps_total=total)


def fail(export: Export) -> None:
    Export.objects.filter(pk=export.pk).update(
        status=Status.FAILED,
        finished_at=timezone.now(),
        problem=_("The workbook could not be made. Try again; if it fails again, tell the administrator."),
    )
