"""A report into a PDF."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import typst

from reports.pdf.contents import Contents
from reports.pdf.fonts import FontSet, report_fonts
from reports.rendering import Progress
from reports.snapshot.snapshot import Snapshot
from texts.outgoing.json_text import json_text
from texts.outgoing.pdf_text import PdfGate

if TYPE_CHECKING:
    from typst import PDFStandard

TEMPLATE = Path(__file__).parent / "template"
STANDARDS: "list[PDFStandard]" = ["a-2a", "ua-1"]
UNKNOWN_FONT = "unknown font family"


def render_pdf(snapshot: Snapshot, language: str, path: Path, progress: Progress) -> list[str]:
    """Write the report in one language; answers what of its texts had to be changed.

    Raises ``FormRefused`` where there is no Chinese font.
    """
    fonts = report_fonts()
    contents = Contents(snapshot.documents[language], PdfGate(fonts.covered))
    progress(0, 1)
    plain = contents.plain()
    as_of = dt.datetime.fromisoformat(snapshot.head.as_of)
    path.write_bytes(typeset(plain | {"fonts": fonts.faces}, fonts, as_of))
    progress(1, 1)
    return contents.changes()


def typeset(report: object, fonts: FontSet, as_of: dt.datetime) -> bytes:
    """The pages; what is shown goes in as data, so that nothing of it is read as markup.

    Raises ``typst.TypstError`` where it cannot be set, and ``ValueError`` where a font is asked for by a name
    that it does not have.
    """
    compiler = typst.Compiler(
        TEMPLATE / "report.typ", root=TEMPLATE, font_paths=fonts.fonts, ignore_system_fonts=True
    )
    pages, warnings = compiler.compile_with_warnings(
        format="pdf", sys_inputs={"report": json_text(report)}, pdf_standards=STANDARDS, timestamp=as_of
    )
    unknown = [warning.message for warning in warnings if UNKNOWN_FONT in warning.message]
    if unknown:
        raise ValueError("; ".join(unknown))
    if not isinstance(pages, bytes):
        raise ValueError("typst made no single file.")
    return pages
