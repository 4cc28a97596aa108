"""Making the file of an export, in turns: only the latest turn has a say, and none once it is cancelled."""

import datetime as dt
import hashlib
import tempfile
from pathlib import Path

import msgspec
from django.core.files import File
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from background.errors import TakenOver
from reports.actions.report_files import note_report_files
from reports.exports.leftovers import delete_files
from reports.exports.manifest import Manifest
from reports.exports.plan import ExportPlan
from reports.exports.rights import may_have
from reports.exports.stages import Course, Stage, Step, Watch
from reports.models import Export
from reports.rendering import FileDiffers, FormRefused
from reports.snapshot.digests import Digests, digests_of

Status = Export.Status


class ExportCancelled(Exception):  # noqa: N818 (what happened to it)
    """Somebody has cancelled the export meanwhile."""


def make_export(*, export: Export, at: dt.datetime) -> Export:
    """Make an export's file as of the day of ``at``, anew where an earlier worker broke off. One that is done
    is left alone; one that is cancelled ends at its next step without a file.

    Raises ``TakenOver`` once another worker has begun anew: then only that one's file counts. Raises
    ``FileDiffers`` where the file does not hold what was written: then none is offered, and a sentence says
    why, as where no form can be made or whoever asked has lost the right meanwhile.
    """
    turn = begin_export(export=export)
    if turn is not None:
        delete_files(export, before=turn)
        try:
            refuse_without_right(export)
            write_file(export, turn, at)
        except ExportCancelled:
            delete_files(export, before=turn + 1)
        except FormRefused as refusal:
            refuse_file(export=export, turn=turn, at=timezone.now(), problem=str(refusal))
        except FileDiffers:
            refuse_file(export=export, turn=turn, at=timezone.now(), problem=unlike_in_words(export))
            raise
    export.refresh_from_db()
    return export


@transaction.atomic
def begin_export(*, export: Export) -> int | None:
    """Begin making an export; answers which turn this is, None when there is nothing to make any more: it is
    done, cancelled, or failed and asked for anew.

    Whoever began an earlier turn has no say any more.
    """
    current = Export.objects.select_for_update(of=("self",)).get(pk=export.pk)
    if current.status in {Status.DONE, Status.CANCELLED} or is_ordered_anew(current):
        return None
    current.status, current.problem, current.finished_at = Status.RUNNING, "", None
    current.steps_done = current.steps_total = 0
    current.stage = None
    current.times_begun += 1
    current.save()
    return current.times_begun


def is_ordered_anew(export: Export) -> bool:
    """Whether a failed export is made under a later order by now, or was."""
    later = Export.objects.like(export).filter(pk__gt=export.pk)
    made = later.exclude(status__in=[Status.FAILED, Status.CANCELLED])
    return export.status == Status.FAILED and made.exists()


def refuse_without_right(export: Export) -> None:
    """Raise ``FormRefused`` where whoever asked for an export may not have it any more."""
    if may_have(export.requested_by, export):
        return
    with translation.override(export.language):
        raise FormRefused(
            _("%(person)s may not export these reports any more, so no file was made.")
            % {"person": export.requested_by}
        )


def write_file(export: Export, turn: int, at: dt.datetime) -> None:
    """Make the file beside and read it back, then keep it; deleted again once the turn is over."""
    from reports.exports.production import produce  # noqa: PLC0415 (loaded once a file is made)

    plan = plan_of(export, at)
    course = Course(plan.steps + 1, watcher(export, turn))
    with tempfile.TemporaryDirectory() as folder:
        product = produce(plan, Path(folder), course)
        keeping = course.begin(Stage(Step.KEEP))
        digests, size = digests_of(product.path), product.path.stat().st_size
        with product.path.open("rb") as content:
            export.file.save(export.stored_name(turn), File(content), save=False)
    name = str(export.file.name)
    try:
        prove_stored(export, turn, digests.sha256)
        keeping(1, 1)
        finish_export(
            export=export,
            turn=turn,
            size=size,
            digests=digests,
            manifest=product.manifest,
            at=timezone.now(),
        )
    except (FileDiffers, TakenOver, ExportCancelled):
        export.file.storage.delete(name)
        raise


def plan_of(export: Export, at: dt.datetime) -> ExportPlan:
    return ExportPlan(
        guidance=export.guidance,
        organization=export.organization,
        with_subordinates=export.scope == Export.Scope.ALL,
        forms=tuple(export.form_keys),
        language=export.language,
        with_submitted=export.with_submitted,
        is_handed_in=export.scope == Export.Scope.HANDED_IN,
        among=export.among,
        is_package=export.is_package,
        at=at,
    )


def prove_stored(export: Export, turn: int, sha256: str) -> None:
    """Read what the storage keeps; raises ``FileDiffers`` where it is not what was given to it, and
    ``TakenOver`` or ``ExportCancelled`` where whoever ended the turn has deleted it meanwhile."""
    try:
        with export.file.storage.open(str(export.file.name)) as kept:
            is_same = hashlib.file_digest(kept, "sha256").hexdigest() == sha256
    except FileNotFoundError:
        if not Export.objects.in_turn(export.pk, turn).exists():
            raise end_of_turn(export, turn) from None
        is_same = False
    if not is_same:
        raise FileDiffers(f"the storage does not keep what was given to it as {export.file.name}")


@transaction.atomic
def finish_export(
    *, export: Export, turn: int, size: int, digests: Digests, manifest: Manifest, at: dt.datetime
) -> None:
    """Offer the file of an export, and note the files of frozen reports in it, so that they are known again;
    raises ``TakenOver`` or ``ExportCancelled`` once the turn is over."""
    reports = manifest.reports
    done = {
        "file": str(export.file.name),
        "size": size,
        "sha256": digests.sha256,
        "sm3": digests.sm3,
        "manifest": msgspec.to_builtins(manifest),
        "report_version": reports[0].version if len(reports) == 1 else None,
        "stage": None,
        "status": Status.DONE,
        "finished_at": at,
    }
    if not Export.objects.in_turn(export.pk, turn).update(**done):
        raise end_of_turn(export, turn)
    note_report_files(manifest=manifest, size=size, digests=digests, is_package=export.is_package, at=at)


def watcher(export: Export, turn: int) -> Watch:
    """Notes how far the work is, for the progress page; stops it when the turn is over."""

    def note(stage: Stage, done: int, total: int) -> None:
        told = {"stage": msgspec.to_builtins(stage), "steps_done": done, "steps_total": total}
        if not Export.objects.in_turn(export.pk, turn).update(**told):
            raise end_of_turn(export, turn)

    return note


def end_of_turn(export: Export, turn: int) -> ExportCancelled | TakenOver:
    """Why a turn is over."""
    if Export.objects.filter(pk=export.pk, status=Status.CANCELLED).exists():
        return ExportCancelled(f"export {export.pk} is cancelled")
    return TakenOver(f"export {export.pk} is no longer in turn {turn}")


def unlike_in_words(export: Export) -> str:
    """Why a file that was made is not offered, for whoever asked."""
    with translation.override(export.language):
        return _(
            "The file was made, but read back it did not hold what was written into it, so it is not offered."
            " Try again; if it fails again, tell the administrator."
        )


@transaction.atomic
def refuse_file(*, export: Export, turn: int, at: dt.datetime, problem: str) -> None:
    """Say to whoever asked why no file is offered."""
    failed = {"status": Status.FAILED, "finished_at": at, "problem": problem, "stage": None}
    Export.objects.in_turn(export.pk, turn).update(**failed)
