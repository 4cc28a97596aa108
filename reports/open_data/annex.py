"""The open-data annex of a frozen report: its tables, their description and a signed list, as one package."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from reports.exports.manifest import Manifest, ManifestFile, ManifestReport
from reports.exports.package import MANIFEST, new_package, prove_package
from reports.exports.signature import signature_entries
from reports.models import AnnualReport
from reports.open_data.csv_files import as_csv
from reports.open_data.data_package import DATA, DESCRIPTOR, SCHEMA, about, data_package
from reports.open_data.fields import Resource
from reports.open_data.figures import ORGANIZATIONS, PERIODS, REGIONS, TARGETS
from reports.open_data.json_form import as_json, schema, written
from reports.open_data.readme import readme
from reports.open_data.work import SOURCES, TASKS
from reports.open_data.year import OfficeYear
from reports.rendering import silent
from reports.snapshot.digests import Checksums
from reports.snapshot.head import Head
from reports.snapshot.snapshot import Snapshot
from reports.snapshot.tables import Row

RESOURCES = (TARGETS, REGIONS, ORGANIZATIONS, PERIODS, TASKS, SOURCES)
README = "README.txt"


def write_annex(snapshot: Snapshot, report: AnnualReport, path: Path) -> None:
    """Write the package to ``path`` and read it back: the same bytes for the same snapshot, key and terms.
    Raises ``FormRefused`` where the portal's key cannot be used, and ``FileDiffers`` where the package does
    not hold what was packed."""
    head = snapshot.head
    files = files_of(OfficeYear(snapshot))
    manifest = manifest_of(head, report, files)
    beside = {MANIFEST: manifest.as_json()}
    beside |= signature_entries(beside[MANIFEST])
    with new_package(path) as package:
        for name, content in (files | beside).items():
            package.add_content(content, name)
    prove_package(path, manifest, beside, silent)


def tables_of(year: OfficeYear) -> dict[Resource, Sequence[Row]]:
    """Every table with its rows."""
    return {resource: list(resource.rows(year)) for resource in RESOURCES}


def files_of(year: OfficeYear) -> dict[str, bytes]:
    """The files of the annex by their names, the description first."""
    tables, head = tables_of(year), year.head
    files = {f"{resource.key}.csv": as_csv(resource.keys, rows) for resource, rows in tables.items()}
    files[DATA] = as_json(about(head), tables)
    files[SCHEMA] = written(schema(RESOURCES))
    described = {DESCRIPTOR: written(data_package(head, tables, files))}
    return described | {README: readme(head, tables)} | files


def manifest_of(head: Head, report: AnnualReport, files: Mapping[str, bytes]) -> Manifest:
    entry = ManifestReport(
        organization=head.organization.code,
        name=head.organization.full_name,
        version=head.version,
        is_frozen=True,
        as_of=head.as_of,
        with_submitted=False,
        snapshot_sha256=report.sha256,
        snapshot_sm3=report.sm3,
        files=tuple(file_entry(name, content) for name, content in files.items()),
    )
    name = f"{head.guidance.year}-{head.organization.code}-v{head.version}-open-data.zip"
    return Manifest(name, head.guidance.year, head.guidance.title, "zh-hans", (entry,))


def file_entry(name: str, content: bytes) -> ManifestFile:
    checksums = Checksums()
    checksums.add(content)
    digests = checksums.digests()
    return ManifestFile(name, name.rpartition(".")[2], len(content), digests.sha256, digests.sm3)
