"""What the database itself refuses of material, whoever writes."""

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.db import models
from django.utils import timezone

from reports.actions.cases import choose_case_of_year
from reports.models import CaseOfYear, CaseScore, FiledText, MaterialPick
from tests.refused import refused_by
from tests.reports.material.told import approved_cases, picked, scored, text_name
from tests.world import World


def update(model: type[models.Model], **values: Any) -> Callable[[World], Any]:
    return lambda _world: model._default_manager.update(**values)


def again(model: type[models.Model], **where: Any) -> Callable[[World], Any]:
    """Write a copy of a row."""

    def copy(_world: World) -> None:
        row = model._default_manager.filter(**where).earliest("pk")
        row.pk = None
        row.save(force_insert=True)

    return copy


BROKEN: dict[str, Callable[[World], Any]] = {
    "reports_filedtext_once": again(FiledText),
    "reports_filedtext_part_known": update(FiledText, part="rumour"),
    "reports_filedtext_one_subject": update(FiledText, task=None, target=None, case=None),
    "reports_filedtext_says_something": update(FiledText, heading="", text=""),
    "reports_materialpick_text_once": again(MaterialPick, kind="case"),
    "reports_materialpick_figure_once": again(MaterialPick, kind="figure"),
    "reports_materialpick_text_or_figure": lambda world: MaterialPick.objects.filter(kind="case").update(
        target=world.pledge
    ),
    "reports_materialpick_changed_at_with_by": update(MaterialPick, changed_at=timezone.now()),
    "reports_casescore_once": again(CaseScore),
    "reports_casescore_in_range": update(CaseScore, effect=6),
    "reports_caseofyear_reason_given": update(CaseOfYear, reason=""),
    "reports_caseofyear_withdrawn_at_with_by": update(CaseOfYear, withdrawn_at=timezone.now()),
}
MODELS = (FiledText, MaterialPick, CaseScore, CaseOfYear)


@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses_what_breaks_a_rule(world: World, name: str) -> None:
    (case,) = approved_cases(world)
    picked(text_name(FiledText.objects.get(part="case")), world.reviewer)
    picked(f"figure-{world.pledge.pk}", world.reviewer)
    scored(case, world.reviewer)
    choose_case_of_year(case=case, reason="成效突出。", by=world.administrator, at=timezone.now())
    with refused_by(name):
        BROKEN[name](world)


def test_every_constraint_of_material_is_tried() -> None:
    assert set(MODELS) <= set(apps.get_models())
    declared = {constraint.name for model in MODELS for constraint in model._meta.constraints}
    assert declared == set(BROKEN)
