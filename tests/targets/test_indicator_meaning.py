"""What an indicator means is fixed once a guidance in force uses it; its words are corrected on record."""

import json
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from targets.actions import add_target, correct_indicator, create_indicator
from targets.fixed_meaning import COLUMNS
from targets.goals.suggestions import Terms
from targets.indicator_meaning import MEANING, fixed_fields, is_used
from targets.models import Indicator, IndicatorCorrection
from targets.target_statement import targets_statement
from tasks.errors import ReasonMissing, TransitionNotAllowed
from tests.conftest import SignIn
from tests.factories import GuidanceFactory, IndicatorFactory, SectionFactory, TargetFactory
from tests.world import World

OTHER = {
    "code": "other",
    "form": "ratio",
    "unit": "万元",
    "scale": 100,
    "decimals": 0,
    "over_organizations": "max",
    "over_periods": "latest",
    "never_falls": True,
}


def correct(world: World, indicator: Indicator, **changed: Any) -> IndicatorCorrection | None:
    reason = changed.pop("reason", "名称更正")
    by = world.person(changed.pop("by", "administrator"))
    for name, value in changed.items():
        setattr(indicator, name, value)
    return correct_indicator(indicator=indicator, by=by, at=timezone.now(), reason=reason)


def test_every_field_but_the_words_is_meaning(world: World) -> None:
    words = {"name", "unit", "definition", "verification", "numerator_name", "denominator_name"}
    explained = words | {f"english_{name}" for name in words}
    known = {field.name for field in Indicator._meta.concrete_fields} - {"id", "is_fixed"}
    assert known - (explained - {"unit"}) == set(MEANING) == set(OTHER)
    assert set(COLUMNS) == {*MEANING, "is_fixed"}


@pytest.mark.parametrize("name", MEANING)
def test_what_a_used_indicator_means_stays(world: World, name: str) -> None:
    with pytest.raises(TransitionNotAllowed, match="Make a new indicator from this one"):
        correct(world, world.pledge.indicator, **{name: OTHER[name]})
    standing = Indicator.objects.get(pk=world.pledge.indicator_id)
    assert getattr(standing, name) != OTHER[name]
    assert not IndicatorCorrection.objects.exists()


def test_its_words_are_corrected_on_record(world: World) -> None:
    made = correct(world, world.pledge.indicator, name="质押融资金额", definition="当年新增。")
    assert made is not None
    assert made.changes == [
        {"field": "name", "before": "专利商标质押融资规模", "after": "质押融资金额"},
        {"field": "definition", "before": "", "after": "当年新增。"},
    ]
    assert (made.reason, made.by) == ("名称更正", world.administrator)
    assert Indicator.objects.get(pk=world.pledge.indicator_id).name == "质押融资金额"
    assert correct(world, world.pledge.indicator) is None


def test_a_correction_holds_the_guidances_that_use_it_and_the_indicator(world: World) -> None:
    """Where the database locks rows; the embedded one lets one write at a time."""
    with CaptureQueriesContext(connection) as asked:
        correct(world, world.pledge.indicator, name="另一名")
    held = [query["sql"].partition(" FROM ")[2] for query in asked if "FOR UPDATE" in query["sql"]]
    tables = [table.split('"')[1] for table in held]
    locked = ["tasks_guidance", "targets_indicator"]
    assert tables == (locked if connection.features.has_select_for_update else [])


def test_a_correction_needs_a_reason_and_an_administrator(world: World) -> None:
    with pytest.raises(ReasonMissing):
        correct(world, world.pledge.indicator, name="另一名", reason=" ")
    with pytest.raises(TransitionNotAllowed, match="administrators"):
        correct(world, world.pledge.indicator, name="另一名", by="reviewer")


def test_a_new_indicator_has_a_code_of_its_own_and_is_an_administrators(world: World) -> None:
    pledge = world.pledge.indicator
    said = {name: getattr(pledge, name) for name in (*MEANING, "name", "english_name", "english_unit")}
    with pytest.raises(TransitionNotAllowed, match="already exists"):
        create_indicator(indicator=Indicator(**said), by=world.administrator)
    new = said | {"code": "pledge-loans"}
    with pytest.raises(TransitionNotAllowed, match="administrators"):
        create_indicator(indicator=Indicator(**new), by=world.reviewer)
    assert create_indicator(indicator=Indicator(**new), by=world.administrator).pk
    with pytest.raises(TransitionNotAllowed, match="At most six decimals"):
        create_indicator(
            indicator=Indicator(**new | {"code": "other", "decimals": 7}), by=world.administrator
        )


def test_an_indicator_of_a_draft_may_still_mean_something_else(world: World) -> None:
    draft = GuidanceFactory(year=2022)
    target = TargetFactory(
        section=SectionFactory(guidance=draft),
        responsible=world.department,
        indicator=IndicatorFactory(name="新指标"),
    )
    assert not is_used(target.indicator)
    assert fixed_fields(target.indicator) == ()
    correct(world, target.indicator, unit="万元")
    assert Indicator.objects.get(pk=target.indicator_id).unit == "万元"
    with pytest.raises(TransitionNotAllowed, match="At most six decimals"):
        correct(world, target.indicator, decimals=7)


def test_a_withdrawn_goal_uses_it_still(world: World) -> None:
    world.guidance.targets.update(withdrawn_on="2021-10-01")
    assert fixed_fields(world.pledge.indicator) == MEANING


# --- The database -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [*MEANING, "is_fixed"])
def test_the_database_holds_what_an_indicator_in_force_means(world: World, name: str) -> None:
    pledge = Indicator.objects.filter(pk=world.pledge.indicator_id)
    with pytest.raises(IntegrityError, match="targets_indicator_meaning_stays"), transaction.atomic():
        pledge.update(**{name: OTHER.get(name, False)})
    pledge.update(name="质押融资金额")
    pledge.get().save()


def test_the_database_lets_an_indicator_of_a_draft_go_on(world: World) -> None:
    indicator = IndicatorFactory(name="新指标")
    Indicator.objects.filter(pk=indicator.pk).update(unit="万元")


def test_publishing_fixes_the_indicators_of_the_guidance(world: World) -> None:
    assert set(Indicator.objects.values_list("is_fixed", flat=True)) == {True}


def test_a_goal_that_an_amendment_adds_fixes_its_indicator(world: World) -> None:
    terms = Terms("at_least", Decimal(5), world.department, "stated", "responsible")
    indicator = IndicatorFactory(name="新指标")
    add_target(
        section=world.pledge.section,
        by=world.administrator,
        at=timezone.now(),
        reason="新增",
        seen=targets_statement(world.guidance),
        text="新增目标",
        indicator=indicator,
        terms=terms,
    )
    assert Indicator.objects.get(pk=indicator.pk).is_fixed


def test_what_was_read_before_it_was_used_is_corrected_none_the_less(world: World) -> None:
    read_before = Indicator.objects.get(pk=world.pledge.indicator_id)
    read_before.is_fixed = False
    correct(world, read_before, name="质押融资金额")
    assert Indicator.objects.get(pk=read_before.pk).is_fixed


# --- The back office --------------------------------------------------------------------------------


def page_of(indicator: Indicator) -> str:
    return reverse("admin:targets_indicator_change", args=[indicator.pk])


def form_of(indicator: Indicator, **changed: Any) -> dict[str, Any]:
    names = [field.name for field in Indicator._meta.concrete_fields if field.name != "id"]
    values = {name: getattr(indicator, name) for name in names}
    return {name: value for name, value in (values | changed).items() if value is not False}


def test_the_back_office_changes_words_and_leaves_the_meaning(world: World, signed_in: SignIn) -> None:
    indicator, client = world.pledge.indicator, signed_in("administrator")
    tried = form_of(indicator, **OTHER, name="质押融资金额", reason="名称更正")
    client.post(page_of(indicator), tried)
    standing = Indicator.objects.get(pk=indicator.pk)
    assert standing.name == "质押融资金额"
    assert {name: getattr(standing, name) for name in MEANING} == {
        name: getattr(indicator, name) for name in MEANING
    }
    text = client.get(page_of(indicator)).content.decode()
    assert "质押融资金额" in text
    assert "名称更正" in text
    assert "A guidance in force uses this indicator" in text


def test_the_back_office_asks_why(world: World, signed_in: SignIn) -> None:
    tried = form_of(world.pledge.indicator, name="质押融资金额")
    answer = signed_in("administrator").post(page_of(world.pledge.indicator), tried)
    assert "Say why the indicator is changed." in answer.content.decode()
    assert not Indicator.objects.filter(name="质押融资金额").exists()


def test_a_changed_meaning_is_a_new_indicator_begun_from_this_one(world: World, signed_in: SignIn) -> None:
    client, indicator = signed_in("administrator"), world.pledge.indicator
    address = f"{reverse('admin:targets_indicator_add')}?like={indicator.pk}"
    assert f'href="{address}"' in client.get(page_of(indicator)).content.decode()
    form = client.get(address).context["adminform"].form
    assert form.initial["unit"] == "亿元"
    assert "code" not in form.initial
    said = {name: value for name, value in form.initial.items() if value is not False}
    client.post(address, said | {"code": "pledge-2", "name": "质押融资金额（万元）", "unit": "万元"})
    assert Indicator.objects.get(code="pledge-2").unit == "万元"
    assert client.get(f"{reverse('admin:targets_indicator_add')}?like=²").status_code == 200


def test_one_that_no_goal_names_may_be_removed(world: World, signed_in: SignIn) -> None:
    unused, used = IndicatorFactory(name="无用"), world.pledge.indicator
    client = signed_in("administrator")
    for indicator, code in ((unused, 302), (used, 403)):
        page = reverse("admin:targets_indicator_delete", args=[indicator.pk])
        assert client.post(page, {"post": "yes"}).status_code == code
    assert not Indicator.objects.filter(pk=unused.pk).exists()


# --- The loader -------------------------------------------------------------------------------------


def test_a_file_says_where_it_means_something_else_and_changes_nothing(world: World, tmp_path: Path) -> None:
    indicator = world.pledge.indicator
    said = form_of(indicator, unit="万元", never_falls=False, name="另一名")
    file = tmp_path / "indicators.json"
    file.write_text(json.dumps([said], ensure_ascii=False), encoding="utf-8")
    err = StringIO()
    call_command("load_indicators", str(file), stdout=StringIO(), stderr=err)
    assert f"{indicator.code} stays as it is, though the file says another unit" in err.getvalue()
    assert Indicator.objects.get(pk=indicator.pk).unit == "亿元"
