"""Attaching files to the lines of a filing, and taking them away again (design §2 佐证材料)."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.files.base import File
from django.db import DatabaseError, transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from organizations.models import User
from tasks.actions.hand_over import end_hand_over
from tasks.actions.submission import refuse_unopened
from tasks.actions.transition import locked
from tasks.errors import EvidenceRefused, TransitionNotAllowed
from tasks.evidence.inspection import MEGABYTE, InspectedFile, inspect
from tasks.lines.kinds import LineKind
from tasks.models import Evidence, Filing


@dataclass(frozen=True, slots=True)
class Attached:
    """What became of a file: its row; whether it was at the line before, which changes nothing; where else
    in the filing the same file is."""

    evidence: Evidence
    was_there: bool = False
    elsewhere: tuple[Evidence, ...] = ()


def receive_evidence(
    *, filing: Filing, kind: LineKind[Any], subject_id: int, upload: File[Any], by: User, at: dt.datetime
) -> Attached:
    """Look at a file, store it, and attach it to its line; raises the refusals of ``inspect`` and
    ``add_evidence``.

    It is stored for good before the transaction begins, so that no lock waits for a storage far away and no
    row names a file that a power cut took; it is deleted again where nothing refers to it then.
    """
    refuse_fixed(filing, at)
    inspected = inspect(upload)
    with stored(filing, inspected) as name:
        attached = add_evidence(
            filing=filing,
            kind=kind,
            subject_id=subject_id,
            file=inspected,
            stored_as=name,
            by=by,
            at=at,
        )
        if attached.was_there:
            discard(name)
    return attached


@transaction.atomic
def add_evidence(
    *,
    filing: Filing,
    kind: LineKind[Any],
    subject_id: int,
    file: InspectedFile,
    stored_as: str,
    by: User,
    at: dt.datetime,
) -> Attached:
    """Attach a file, which the storage holds as ``stored_as``, to a line of a filing in draft. A filing that
    was handed over waits for a signature no more.

    Raises ``TransitionNotAllowed`` where the filing is not in draft or not yet open, ``EvidenceRefused``
    where the line is none of the filing's or a limit is reached.
    """
    filing = locked(filing)
    refuse_fixed(filing, at)
    refuse_foreign_line(filing, kind, subject_id)
    alike = list(Evidence.objects.standing().filter(filing=filing, sha256=file.sha256))
    for evidence in alike:
        if (evidence.kind, evidence.subject_id) == (kind.key, subject_id):
            return Attached(evidence, was_there=True)
    evidence = Evidence(
        filing=filing,
        kind=kind.key,
        subject_id=subject_id,
        file=stored_as,
        name=file.name,
        size=file.size,
        media_type=file.kind.media_type,
        sha256=file.sha256,
        uploaded_at=at,
        uploaded_by=by,
    )
    refuse_too_much(evidence)
    evidence.save()
    end_hand_over(filing, by=by)
    return Attached(evidence, elsewhere=tuple(alike))


@transaction.atomic
def remove_evidence(*, evidence: Evidence, by: User, at: dt.datetime) -> Evidence:
    """Take a file away from its line; it stays stored. Twice changes nothing.

    Raises ``TransitionNotAllowed`` where the filing is not in draft.
    """
    filing = locked(evidence.filing)
    refuse_fixed(filing, at)
    evidence.refresh_from_db()
    if evidence.removed_at is None:
        evidence.removed_at, evidence.removed_by = at, by
        evidence.save(update_fields=["removed_at", "removed_by"])
        end_hand_over(filing, by=by)
    return evidence


@transaction.atomic
def restore_evidence(*, evidence: Evidence, by: User, at: dt.datetime) -> Evidence:
    """Undo a removal; who attached the file stays as it was. Twice changes nothing; where the same file has
    been attached meanwhile, that one is the answer.

    Raises ``TransitionNotAllowed`` where the filing is not in draft, ``EvidenceRefused`` at a limit.
    """
    filing = locked(evidence.filing)
    refuse_fixed(filing, at)
    evidence.refresh_from_db()
    if evidence.removed_at is None:
        return evidence
    place = Evidence.objects.standing().at_line(evidence.filing, evidence.kind, evidence.subject_id)
    if again := place.filter(sha256=evidence.sha256).first():
        return again
    refuse_too_much(evidence)
    evidence.removed_at = evidence.removed_by = None
    evidence.save(update_fields=["removed_at", "removed_by"])
    end_hand_over(filing, by=by)
    return evidence


def refuse_fixed(filing: Filing, at: dt.datetime) -> None:
    """Raise ``TransitionNotAllowed`` where the filing's files may not change at ``at``."""
    if not filing.is_in_draft:
        raise TransitionNotAllowed(
            _("Nothing was changed: the filing is now in the state “%(status)s”.")
            % {"status": filing.get_status_display()}
        )
    refuse_unopened(filing, at)


def refuse_foreign_line(filing: Filing, kind: LineKind[Any], subject_id: int) -> None:
    """Raise ``EvidenceRefused`` where the filing has no such line (one query)."""
    if not kind.has_place_for(filing, subject_id):
        raise EvidenceRefused(_("The filing has no such line any more. Load the page again."))


def refuse_too_much(evidence: Evidence) -> None:
    """Raise ``EvidenceRefused`` where a file more is too many for its line or its filing (two queries)."""
    standing = Evidence.objects.standing()
    most = settings.EVIDENCE_LINE_FILES
    if standing.at_line(evidence.filing, evidence.kind, evidence.subject_id).count() >= most:
        raise EvidenceRefused(
            _("This line has %(most)s files already; more are not possible. Put them into one document.")
            % {"most": most}
        )
    held = standing.filter(filing=evidence.filing).aggregate(total=Sum("size"))["total"] or 0
    if held + evidence.size > settings.EVIDENCE_FILING_MB * MEGABYTE:
        raise EvidenceRefused(
            _("All files of a filing together may have %(most)s MB; they would have %(total)s MB.")
            % {"most": settings.EVIDENCE_FILING_MB, "total": -(-(held + evidence.size) // MEGABYTE)}
        )


@contextmanager
def stored(filing: Filing, inspected: InspectedFile) -> Iterator[str]:
    """The name under which the storage holds the file, which goes again when the block fails and no row names
    it."""
    place = Evidence(filing=filing, name=inspected.name).file
    name = place.storage.save(place.field.generate_filename(place.instance, inspected.name), inspected.file)
    try:
        yield name
    except BaseException:
        if is_unnamed(name):
            discard(name)
        raise


def is_unnamed(name: str) -> bool:
    """Whether no row names a stored file for certain: a commit whose answer was lost may have gone through,
    and a row without its file is worse than a file without its row."""
    try:
        return not Evidence.objects.filter(file=name).exists()
    except DatabaseError:
        return False


def discard(name: str) -> None:
    """Delete a stored file that nothing refers to."""
    Evidence().file.storage.delete(name)
