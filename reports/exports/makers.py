"""What writes each form of a report, and what reads it back."""

from dataclasses import dataclass

from reports.json_form import prove_json, render_json
from reports.models import FormKey
from reports.pdf.proof import prove_pdf
from reports.pdf.render import render_pdf
from reports.rendering import Proof, Renderer
from reports.word.proof import prove_docx
from reports.word.render import render_docx


@dataclass(frozen=True, slots=True)
class Maker:
    render: Renderer
    prove: Proof


MAKERS: dict[FormKey, Maker] = {
    FormKey.DOCX: Maker(render_docx, prove_docx),
    FormKey.PDF: Maker(render_pdf, prove_pdf),
    FormKey.JSON: Maker(render_json, prove_json),
}
