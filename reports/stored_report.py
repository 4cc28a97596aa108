"""The snapshot of a frozen report taken out of the database, as the file that forms are rendered from."""

import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reports.models import AnnualReport, ReportContent
from reports.rendering import FileDiffers
from reports.snapshot.digests import digests_of

PIECE = 1 << 18


@contextmanager
def unpacked(report: AnnualReport) -> Iterator[Path]:
    """The snapshot in a file that is gone after the block (one query)."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.json"
        unpack(report, path)
        yield path


def unpack(report: AnnualReport, path: Path) -> None:
    """Write the snapshot of a report to ``path``; raises ``FileDiffers`` where it is not what was frozen."""
    compressed = memoryview(ReportContent.objects.values_list("compressed", flat=True).get(report=report))
    try:
        with path.open("wb") as file:
            file.writelines(decompressed(compressed))
    except zlib.error as error:
        raise FileDiffers(f"The stored snapshot of {report} cannot be read: {error}.") from error
    found = digests_of(path)
    if (found.sha256, found.sm3) != (report.sha256, report.sm3):
        raise FileDiffers(f"The stored snapshot of {report} is not what was frozen: {found.sha256}.")


def decompressed(compressed: memoryview) -> Iterator[bytes]:
    """What was compressed, in pieces that are small however far it was: the tables of the whole country
    shrink to a twentieth."""
    decompressor = zlib.decompressobj()
    for start in range(0, len(compressed), PIECE):
        rest: bytes | memoryview = compressed[start : start + PIECE]
        while rest:
            yield decompressor.decompress(rest, PIECE)
            rest = decompressor.unconsumed_tail
    yield decompressor.flush()
