"""What writes each form of a report, and what reads it back."""

from dataclasses import dataclass

from reports.json_form import prove_json, render_json
from reports.models import FormKey
from reports.rendering import Proof, Renderer


@dataclass(frozen=True, slots=True)
class Maker:
    render: Renderer
    prove: Proof


MAKERS: dict[FormKey, Maker] = {FormKey.JSON: Maker(render_json, prove_json)}
