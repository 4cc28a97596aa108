"""Keeping a version of a report: its row, its snapshot and the code that copies are checked by."""

import datetime as dt
import zlib
from dataclasses import dataclass
from pathlib import Path

from organizations.models import Organization, User
from reports.models import AnnualReport, ReportContent, VerificationCode
from reports.snapshot.digests import Digests
from reports.snapshot.head import Verification
from reports.verification_codes.address import checking_address
from reports.verification_codes.code import new_code, printed_code
from tasks.models import Filing, Guidance

COMPRESSION = 6


@dataclass(frozen=True, slots=True)
class Content:
    """A snapshot that was written: its checksums, its size in bytes, and it itself compressed."""

    digests: Digests
    size: int
    compressed: bytes


@dataclass(frozen=True, slots=True)
class NewVersion:
    """A version of a report that is to be kept. ``filing`` and its version are what it was composed of."""

    guidance: Guidance
    organization: Organization
    replaces: AnnualReport | None
    content: Content
    substance: str
    code: str
    is_sample: bool
    by: User
    at: dt.datetime
    filing: Filing | None = None
    filing_version: int | None = None
    in_place_of: User | None = None

    @property
    def number(self) -> int:
        return self.replaces.version + 1 if self.replaces else 1


def keep(new: NewVersion) -> AnnualReport:
    """Keep a version whole; the caller holds a lock that lets one of a report be kept at a time."""
    report = AnnualReport.objects.create(
        guidance=new.guidance,
        organization=new.organization,
        version=new.number,
        replaces=new.replaces,
        filing=new.filing,
        filing_version=new.filing_version,
        size=new.content.size,
        sha256=new.content.digests.sha256,
        sm3=new.content.digests.sm3,
        substance=new.substance,
        is_sample=new.is_sample,
        frozen_at=new.at,
        frozen_by=new.by,
        frozen_in_place_of=new.in_place_of,
    )
    ReportContent.objects.create(report=report, compressed=new.content.compressed)
    VerificationCode.objects.create(report=report, code=new.code)
    return report


def content_of(path: Path, digests: Digests) -> Content:
    """The snapshot in a file, read piece by piece."""
    return Content(digests, path.stat().st_size, packed(path))


def packed(path: Path) -> bytes:
    compressor = zlib.compressobj(COMPRESSION)
    with path.open("rb") as file:
        pieces = [compressor.compress(piece) for piece in iter(lambda: file.read(1 << 20), b"")]
    return b"".join([*pieces, compressor.flush()])


def unissued_code() -> str:
    """A code that no report has; the database refuses one that another report got meanwhile."""
    while VerificationCode.objects.filter(code=(code := new_code())).exists():
        pass
    return code


def verification(code: str) -> Verification:
    """What forms carry of a code: frozen with the report, so that they stay the same wherever the portal
    moves."""
    return Verification(printed_code(code), checking_address())
