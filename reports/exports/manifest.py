"""What a file of reports holds: each file with its checksums, what it was made of, and what was refused."""

import msgspec

from reports.snapshot.digests import Digests
from reports.snapshot.document import Value
from reports.snapshot.year import Name

SCHEMA = "export-manifest/1"


class ManifestFile(Value, frozen=True):
    """One file: ``name`` with its folder in the package, ``changes`` what of the text had to be changed."""

    name: str
    form: str
    size: int
    sha256: str
    sm3: str
    changes: tuple[str, ...] = ()

    @property
    def digests(self) -> Digests:
        return Digests(self.sha256, self.sm3)


class Refusal(Value, frozen=True):
    """A form that could not be made, and why."""

    form: str
    reason: str


class ManifestReport(Value, frozen=True):
    """One organization's report: which version, and the checksums of the snapshot that its files show."""

    organization: str
    name: Name
    version: int | None
    is_frozen: bool
    as_of: str
    with_submitted: bool
    snapshot_sha256: str
    snapshot_sm3: str
    files: tuple[ManifestFile, ...]
    refused: tuple[Refusal, ...] = ()


class Manifest(Value, frozen=True):
    """The whole; ``name`` is how the file is called where people save it. It knows of no moment at which it
    was made: the same snapshots have the same manifest."""

    name: str
    year: int
    guidance: str
    language: str
    reports: tuple[ManifestReport, ...]
    schema: str = SCHEMA

    @property
    def files(self) -> list[ManifestFile]:
        return [file for report in self.reports for file in report.files]

    def as_json(self) -> bytes:
        """As a file that programs and people can read."""
        return msgspec.json.format(msgspec.json.encode(self), indent=2) + b"\n"
