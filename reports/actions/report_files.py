"""Noting which files the portal has made of frozen reports, so that a copy is known again (design R16)."""

import datetime as dt
from collections.abc import Iterator

from django.db import transaction

from reports.exports.manifest import Manifest, ManifestReport
from reports.models import PACKAGE, AnnualReport, ReportFile
from reports.snapshot.digests import Digests


@transaction.atomic
def note_report_files(
    *, manifest: Manifest, size: int, digests: Digests, is_package: bool, at: dt.datetime
) -> None:
    """Note every file of a frozen report that a manifest names, and for each such report the package that
    holds it, whose ``size`` and ``digests`` are given (two queries). What was noted before stays."""
    package = [(PACKAGE, digests.sha256, size)] if is_package else []
    files = [
        ReportFile(report=report, form=form, sha256=sha256, size=size, language=manifest.language, made_at=at)
        for report, entry in frozen_reports(manifest)
        for form, sha256, size in [*((file.form, file.sha256, file.size) for file in entry.files), *package]
    ]
    ReportFile.objects.bulk_create(files, ignore_conflicts=True)


def frozen_reports(manifest: Manifest) -> Iterator[tuple[AnnualReport, ManifestReport]]:
    """The frozen reports that a manifest names, with what it says of each (one query)."""
    entries = {entry.snapshot_sha256: entry for entry in manifest.reports}
    for report in AnnualReport.objects.filter(sha256__in=entries):
        yield report, entries[report.sha256]
