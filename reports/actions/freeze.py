"""Freezing reports: what is approved becomes a version that never changes (design R14, R15, R17)."""

import datetime as dt
import tempfile
import zlib
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from organizations.models import Organization, User
from reports.assembly import Gathered, Seal, Wanted, gather, write_report
from reports.models import AnnualReport, ReportContent
from reports.readiness import readiness_of, readiness_statement
from reports.snapshot.differences import differences
from reports.snapshot.digests import Digests
from reports.snapshot.head import Replaced
from reports.snapshot.snapshot import Snapshot, instant
from reports.snapshot.year import Year
from reports.stored_report import unpacked
from tasks.actions.transition import locked
from tasks.errors import TransitionNotAllowed
from tasks.models import Filing, Guidance

COMPRESSION = 6


@dataclass(frozen=True, slots=True)
class Content:
    """A snapshot that was written: its checksums, its size in bytes, and it itself compressed."""

    digests: Digests
    size: int
    compressed: bytes


@dataclass(frozen=True, slots=True)
class Made:
    """The next version of a report, put together and not kept; without ``content`` it would say the same as
    the ``previous``."""

    wanted: Wanted
    by: User
    previous: AnnualReport | None
    gathered: Gathered
    content: Content | None


@transaction.atomic
def freeze_report(*, filing: Filing, by: User, at: dt.datetime) -> AnnualReport | None:
    """Freeze the report of the organization whose approved ``filing`` ends its year, or corrects or
    supplements it; None where it is not approved any more.

    A report that would say nothing new stays the version that it is, so that twice changes nothing.
    """
    filing = locked(filing)
    if filing.status != Filing.Status.APPROVED:
        return None
    wanted = Wanted(filing.period.guidance, filing.organization, at)
    return keep_version(made_version(wanted, by=by), filing=filing)


def freeze_office_report(
    *, guidance: Guidance, office: Organization, by: User, at: dt.datetime, seen: str
) -> AnnualReport:
    """Freeze the report of the whole office out of the frozen reports of the organizations (design R17).

    ``seen`` is the ``readiness_statement`` of what the administrator saw. Raises ``TransitionNotAllowed``
    where a report was frozen or replaced since (design R20).

    Putting together the report of a large country takes many seconds. Nothing is locked so long; what came
    meanwhile is found under the lock under which the version is kept.
    """
    refuse_unseen(guidance, office, seen)
    made = made_version(Wanted(guidance, office, at), by=by)
    with transaction.atomic():
        Guidance.objects.select_for_update(no_key=True).only("pk").get(pk=guidance.pk)
        refuse_unseen(guidance, office, seen)
        return keep_version(made, filing=None)


def refuse_unseen(guidance: Guidance, office: Organization, seen: str) -> None:
    """Raise ``TransitionNotAllowed`` where reports are others than somebody saw."""
    if readiness_statement(readiness_of(guidance, office)) != seen:
        raise TransitionNotAllowed(replaced_in_words())


def replaced_in_words() -> str:
    return _("Reports were frozen or replaced since you opened this page. Read below how it stands now.")


def made_version(wanted: Wanted, *, by: User) -> Made:
    """The next version of a report put together, with its content where the last one says something else."""
    previous = AnnualReport.objects.of(wanted.guidance, wanted.organization).first()
    gathered = gather(wanted, to_freeze=True)
    if previous is not None and previous.substance == gathered.substance:
        return Made(wanted, by, previous, gathered, None)
    seal = Seal(
        version=previous.version + 1 if previous else 1,
        by=by.name,
        replaced=replaced_by(previous, gathered.year),
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.json"
        digests = write_report(path, wanted, gathered, seal)
        content = Content(digests, path.stat().st_size, packed(path))
    return Made(wanted, by, previous, gathered, content)


def keep_version(made: Made, *, filing: Filing | None) -> AnnualReport:
    """Keep the version that was made, unless the last one says the same. The caller holds a lock that lets
    one be kept at a time; raises ``TransitionNotAllowed`` where another was kept since it was made."""
    wanted = made.wanted
    latest = AnnualReport.objects.of(wanted.guidance, wanted.organization).first()
    if latest is not None and latest.substance == made.gathered.substance:
        return latest
    if latest != made.previous or made.content is None:
        raise TransitionNotAllowed(replaced_in_words())
    report = AnnualReport.objects.create(
        guidance=wanted.guidance,
        organization=wanted.organization,
        version=latest.version + 1 if latest else 1,
        replaces=latest,
        filing=filing,
        filing_version=filing.version if filing else None,
        size=made.content.size,
        sha256=made.content.digests.sha256,
        sm3=made.content.digests.sm3,
        substance=made.gathered.substance,
        is_sample=made.gathered.is_sample,
        frozen_at=wanted.at,
        frozen_by=made.by,
    )
    ReportContent.objects.create(report=report, compressed=made.content.compressed)
    return report


def replaced_by(previous: AnnualReport | None, year: Year) -> Replaced | None:
    """What the next version tells of the one that it replaces."""
    if previous is None:
        return None
    with unpacked(previous) as path:
        before = Snapshot(path).year
    return Replaced(
        version=previous.version,
        sha256=previous.sha256,
        frozen_at=instant(previous.frozen_at),
        differences=differences(before, year),
    )


def packed(path: Path) -> bytes:
    """A file compressed, read piece by piece."""
    compressor = zlib.compressobj(COMPRESSION)
    with path.open("rb") as file:
        pieces = [compressor.compress(piece) for piece in iter(lambda: file.read(1 << 20), b"")]
    return b"".join([*pieces, compressor.flush()])
