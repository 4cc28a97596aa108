"""Where the snapshot of a report comes from: frozen, or made of what is approved now (design R14)."""

from pathlib import Path

from reports.assembly import Wanted, gather, write_report
from reports.models import AnnualReport
from reports.snapshot.digests import Digests
from reports.stored_report import unpack


def write_snapshot_of(wanted: Wanted, path: Path, version: AnnualReport | None = None) -> Digests:
    """Write the snapshot of a report to ``path``; answers the checksums that the file has.

    It is the ``version`` that is named; else the latest frozen one where there is one, unless what waits for
    approval is asked for; else what is approved at the moment, which says of itself that it is not final.
    """
    reports = AnnualReport.objects.of(wanted.guidance, wanted.organization)
    frozen = version or (None if wanted.with_submitted else reports.first())
    if frozen is None:
        return write_report(path, wanted, gather(wanted), None)
    unpack(frozen, path)
    return Digests(frozen.sha256, frozen.sm3)
