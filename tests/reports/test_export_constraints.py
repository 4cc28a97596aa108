"""What the database itself refuses of an export, whoever writes."""

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from django.db import models
from django.utils import timezone

from reports.models import Export, FormKey, as_stated
from reports.models.report_form import FORM_CHOICES
from tests.refused import refused_by
from tests.reports.exports.orders import waiting

if TYPE_CHECKING:
    from tests.world import World

pytestmark = pytest.mark.usefixtures("files_elsewhere")


def update(**values: Any) -> "Callable[[World], Any]":
    return lambda _world: Export.objects.update(**values)


def written_again(_world: "World") -> None:
    export = Export.objects.get()
    export.pk = None
    export.save(force_insert=True)


BROKEN: "dict[str, Callable[[World], Any]]" = {
    "reports_export_done_has_file": update(status="done"),
    "reports_export_steps_in_order": update(steps_done=2, steps_total=1),
    "reports_export_status_known": update(status="lost"),
    "reports_export_scope_known": update(scope="some"),
    "reports_export_among_known": update(among="east"),
    "reports_export_forms_known": update(forms="json,docx"),
    "reports_export_cancelled_at_with_by": update(status="cancelled", cancelled_at=timezone.now()),
    "reports_export_cancelled_when": lambda world: Export.objects.update(
        cancelled_at=timezone.now(), cancelled_by=world.administrator
    ),
    "reports_export_cancelled_has_no_file": lambda world: Export.objects.update(
        status="cancelled",
        cancelled_at=timezone.now(),
        cancelled_by=world.administrator,
        file="exports/a.json",
    ),
    "reports_export_one_at_a_time": written_again,
}


@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses_what_breaks_a_rule(world: "World", name: str) -> None:
    waiting(world)
    with refused_by(name):
        BROKEN[name](world)


def test_every_constraint_of_an_export_is_tried() -> None:
    constraints = [each for each in Export._meta.constraints if isinstance(each, models.BaseConstraint)]
    assert {constraint.name for constraint in constraints} == set(BROKEN)


def test_every_choice_of_forms_has_one_way_to_be_stated() -> None:
    assert len(FORM_CHOICES) == len(set(FORM_CHOICES)) == 2 ** len(FormKey) - 1
    assert as_stated(["json", "docx", "json"]) == "docx,json"
    assert as_stated([]) not in FORM_CHOICES
    # The column holds every choice.
    length = Export._meta.get_field("forms").max_length
    assert max(map(len, FORM_CHOICES)) <= (length or 0)


def test_an_export_is_named_by_the_time_that_its_page_shows(world: "World") -> None:
    asked = dt.datetime(2021, 12, 31, 17, 5, tzinfo=dt.UTC)
    export = Export(guidance=world.guidance, organization=world.office, requested_at=asked)
    assert str(export) == "2021 · 2022-01-01 01:05"
