"""What the database itself refuses of edited texts and their sign-off, whoever writes."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone

from reports.models import (
    AnnualReport,
    Countersigner,
    DocumentNumber,
    Edition,
    EditionChange,
    EditionConfirmation,
    EditionPart,
    SignOffStep,
)
from tests.refused import constraints_of, refused_by
from tests.written_once import annual_report, edited_text

if TYPE_CHECKING:
    from tests.world import World

MODELS = (
    *(Edition, EditionPart, EditionChange, EditionConfirmation),
    *(SignOffStep, Countersigner, DocumentNumber),
)


def changed(**values: Any) -> "Callable[[World], Any]":
    return lambda world: Edition.objects.update(**values)


def done(world: "World") -> dict[str, Any]:
    return {"edition": Edition.objects.get(), "at": timezone.now(), "by": world.lead}


def part(_world: "World", **values: Any) -> EditionPart:
    made = {"edition": Edition.objects.get(), "number": 1, "place": 0, "words": "某段。"}
    return EditionPart.objects.create(**made | values)


def change(world: "World", **values: Any) -> EditionChange:
    return EditionChange.objects.create(
        **done(world) | {"version": 3, "kind": "undone", "content": {}} | values
    )


def confirmation(world: "World", **values: Any) -> EditionConfirmation:
    made = {
        "key": "number:1:a",
        "reason": "台账。",
        "confirmed_at": timezone.now(),
        "confirmed_by": world.lead,
    }
    return EditionConfirmation.objects.create(edition=Edition.objects.get(), **made | values)


def step(world: "World", **values: Any) -> SignOffStep:
    made = {"round": 1, "kind": "checked", "version": 2, "organization": world.province, "opinion": "可。"}
    return SignOffStep.objects.create(**done(world) | made | values)


def countersigner(world: "World") -> Countersigner:
    return Countersigner.objects.create(edition=Edition.objects.get(), organization=world.city)


def number(world: "World", **values: Any) -> DocumentNumber:
    made = {"year": 2021, "sequence": 2, "mark": "粤知报", "organization": world.province}
    report = annual_report(world, version=2, replaces=AnnualReport.objects.get())
    return DocumentNumber.objects.create(report=report, at=timezone.now(), by=world.lead, **made | values)


def twice(make: "Callable[[World], Any]") -> "Callable[[World], Any]":
    return lambda world: [make(world), make(world)]


def copied(world: "World") -> Edition:
    known = Edition.objects.get()
    return Edition.objects.create(
        guidance=known.guidance,
        organization=known.organization,
        base=known.base,
        begun_at=timezone.now(),
        begun_by=world.lead,
    )


BROKEN: "dict[str, Callable[[World], Any]]" = {
    "reports_edition_one_open": copied,
    "reports_edition_status_known": changed(status="lost"),
    "reports_edition_issued_at_with_by": lambda world: Edition.objects.update(issued_by=world.lead),
    "reports_edition_issued_as_report": changed(status="issued"),
    "reports_editionpart_once": twice(part),
    "reports_editionpart_joined_into_no_self": lambda world: part(world, joined_into=1),
    "reports_editionpart_inserted_as_composed": lambda world: part(world, origin="figure-1"),
    "reports_editionpart_edited_at_with_by": lambda world: part(world, edited_by=world.lead),
    "reports_editionchange_once": lambda world: change(world, version=2),
    "reports_editionchange_undoes_a_range": lambda world: change(world, undoes=3, undoes_until=3),
    "reports_editionconfirmation_once": twice(confirmation),
    "reports_editionconfirmation_has_reason": lambda world: confirmation(world, reason=""),
    "reports_editionconfirmation_withdrawn_at_with_by": lambda world: confirmation(
        world, withdrawn_by=world.lead
    ),
    "reports_signoffstep_once": twice(step),
    "reports_signoffstep_kind_known": lambda world: step(world, kind="lost"),
    "reports_signoffstep_sent_back_with_reason": lambda world: step(world, kind="sent_back", opinion=""),
    "reports_signoffstep_for_somebody_else": lambda world: step(world, in_place_of=world.lead),
    "reports_signoffstep_deputies_sign": lambda world: step(
        world, kind="taken_back", in_place_of=world.filer
    ),
    "reports_countersigner_once": twice(countersigner),
    "reports_documentnumber_once": lambda world: number(world, sequence=1),
    "reports_documentnumber_counts_from_one": lambda world: number(world, sequence=0),
    "reports_documentnumber_has_mark": lambda world: number(world, mark=""),
}


@pytest.fixture
def kept(world: "World") -> "World":
    edited_text(world, base=annual_report(world))
    return world


@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses_what_breaks_a_rule(kept: "World", name: str) -> None:
    with refused_by(name):
        BROKEN[name](kept)


@pytest.mark.parametrize("kind", ["checked", "countersigned", "signed_out"])
def test_each_signature_can_stand_in_place_of_another(kept: "World", kind: str) -> None:
    assert step(kept, kind=kind, in_place_of=kept.filer).signature == "lead for filer"


def test_every_constraint_is_tried() -> None:
    assert constraints_of(*MODELS) == set(BROKEN)
