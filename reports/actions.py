"""Asking for an export, and making it."""

import datetime as dt
import hashlib
import tempfile
from functools import partial
from pathlib import Path

from django.core.files import File
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from background.errors import TakenOver
from background.models import Job
from organizations.calendar import day_of
from organizations.models import Organization, User
from reports.models import Export
from reports.workbook.render import write_xlsx
from reports.workbook.schema import YearReport
from tasks.models import Guidance

Status = Export.Status


@transaction.atomic
def request_export(
    *, guidance: Guidance, organization: Organization, language: str, by: User, at: dt.datetime
) -> Export:
    """Note the wish for a workbook and queue the job that makes it, both or neither.

    Asking again while the same workbook is being made answers with that one. One whose job is gone is failed,
    and a new one begins.
    """
    from reports.jobs import make_workbook  # noqa: PLC0415 (the job calls back here)

    wish = {"guidance": guidance, "organization": organization, "language": language, "requested_by": by}
    for same in Export.objects.unfinished().filter(**wish):
        if Job.objects.of(make_workbook, same.pk).unfinished().exists():
            return same
        fail_export(export=same, at=at)
    export = Export.objects.create(requested_at=at, **wish)
    make_workbook.enqueue(export.pk)
    return export


def make_export(*, export: Export, at: dt.datetime) -> Export:
    """Make an export's file as of the day of ``at``, anew where an earlier worker broke off. One that is done
    is left alone.

    Raises ``TakenOver`` once another worker has begun anew: then only that one's file counts.
    """
    turn = begin_export(export=export)
    if turn is not None:
        delete_files(export, before=turn)
        with translation.override(export.language):
            write_file(export, turn, at)
    export.refresh_from_db()
    return export


@transaction.atomic
def begin_export(*, export: Export) -> int | None:
    """Begin making an export; answers which turn this is, None when it is done already.

    Whoever began an earlier turn has no say any more.
    """
    current = Export.objects.select_for_update().get(pk=export.pk)
    if current.status == Status.DONE:
        return None
    current.status, current.problem, current.finished_at = Status.RUNNING, "", None
    current.steps_done = current.steps_total = 0
    current.times_begun += 1
    current.save()
    return current.times_begun


def write_file(export: Export, turn: int, at: dt.datetime) -> None:
    """Write the workbook beside, then keep it with its checksum; once the turn is over it is deleted."""
    report = YearReport(guidance=export.guidance, organization=export.organization, day=day_of(at), at=at)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.xlsx"
        write_xlsx(report, path, partial(tell, export, turn))
        with path.open("rb") as content:
            sha256 = hashlib.file_digest(content, "sha256").hexdigest()
            export.file.save(export.stored_name(turn), File(content), save=False)
    name = str(export.file.name)
    kept = Export.objects.in_turn(export.pk, turn).update(
        file=name, sha256=sha256, status=Status.DONE, finished_at=timezone.now()
    )
    if not kept:
        export.file.storage.delete(name)
        raise TakenOver(f"export {export.pk} is no longer in turn {turn}")


def tell(export: Export, turn: int, done: int, total: int) -> None:
    """Note how far the work is, for the progress page; stops it when the turn is over."""
    if not Export.objects.in_turn(export.pk, turn).update(steps_done=done, steps_total=total):
        raise TakenOver(f"export {export.pk} is no longer in turn {turn}")


@transaction.atomic
def fail_export(*, export: Export, at: dt.datetime) -> None:
    """Say to whoever asked that an unfinished export will not be made, and delete what is left of it."""
    with translation.override(export.language):
        problem = _("The workbook could not be made. Try again; if it fails again, tell the administrator.")
    unfinished = Export.objects.unfinished().filter(pk=export.pk)
    if unfinished.update(status=Status.FAILED, finished_at=at, problem=problem):
        transaction.on_commit(partial(delete_files, export, before=export.times_begun + 1))


def delete_files(export: Export, *, before: int) -> None:
    """Delete what workers that broke off in earlier turns have left behind."""
    for turn in range(1, before):
        export.file.storage.delete(export.file.field.generate_filename(export, export.stored_name(turn)))
