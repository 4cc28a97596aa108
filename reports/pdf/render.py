"""A report into a PDF."""

import datetime as dt
from pathlib import Path

from reports.pdf.contents import Contents
from reports.pdf.fonts import report_fonts
from reports.pdf.typesetting import typeset
from reports.rendering import Progress
from reports.snapshot.snapshot import Snapshot
from texts.outgoing.pdf_text import PdfGate


def render_pdf(snapshot: Snapshot, language: str, path: Path, progress: Progress) -> list[str]:
    """Write the report in one language; answers what of its texts had to be changed.

    Raises ``FormRefused`` where there is no Chinese font.
    """
    fonts = report_fonts()
    progress(0, 1)
    contents = Contents(snapshot.documents[language], PdfGate(fonts.covered), snapshot.head.verification)
    shown = contents.plain() | {"fonts": fonts.faces}
    as_of = dt.datetime.fromisoformat(snapshot.head.as_of)
    path.write_bytes(typeset(shown, contents.pictures, fonts.fonts, as_of))
    progress(1, 1)
    return contents.changes()
