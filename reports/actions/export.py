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
from reports.workbook.proof import FileDiffers, prove_xlsx
from reports.workbook.render import Progress, write_xlsx
from reports.workbook.schema import YearReport
from targets.tables.sheets import SheetTooLong
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

    Raises ``TakenOver`` once another worker has begun anew: then only that one's file counts. Raises
    ``FileDiffers`` where the file does not hold what was written, and ``SheetTooLong``: then none is offered,
    and a sentence says why.
    """
    turn = begin_export(export=export)
    if turn is not None:
        delete_files(export, before=turn)
        with translation.override(export.language):
            try:
                write_file(export, turn, at)
            except (FileDiffers, SheetTooLong) as unfit:
                refuse_file(export=export, turn=turn, at=timezone.now(), problem=problem_of(unfit))
                raise
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
    """Write the workbook beside and read it back, then keep it with its checksum; once the turn is over it is
    deleted."""
    report = YearReport(guidance=export.guidance, organization=export.organization, day=day_of(at), at=at)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.xlsx"
        written = write_xlsx(report, path, half(export, turn, 0))
        prove_xlsx(path, written, half(export, turn, 1))
        with path.open("rb") as content:
            sha256 = hashlib.file_digest(content, "sha256").hexdigest()
            export.file.save(export.stored_name(turn), File(content), save=False)
    name = str(export.file.name)
    try:
        prove_stored(export, sha256)
        finish_export(export=export, turn=turn, sha256=sha256, at=timezone.now())
    except (FileDiffers, TakenOver):
        export.file.storage.delete(name)
        raise


def prove_stored(export: Export, sha256: str) -> None:
    """Read what the storage keeps; raises ``FileDiffers`` where it is not what was given to it."""
    with export.file.storage.open(str(export.file.name)) as kept:
        if hashlib.file_digest(kept, "sha256").hexdigest() != sha256:
            raise FileDiffers(f"the storage keeps something else as {export.file.name}")


@transaction.atomic
def finish_export(*, export: Export, turn: int, sha256: str, at: dt.datetime) -> None:
    """Offer the file of an export; raises ``TakenOver`` once the turn is over."""
    done = {"file": str(export.file.name), "sha256": sha256, "status": Status.DONE, "finished_at": at}
    if not Export.objects.in_turn(export.pk, turn).update(**done):
        raise TakenOver(f"export {export.pk} is no longer in turn {turn}")


def half(export: Export, turn: int, place: int) -> Progress:
    """Tells how far the first half of the work is, writing, or the second, reading back."""

    def tell_half(done: int, total: int) -> None:
        tell(export, turn, place * total + done, 2 * total)

    return tell_half


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


def problem_of(unfit: FileDiffers | SheetTooLong) -> str:
    """Why no file is offered, for whoever asked."""
    if isinstance(unfit, SheetTooLong):
        return _(
            "The sheet “%(sheet)s” would have more rows than a workbook can hold. Export the organizations"
            " below one by one."
        ) % {"sheet": unfit}
    return _(
        "The workbook was made, but read back it did not hold what was written into it, so it is not offered."
        " Try again; if it fails again, tell the administrator."
    )


@transaction.atomic
def refuse_file(*, export: Export, turn: int, at: dt.datetime, problem: str) -> None:
    """Say to whoever asked why the file that was made is not offered."""
    Export.objects.in_turn(export.pk, turn).update(status=Status.FAILED, finished_at=at, problem=problem)


def delete_files(export: Export, *, before: int) -> None:
    """Delete what workers that broke off in earlier turns have left behind."""
    for turn in range(1, before):
        export.file.storage.delete(export.file.field.generate_filename(export, export.stored_name(turn)))
