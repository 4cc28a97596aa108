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
    ReportDocument,
    Signature,
    Table,
)
from tests.reports.specimen import paragraph, snapshot_of, specimen_document


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
