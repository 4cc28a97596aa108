"""Indicators and goals from files: right for 2021, refused in one line otherwise."""

import json
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.utils import timezone

from targets.models import Indicator, Target
from tasks.models import Guidance

pytestmark = pytest.mark.django_db
FIXTURES = settings.BASE_DIR / "fixtures"
TARGETS_2021 = FIXTURES / "targets_2021.json"


def run(command: str, *args: Any, **options: Any) -> str:
    out = StringIO()
    call_command(command, *map(str, args), stdout=out, **options)
    return out.getvalue()


@pytest.fixture
def guidance() -> Guidance:
    run("load_organizations")
    run("import_guidance", FIXTURES / "guidance_2021.txt")
    run("load_indicators")
    return Guidance.objects.get()


@pytest.fixture
def goals(guidance: Guidance) -> dict[str, Target]:
    run("load_targets", TARGETS_2021, year=2021)
    targets = guidance.targets.select_related("indicator", "section", "responsible")
    return {target.indicator.code: target for target in targets}


@pytest.mark.parametrize(
    ("code", "comparator", "value", "section", "responsible", "basis", "reported_by"),
    [
        ("invention-examination-period", "at_most", "18.5", "一/三/1", "D-ZLJ", "assigned", "responsible"),
        ("high-value-examination-period", "at_most", "14", "一/三/1", "D-ZLJ", "assigned", "responsible"),
        ("trademark-registration-period", "hold_at", "4", "一/三/1", "D-SBJ", "assigned", "responsible"),
        ("protection-satisfaction", "qualitative", None, "一/三/2", "D-BHS", "derived", "responsible"),
        ("pledge-financing", "at_least", "2400", "一/三/3", "D-YYC", "derived", "local_bureaus"),
        ("financed-enterprise-growth", "more_than", "10", "一/三/3", "D-YYC", "derived", "local_bureaus"),
        ("patent-intensive-value-added", "increase", None, "一/三/3", "D-ZLG", "derived", "responsible"),
        ("one-window", "all", None, "一/三/4", "D-GFS", "derived", "local_bureaus"),
        ("e-filing-convenience", "qualitative", None, "一/三/4", "D-GFS", "assigned", "responsible"),
        ("tisc", "at_least", "100", "一/三/4", "D-GFS", "derived", "local_bureaus"),
    ],
)
def test_load_targets_brings_the_goals_of_2021(
    goals: dict[str, Target],
    code: str,
    comparator: str,
    value: str | None,
    section: str,
    responsible: str,
    basis: str,
    reported_by: str,
) -> None:
    goal = goals[code]
    assert goal.comparator == comparator
    assert goal.value == (Decimal(value) if value else None)
    assert (goal.section.path, goal.responsible.code) == (section, responsible)
    assert (goal.basis, goal.reported_by) == (basis, reported_by)


def test_load_targets_quotes_the_clauses_of_the_guidance(goals: dict[str, Target]) -> None:
    assert len(goals) == 10
    assert all(goal.text in goal.section.text for goal in goals.values())


def test_load_targets_knows_the_baselines(goals: dict[str, Target]) -> None:
    known = {code: goal.baseline for code, goal in goals.items() if goal.baseline is not None}
    assert known == {
        "pledge-financing": 2180,
        "trademark-registration-period": 4,
        "patent-intensive-value-added": 121300,
    }
    assert goals["trademark-registration-period"].tolerance == Decimal("0.1")


def test_load_indicators_gives_both_languages_and_both_rules() -> None:
    run("load_indicators")
    for indicator in Indicator.objects.all():
        assert all((indicator.definition, indicator.english_definition, indicator.english_unit))
        assert not indicator.has_two_numbers or indicator.english_numerator_name
    rules = dict(Indicator.objects.values_list("code", "over_organizations"))
    assert rules["pledge-financing"] == rules["tisc"] == "sum"
    assert rules["one-window"] == rules["financed-enterprise-growth"] == "weighted_mean"
    assert list(rules.values()).count("none") == 6


def test_load_indicators_twice_adds_nothing_and_keeps_edits() -> None:
    run("load_indicators")
    Indicator.objects.filter(code="tisc").update(name="技术与创新支持中心")
    assert run("load_indicators").startswith("0 indicators added, 10 left")
    assert Indicator.objects.get(code="tisc").name == "技术与创新支持中心"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"form": "sum"}, "form"),
        ({"decimals": 9}, "decimals"),
        ({"colour": "red"}, "“colour” is unknown"),
        ({"over_organizations": "weighted_mean"}, "weighted mean"),
        ({"name": ""}, "name"),
    ],
)
def test_load_indicators_refuses_bad_records(tmp_path: Path, changes: dict[str, Any], words: str) -> None:
    data = json.loads((FIXTURES / "indicators.json").read_text(encoding="utf-8"))[:2]
    data[1] |= changes
    path = tmp_path / "indicators.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(CommandError, match=words):
        run("load_indicators", path)
    assert not Indicator.objects.exists()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"indicator": "nothing"}, "“nothing” is unknown"),
        ({"section": "九/九"}, "“九/九” is unknown"),
        ({"responsible": 5}, "“5” is unknown"),
        ({"value": "many"}, "“many” is no decimal string"),
        ({"value": "NaN"}, "“NaN” is no decimal string"),
        ({"value": 18.5}, "is no decimal string"),
        ({"value": None}, "needs a goal value"),
        ({"tolerance": "-1"}, "not negative"),
        ({"comparator": "about"}, "comparator"),
        ({"text": ""}, "text"),
    ],
)
def test_load_targets_refuses_bad_records(
    guidance: Guidance, tmp_path: Path, changes: dict[str, Any], words: str
) -> None:
    data = json.loads(TARGETS_2021.read_text(encoding="utf-8"))[:2]
    data[1] |= changes
    path = tmp_path / "targets.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(CommandError, match=words):
        run("load_targets", path, year=2021)
    assert not Target.objects.exists()


def test_load_targets_for_an_unknown_year_says_so() -> None:
    with pytest.raises(CommandError, match="no guidance for 1999"):
        run("load_targets", TARGETS_2021, year=1999)


def test_load_targets_twice_is_refused(goals: dict[str, Target]) -> None:
    with pytest.raises(CommandError, match="has its goals already"):
        run("load_targets", TARGETS_2021, year=2021)
    assert Target.objects.count() == 10


def test_load_targets_leaves_a_published_guidance_alone(guidance: Guidance) -> None:
    Guidance.objects.update(status="published", published_at=timezone.now())
    with pytest.raises(CommandError, match="is published"):
        run("load_targets", TARGETS_2021, year=2021)
