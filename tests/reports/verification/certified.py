"""Snapshots of frozen reports that carry a code, and their forms."""

from pathlib import Path

from msgspec.structs import replace

from reports.exports.makers import MAKERS
from reports.models import FormKey
from reports.rendering import silent
from reports.snapshot.document import Form, ReportDocument
from reports.snapshot.head import Verification
from reports.snapshot.snapshot import Snapshot, write_snapshot
from tests.reports.specimen import filings_table, specimen_document, specimen_head, specimen_year

CODE = "BG4Y7S6DQ9429SW7"
VERIFICATION = Verification("BG4Y-7S6D-Q942-9SW7", "https://portal.example.gov.cn/verify/")


def certified(
    folder: Path,
    verification: Verification | None = VERIFICATION,
    *,
    form: Form = Form.OFFICIAL,
    document: ReportDocument | None = None,
) -> Snapshot:
    """A frozen snapshot with a code, or one of the days before there were codes."""
    path = folder / "snapshot.json"
    shown = document or specimen_document(paragraphs=3, form=form)
    write_snapshot(
        path,
        head=replace(specimen_head(), is_frozen=True, version=1, verification=verification),
        year=specimen_year(),
        documents={shown.language: shown},
        tables=[filings_table()],
    )
    return Snapshot(path)


def made(snapshot: Snapshot, form: FormKey, language: str = "zh-hans") -> Path:
    """A form of the snapshot, written and read back."""
    path = snapshot.path.with_name(f"report.{form.value}")
    MAKERS[form].render(snapshot, language, path, silent)
    MAKERS[form].prove(snapshot, language, path, silent)
    return path
