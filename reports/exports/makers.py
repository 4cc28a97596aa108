"""What writes each form of a report, and what reads it back: loaded when it is needed.

The libraries that set a PDF or write a Word document take as much memory as the rest of a report; who makes a
workbook of thousands of organizations has no use for them.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import cast

from django.utils.module_loading import import_string

from reports.models import FormKey
from reports.rendering import Progress, Proof, Renderer
from reports.snapshot.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Maker:
    render: Renderer
    prove: Proof


def made_by(renderer: str, proof: str) -> Maker:
    """The maker whose functions have these names, given with their modules."""

    def render(snapshot: Snapshot, language: str, path: Path, progress: Progress) -> list[str]:
        return cast("Renderer", import_string(renderer))(snapshot, language, path, progress)

    def prove(snapshot: Snapshot, language: str, path: Path, progress: Progress) -> None:
        cast("Proof", import_string(proof))(snapshot, language, path, progress)

    return Maker(render, prove)


MAKERS: dict[FormKey, Maker] = {
    FormKey.DOCX: made_by("reports.word.render.render_docx", "reports.word.proof.prove_docx"),
    FormKey.PDF: made_by("reports.pdf.render.render_pdf", "reports.pdf.proof.prove_pdf"),
    FormKey.XLSX: made_by("reports.workbook.xlsx.render_xlsx", "reports.workbook.xlsx_proof.prove_xlsx"),
    FormKey.JSON: made_by("reports.json_form.render_json", "reports.json_form.prove_json"),
}
