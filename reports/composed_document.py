"""The document of a frozen version, which never changes: read once and kept for the next who ask."""

from functools import lru_cache

from reports.models import AnnualReport
from reports.snapshot.document import ReportDocument
from reports.snapshot.head import Head
from reports.snapshot.snapshot import Snapshot
from reports.snapshot.year import Year
from reports.stored_report import unpacked

# The language that people edit; a report in the other stays as it was composed.
EDITED = "zh-hans"


def composed_document(report: AnnualReport) -> ReportDocument:
    """The Chinese document of a version (two queries the first time, none afterwards)."""
    return _document(report.pk, report.sha256)


@lru_cache(maxsize=16)
def _document(pk: int, _sha256: str) -> ReportDocument:
    """By id and checksum: what is kept under a checksum says the same for good."""
    with unpacked(AnnualReport.objects.get(pk=pk)) as path:
        return Snapshot(path).documents[EDITED]


def composed_head(report: AnnualReport) -> Head:
    """Which report a version is and as of when (two queries the first time, none afterwards)."""
    return _head(report.pk, report.sha256)


@lru_cache(maxsize=16)
def _head(pk: int, _sha256: str) -> Head:
    with unpacked(AnnualReport.objects.get(pk=pk)) as path:
        return Snapshot(path).head


def composed_year(report: AnnualReport) -> Year:
    """The year that a frozen version tells of (two queries the first time, none afterwards). The whole
    country's takes one megabyte while it is kept (``benchmarks/office_text.py``)."""
    return _year(report.pk, report.sha256)


@lru_cache(maxsize=8)
def _year(pk: int, _sha256: str) -> Year:
    with unpacked(AnnualReport.objects.get(pk=pk)) as path:
        return Snapshot(path).year
