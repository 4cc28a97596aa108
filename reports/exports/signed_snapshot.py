"""The snapshot of one frozen report as a package of its own, signed: what a court or an archive asks for."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reports.exports.manifest import Manifest, ManifestFile, ManifestReport
from reports.exports.package import MANIFEST, new_package, prove_package
from reports.exports.signature import signature_entries
from reports.models import PACKAGE, AnnualReport, FormKey
from reports.rendering import silent
from reports.snapshot.digests import Digests
from reports.snapshot.snapshot import Snapshot
from reports.stored_report import unpack


@contextmanager
def signed_snapshot(report: AnnualReport, language: str) -> Iterator[tuple[Path, Manifest]]:
    """The package in a file that is gone afterwards, and its manifest: the same bytes for the same report and
    key. Raises ``FormRefused`` where the portal's key cannot be used, and ``FileDiffers`` where the package
    does not hold what was packed."""
    with tempfile.TemporaryDirectory() as folder:
        snapshot, path = Path(folder) / "snapshot.json", Path(folder) / f"package.{PACKAGE}"
        unpack(report, snapshot)
        manifest = manifest_of(report, Snapshot(snapshot), language)
        beside = {MANIFEST: manifest.as_json()}
        beside |= signature_entries(beside[MANIFEST])
        with new_package(path) as package:
            package.add_file(snapshot, manifest.files[0].name)
            for name, content in beside.items():
                package.add_content(content, name)
        prove_package(path, manifest, beside, silent)
        yield path, manifest


def manifest_of(report: AnnualReport, snapshot: Snapshot, language: str) -> Manifest:
    head = snapshot.head
    stem = f"{head.guidance.year}-{head.organization.code}-v{report.version}"
    digests = Digests(report.sha256, report.sm3)
    file = ManifestFile(f"{stem}.json", FormKey.JSON.value, report.size, digests.sha256, digests.sm3)
    entry = ManifestReport(
        organization=head.organization.code,
        name=head.organization.full_name,
        version=head.version,
        is_frozen=True,
        as_of=head.as_of,
        with_submitted=False,
        snapshot_sha256=digests.sha256,
        snapshot_sm3=digests.sm3,
        files=(file,),
    )
    return Manifest(f"{stem}.{PACKAGE}", head.guidance.year, head.guidance.title, language, (entry,))
