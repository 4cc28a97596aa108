"""What the database refuses of the steps of a sign-off that were done in place of somebody."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from reports.models import AnnualReport, SignOffStep
from tests.world import World
from tests.written_once import annual_report, edited_text

pytestmark = pytest.mark.django_db
BROKEN: dict[str, dict[str, Any]] = {
    "reports_signoffstep_for_somebody_else": {"kind": "checked", "in_place_of": "lead"},
    "reports_signoffstep_deputies_sign": {"kind": "taken_back", "in_place_of": "filer"},
}


def step(world: World, in_place_of: str | None, **values: Any) -> SignOffStep:
    """A step of the lead's."""
    annual_report(world)
    edition = edited_text(world, base=AnnualReport.objects.get())
    principal = world.people[in_place_of] if in_place_of else None
    made = {"organization": world.province, "round": 1, "version": 2, "at": timezone.now(), "by": world.lead}
    return SignOffStep.objects.create(edition=edition, in_place_of=principal, **made | values)


@pytest.mark.parametrize("name", BROKEN)
def test_a_step_in_place_of_somebody_is_one_that_can_be(world: World, name: str) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        step(world, **BROKEN[name])


@pytest.mark.parametrize("kind", ["checked", "countersigned", "signed_out"])
def test_each_signature_can_stand_in_place_of_another(world: World, kind: str) -> None:
    assert step(world, "filer", kind=kind).signature == "lead for filer"
