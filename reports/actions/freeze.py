"""Freezing reports: what is approved becomes a version that never changes (design R14, R15, R17)."""

import datetime as dt
import tempfile
import zlib
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from organizations.models import Organization, User
from reports.assembly import Seal, Wanted, gather, write_report
from reports.models import AnnualReport, ReportContent
from reports.readiness import readiness_of, readiness_statement
from reports.snapshot.differences import differences
from reports.snapshot.head import Replaced
from reports.snapshot.snapshot import Snapshot, instant
from reports.snapshot.year import Year
from reports.stored_report import unpacked
from tasks.actions.undo import TAKEN_BACK_WITHIN
from tasks.errors import TransitionNotAllowed
from tasks.models import Filing, Guidance

COMPRESSION = 6


@transaction.atomic
def freeze_report(*, filing: Filing, by: User, at: dt.datetime) -> AnnualReport | None:
    """Freeze the report of the organization whose approved ``filing`` ends its year, or corrects or
    supplements it; None where it is not approved any more, or where some approval in its year can still be
    taken back at ``at``: the job that this approval queued freezes it then.

    A report that would say nothing new stays the version that it is, so that twice changes nothing. The
    filings of the year are locked meanwhile, so that figures and tables tell of the same ones.
    """
    locked_guidance(filing.period.guidance_id)
    year = locked_year(filing)
    filing = year[filing.pk]
    if filing.status != Filing.Status.APPROVED or any(may_be_taken_back(each, at) for each in year.values()):
        return None
    wanted = Wanted(filing.period.guidance, filing.organization, at)
    return keep_version(wanted, by=by, filing=filing)


def locked_guidance(pk: int) -> Guidance:
    """A guidance as it stands now, locked until the transaction ends: one report of it is frozen at a time,
    and nobody amends it meanwhile. Before any filing, as whoever amends locks them."""
    return Guidance.objects.select_for_update(no_key=True).defer("source_text").get(pk=pk)


def lock_filings_to(office: Organization, guidance: Guidance) -> None:
    """Let nobody move the filings that the nation's figures count, until the transaction ends."""
    filings = Filing.objects.filter(period__guidance=guidance, reports_to=office)
    list(filings.select_for_update(of=("self",)).order_by("pk").values_list("pk"))


def locked_year(filing: Filing) -> dict[int, Filing]:
    """The filings of an organization for one guidance by id, locked until the transaction ends: in their
    order, as whoever approves several locks them."""
    own = Filing.objects.filter(
        organization=filing.organization_id, period__guidance=filing.period.guidance_id
    )
    related = own.select_related("organization", "period__guidance")
    return {row.pk: row for row in related.select_for_update(of=("self",)).order_by("pk")}


def may_be_taken_back(filing: Filing, at: dt.datetime) -> bool:
    """Whether whoever approved a filing may still take that back."""
    if filing.status != Filing.Status.APPROVED or filing.approved_at is None:
        return False
    is_recent: bool = at - filing.approved_at < TAKEN_BACK_WITHIN
    return is_recent


@transaction.atomic
def freeze_office_report(
    *, guidance: Guidance, office: Organization, by: User, at: dt.datetime, seen: str
) -> AnnualReport:
    """Freeze the report of the whole office out of the frozen reports of the organizations (design R17).

    ``seen`` is the ``readiness_statement`` of what the administrator saw. Raises ``TransitionNotAllowed``
    where somebody stands otherwise by now, or has another version (design R20).
    """
    guidance = locked_guidance(guidance.pk)
    lock_filings_to(office, guidance)
    readiness = readiness_of(guidance, office)
    if readiness is None or readiness_statement(readiness) != seen:
        raise TransitionNotAllowed(
            _(
                "What this page says of the organizations has changed since you opened it. Read below how it"
                " stands now."
            )
        )
    return keep_version(Wanted(guidance, office, at), by=by, filing=None)


def keep_version(wanted: Wanted, *, by: User, filing: Filing | None) -> AnnualReport:
    """Write the next version of a report with its snapshot, unless the last one says the same. The caller
    holds a lock that lets one freeze it at a time."""
    previous = AnnualReport.objects.of(wanted.guidance, wanted.organization).first()
    gathered = gather(wanted, to_freeze=True)
    if previous is not None and previous.substance == gathered.substance:
        return previous
    seal = Seal(
        version=previous.version + 1 if previous else 1,
        by=by.name,
        replaced=replaced_by(previous, gathered.year),
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.json"
        digests = write_report(path, wanted, gathered, seal)
        report = AnnualReport.objects.create(
            guidance=wanted.guidance,
            organization=wanted.organization,
            version=seal.version,
            replaces=previous,
            filing=filing,
            filing_version=filing.version if filing else None,
            size=path.stat().st_size,
            sha256=digests.sha256,
            sm3=digests.sm3,
            substance=gathered.substance,
            is_sample=gathered.is_sample,
            frozen_at=wanted.at,
            frozen_by=by,
        )
        ReportContent.objects.create(report=report, compressed=packed(path))
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
