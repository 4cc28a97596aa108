"""Files that people bring for a filing: kept, taken over, undone, let go (design R1, R20)."""

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import asdict
from functools import partial
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from organizations.models import User
from tasks.actions.evidence import refuse_fixed
from tasks.actions.import_lines import (
    Choice,
    FileName,
    Imported,
    TakenOver,
    import_lines,
    note_act,
)
from tasks.actions.line import refuse_closed
from tasks.actions.line_saving import store_versions
from tasks.actions.transition import Action, locked
from tasks.errors import ActionRefused, TransitionNotAllowed
from tasks.line_imports.edits import FilingEdits
from tasks.line_imports.form_data import whole_form
from tasks.line_imports.preview import revisions_of, settled
from tasks.line_imports.weighing import LinePlace
from tasks.lines.kinds import LINE_KINDS, LineKind
from tasks.models import Filing, FilingLine, OwnSpreadsheet, ReceivedWorkbook


def receive_workbook(
    *,
    filing: Filing,
    content: bytes,
    name: str,
    by: User,
    at: dt.datetime,
    own_spreadsheet: OwnSpreadsheet | None = None,
) -> ReceivedWorkbook:
    """Keep a file that was read already, as ``own_spreadsheet`` where it is one, in place of the one that the
    person brought before and has not taken over; files that were kept long enough go.

    It is stored before the transaction begins and deleted again where that fails, so that no row names a file
    that is not there. Raises ``TransitionNotAllowed`` where nothing may be written in the filing.
    """
    refuse_fixed(filing, at)
    workbook = ReceivedWorkbook(
        filing=filing,
        name=name,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        received_at=at,
        received_by=by,
        own_spreadsheet=own_spreadsheet,
    )
    workbook.file.save(name, ContentFile(content), save=False)
    try:
        keep(workbook, at)
    except BaseException:
        workbook.file.delete(save=False)
        raise
    return workbook


@transaction.atomic
def keep(workbook: ReceivedWorkbook, at: dt.datetime) -> None:
    """Write the row of a stored file, under the filing's lock."""
    filing = locked(workbook.filing)
    refuse_fixed(filing, at)
    let_go(filing.received_workbooks.waiting().filter(received_by=workbook.received_by))
    let_go(ReceivedWorkbook.objects.outdated(at=at))
    workbook.save()


@transaction.atomic
def discard_workbook(*, workbook: ReceivedWorkbook, by: User, at: dt.datetime) -> None:
    """Let a file go that the person brought and has not taken over, and those that were kept long enough;
    twice changes nothing."""
    locked(workbook.filing)
    let_go(ReceivedWorkbook.objects.waiting().filter(pk=workbook.pk, received_by=by))
    let_go(ReceivedWorkbook.objects.outdated(at=at))


def let_go(workbooks: QuerySet[ReceivedWorkbook]) -> None:
    """Remove rows, and their files once that is certain."""
    rows = list(workbooks)
    ReceivedWorkbook.objects.filter(pk__in=[row.pk for row in rows]).delete()
    for row in rows:
        transaction.on_commit(partial(row.file.storage.delete, str(row.file.name)), robust=True)


@transaction.atomic
def take_over_workbook(
    *,
    workbook: ReceivedWorkbook,
    edits: FilingEdits,
    seen: Mapping[LinePlace, int],
    choice: Choice,
    by: User,
    at: dt.datetime,
    carrier: str = "",
) -> Imported:
    """``import_lines`` of a file that was kept, and what became of it. What was taken over already stays as
    it is. ``carrier`` names the organization whose people carry it for the filing's own."""
    filing = locked(workbook.filing)
    workbook = ReceivedWorkbook.objects.get(pk=workbook.pk)
    if workbook.is_taken_over:
        return Imported()
    imported = import_lines(
        filing=filing,
        edits=edits,
        seen=seen,
        choice=choice,
        by=by,
        at=at,
        file=FileName(workbook.name, workbook.sha256, carrier),
    )
    workbook.lines = [asdict(line) for line in imported.lines]
    workbook.taken_over_at, workbook.taken_over_by = at, by
    workbook.save(update_fields=["lines", "taken_over_at", "taken_over_by"])
    return imported


@transaction.atomic
def undo_workbook(
    *, workbook: ReceivedWorkbook, by: User, at: dt.datetime, carrier: str = ""
) -> ReceivedWorkbook:
    """Put back what the lines said before a file was taken over, as new versions of theirs; the file comes
    back with its filing as it stands then. Twice changes nothing. ``carrier`` is as in
    ``take_over_workbook``.

    Raises ``TransitionNotAllowed`` where the filing is closed, where nothing was taken over, and where
    somebody has changed one of the lines since: nothing is put back then.
    """
    filing = locked(workbook.filing)
    workbook = ReceivedWorkbook.objects.get(pk=workbook.pk)
    workbook.filing = filing
    if workbook.undone_at is not None:
        return workbook
    refuse_closed(filing, at)
    if not workbook.may_be_undone:
        raise TransitionNotAllowed(_("There is nothing to undo: no line was taken over from this file."))
    taken = [TakenOver(**line) for line in workbook.lines]
    store_versions(filing, put_back(filing, taken), by=by, at=at)
    file = FileName(workbook.name, workbook.sha256, carrier)
    note_act(filing, Action.UNDO_TAKE_OVER, file, len(taken), by=by, at=at)
    workbook.undone_at, workbook.undone_by = at, by
    workbook.save(update_fields=["undone_at", "undone_by"])
    return workbook


def put_back(filing: Filing, taken: list[TakenOver]) -> dict[LineKind[Any], list[FilingLine]]:
    """The lines that were taken over, saying in memory what they said before."""
    lines = {
        (key, line.subject_id): line
        for key in {each.kind for each in taken}
        for line in settled(LINE_KINDS[key], filing)
    }
    refuse_changed(lines, taken)
    wanted = {(each.kind, lines[each.kind, each.subject].pk, each.before) for each in taken if each.before}
    revisions = revisions_of(filing, wanted)
    found: dict[LineKind[Any], list[FilingLine]] = {}
    for each in taken:
        kind, line = LINE_KINDS[each.kind], lines[each.kind, each.subject]
        content = revisions[each.kind, line.pk, each.before] if each.before else None
        say_again(kind, line, content)
        found.setdefault(kind, []).append(line)
    return found


def refuse_changed(lines: Mapping[LinePlace, FilingLine], taken: list[TakenOver]) -> None:
    """Raise where a line is no longer what was taken over, or gone."""
    found = (lines.get((each.kind, each.subject)) for each in taken)
    changed = [
        line for line, each in zip(found, taken, strict=True) if line is None or line.version != each.after
    ]
    if changed:
        raise TransitionNotAllowed(
            ngettext(
                "Nothing was undone: %(count)d line was changed after the file was taken over.",
                "Nothing was undone: %(count)d lines were changed after the file was taken over.",
                len(changed),
            )
            % {"count": len(changed)}
        )


def say_again(kind: LineKind[Any], line: FilingLine, content: dict[str, Any] | None) -> None:
    """Let a line say, in memory, what it said in ``content``, None for nothing; through its form, as anybody
    would type it."""
    said = kind.blank(line) if content is None else kind.saying(line, content)
    form = whole_form(kind, line, said)
    if not form.is_valid():
        raise ActionRefused(
            _("Nothing was undone: what “%(line)s” said before is not allowed any more.")
            % {"line": kind.subject(line)}
        )
    kind.apply(line, form.cleaned_data | {"explanations": said.explanations})
