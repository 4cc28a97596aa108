"""Reports as PDF for tests, made from documents alone."""

from pathlib import Path

from msgspec.structs import replace

from reports.pdf.render import render_pdf
from reports.rendering import silent
from reports.snapshot.document import (
    Block,
    Cell,
    Column,
    Letterhead,
    Paragraph,
    Passage,
    ReportDocument,
    Signature,
    Table,
)
from reports.snapshot.snapshot import Snapshot, write_snapshot
from tests.reports.specimen import specimen_document, specimen_head, specimen_year


def snapshot_of(document: ReportDocument, folder: Path) -> Snapshot:
    path = folder / "snapshot.json"
    documents = {document.language: document}
    write_snapshot(path, head=specimen_head(), year=specimen_year(), documents=documents, tables=[])
    return Snapshot(path)


def pdf_of(document: ReportDocument, folder: Path) -> Path:
    path = folder / "report.pdf"
    render_pdf(snapshot_of(document, folder), document.language, path, silent)
    return path


def changes_in(document: ReportDocument, folder: Path) -> list[str]:
    return render_pdf(snapshot_of(document, folder), document.language, folder / "report.pdf", silent)


def bare(*body: Block, language: str = "zh-hans") -> ReportDocument:
    """A document of a title and a body, and nothing else."""
    return ReportDocument(language, ("题目",), "", body, Signature(""), Letterhead())


def whole(*body: Block) -> ReportDocument:
    """The specimen with another body."""
    return replace(specimen_document(), body=body)


def paragraph(text: str) -> Paragraph:
    return Paragraph((Passage(text),))


def table(*rows: tuple[str, ...], title: str = "表1") -> Table:
    columns = tuple(Column(f"列{number}") for number in range(len(rows[0])))
    return Table(title, columns, tuple(tuple(map(Cell, row)) for row in rows))


def english() -> ReportDocument:
    return ReportDocument(
        language="en",
        title=("Report on the Annual Work Guidelines (2021)",),
        addressee="To the Department of IP Utilization:",
        body=(
            paragraph(
                "Internationalization of interdepartmental responsibilities—“well-known” (-5.2 %). " * 30
            ),
        ),
        signature=Signature("Guangdong Intellectual Property Administration", "14 December 2021"),
    )
