"""How long reports take in every form: ``python benchmarks/reports.py``.

``DATABASE_URL`` names the server; the database is a scratch one that is gone afterwards. The sample year is
loaded and its approved reports are frozen. Then the report of every bureau is rendered as PDF and as Word
document, and the report of the whole office in every form, each read back; the snapshot is made before and
counts for itself. Beside each time of a bureau stands how many times it is the bare work: the same words as
plain paragraphs, by the same library.
"""

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guidance_portal.settings")

import django

django.setup()

from django.conf import settings
from django.utils import timezone

from benchmarks.bare_documents import seconds_as_pdf, seconds_as_word, words_of
from benchmarks.scratch import analyze, scratch_database
from organizations.models import Organization
from reports.actions.freeze import freeze_report
from reports.assembly import Wanted, gather, write_report
from reports.closing_filings import unfrozen_filings
from reports.exports.makers import MAKERS
from reports.models import FormKey
from reports.rendering import silent
from reports.snapshot.snapshot import Snapshot
from sample.year.load import load_sample
from tasks.models import Guidance

LANGUAGE = settings.LANGUAGE_CODE
BUREAU_SECONDS, OFFICE_SECONDS = 0.3, 5.0
BUREAU_FORMS = (FormKey.PDF, FormKey.DOCX)


def seconds_to_snapshot(guidance: Guidance, organization: Organization, path: Path) -> float:
    """How long gathering, composing and writing a report takes."""
    begun = time.perf_counter()
    wanted = Wanted(guidance, organization, timezone.now())
    write_report(path, wanted, gather(wanted), None)
    return time.perf_counter() - begun


def seconds_to_render(snapshot: Snapshot, form: FormKey, folder: Path) -> tuple[float, float]:
    """How long a form takes to be rendered, and to be read back."""
    path, maker = folder / f"report.{form.value}", MAKERS[form]
    begun = time.perf_counter()
    maker.render(snapshot, LANGUAGE, path, silent)
    rendered = time.perf_counter()
    maker.prove(snapshot, LANGUAGE, path, silent)
    return rendered - begun, time.perf_counter() - rendered


def seconds_bare(snapshot: Snapshot, form: FormKey, folder: Path) -> float:
    """How long the words of a report take alone."""
    words = words_of(snapshot.documents[LANGUAGE])
    return seconds_as_pdf(words) if form is FormKey.PDF else seconds_as_word(words, folder / "bare.docx")


def measure_bureaus(guidance: Guidance, folder: Path) -> bool:
    """Every bureau as PDF and Word document; whether each median is within its limit."""
    seconds: dict[FormKey, list[float]] = {form: [] for form in BUREAU_FORMS}
    bare: dict[FormKey, list[float]] = {form: [] for form in BUREAU_FORMS}
    snapshots = []
    for organization in Organization.objects.filter(kind__in=["bureau", "centre"]).order_by("path"):
        path = folder / "bureau.json"
        snapshots.append(seconds_to_snapshot(guidance, organization, path))
        snapshot = Snapshot(path)
        for form in BUREAU_FORMS:
            seconds[form].append(seconds_to_render(snapshot, form, folder)[0])
            bare[form].append(seconds_bare(snapshot, form, folder))
    print(f"{len(snapshots)} bureaus: a snapshot {statistics.median(snapshots):.3f} s (median)")
    for form, each in seconds.items():
        median, plain = statistics.median(each), statistics.median(bare[form])
        told = f"{median:.3f} s (median), ×{median / plain:.1f} the bare, {max(each):.3f} s (most)"
        print(f"  {form.value}: {told}, limit {BUREAU_SECONDS} s")
    return all(statistics.median(each) <= BUREAU_SECONDS for each in seconds.values())


def measure_office(guidance: Guidance, folder: Path) -> bool:
    """The office's report in every form; whether all together are within the limit."""
    office, path = Organization.objects.get(kind=Organization.Kind.OFFICE), folder / "office.json"
    print(f"The office: its snapshot {seconds_to_snapshot(guidance, office, path):.2f} s")
    snapshot, together = Snapshot(path), 0.0
    for form in MAKERS:
        rendered, proved = seconds_to_render(snapshot, form, folder)
        together += rendered
        print(f"  {form.value}: rendered in {rendered:.2f} s, read back in {proved:.2f} s")
    print(f"  together {together:.2f} s, limit {OFFICE_SECONDS} s")
    return together <= OFFICE_SECONDS


def main() -> int:
    with scratch_database(), tempfile.TemporaryDirectory() as folder:
        guidance = load_sample()
        assert guidance is not None  # noqa: S101 (the database is new)
        analyze()
        filings = list(unfrozen_filings().select_related("approved_by"))
        begun = time.perf_counter()
        for filing in filings:
            freeze_report(filing=filing, by=filing.approved_by, at=timezone.now())
        each = (time.perf_counter() - begun) / len(filings)
        print(f"{len(filings)} reports frozen, {each:.3f} s each")
        is_quick = [measure_bureaus(guidance, Path(folder)), measure_office(guidance, Path(folder))]
    return 0 if all(is_quick) else 1


if __name__ == "__main__":
    sys.exit(main())
