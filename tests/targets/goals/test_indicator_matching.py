"""The goals of a document as proposals: the right indicator for each, never one in another unit."""

from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from reading import decode, read_document
from targets.goals.indicator_matching import IndicatorMatcher, Printed, recognise
from targets.goals.plan_part import GoalsPart
from targets.goals.proposals import readable
from targets.goals.suggestions import Suggestions
from targets.models import Indicator, ProposedGoal
from tasks.actions.draft.import_document import import_document
from tasks.models import Guidance
from tests.factories import IndicatorFactory

FIXTURES: Path = settings.BASE_DIR / "fixtures"


@pytest.fixture
def guidance(db: None) -> Guidance:
    """The guidance of 2021 as read, with the indicators of the office known."""
    call_command("load_organizations", verbosity=0)
    call_command("load_indicators", verbosity=0)
    text = decode((FIXTURES / "guidance_2021.txt").read_bytes())
    document = read_document(text)
    return import_document(
        document=document, by=None, at=timezone.now(), source_text=text, source_name="guidance_2021.txt"
    ).guidance


def test_the_goals_of_2021_are_proposed_with_their_indicators(guidance: Guidance) -> None:
    goals = guidance.proposed_goals.order_by("order")
    found = goals.values_list("indicator__code", "comparator", "value", "unit", "section__path")
    assert list(found) == [
        ("invention-examination-period", "at_most", Decimal("18.5"), "个月", "一/三/1"),
        ("high-value-examination-period", "at_most", 14, "个月", "一/三/1"),
        ("trademark-registration-period", "hold_at", 4, "个月", "一/三/1"),
        ("protection-satisfaction", "qualitative", None, "", "一/三/2"),
        ("pledge-financing", "at_least", 2400, "亿元", "一/三/3"),
        ("financed-enterprise-growth", "more_than", 10, "%", "一/三/3"),
        ("patent-intensive-value-added", "increase", None, "", "一/三/3"),
        ("one-window", "all", None, "", "一/三/4"),
        ("e-filing-convenience", "qualitative", None, "", "一/三/4"),
        ("tisc", "at_least", 100, "家", "一/三/4"),
    ]


def test_who_answers_is_suggested_from_the_text(guidance: Guidance) -> None:
    """Where the goals name nobody, the task that says the same does; so the file of 2021 has it too."""
    suggestions = Suggestions(guidance)
    found = {
        goal.indicator.code: suggestion
        for goal in guidance.proposed_goals.select_related("indicator")
        if goal.indicator
        for suggestion in [suggestions.for_goal(goal, goal.indicator)]
    }
    assert found["pledge-financing"].responsible is not None
    assert found["pledge-financing"].responsible.code == "D-YYC"
    assert found["pledge-financing"].reported_by == "local_bureaus"
    assert found["tisc"].responsible is not None
    assert found["tisc"].responsible.code == "D-GFS"
    assert found["protection-satisfaction"].reported_by == "responsible"
    assert {suggestion.basis for suggestion in found.values()} <= {"derived", "assigned"}


def test_a_file_of_goals_settles_every_open_point(guidance: Guidance) -> None:
    assert len(GoalsPart().obstacles(guidance)) == 1
    assert GoalsPart().points(guidance) == (0, 10)
    call_command("load_targets", str(FIXTURES / "targets_2021.json"), year=2021, verbosity=0)
    assert GoalsPart().obstacles(guidance) == []
    assert GoalsPart().points(guidance) == (10, 10)
    linked = guidance.proposed_goals.filter(target__isnull=False).select_related("target")
    assert len(linked) == 10
    assert all(goal.indicator_id == goal.target.indicator_id for goal in linked if goal.target)


def test_indicators_loaded_later_are_found_by_their_clauses(db: None) -> None:
    call_command("load_organizations", verbosity=0)
    call_command("import_guidance", str(FIXTURES / "guidance_2021.txt"), verbosity=0)
    assert not ProposedGoal.objects.exclude(indicator=None).exists()
    call_command("load_indicators", verbosity=0)
    call_command("load_targets", str(FIXTURES / "targets_2021.json"), year=2021, verbosity=0)
    assert ProposedGoal.objects.exclude(target=None).count() == 10


def known(*named: tuple[str, str]) -> IndicatorMatcher:
    return IndicatorMatcher(
        Indicator(pk=number, name=name, unit=unit) for number, (name, unit) in enumerate(named, start=1)
    )


@pytest.mark.parametrize(
    ("name", "unit", "expected"),
    [
        ("发明专利审查周期", "个月", "发明专利审查周期"),
        ("发明专利审查周期", "天", None),
        ("发明专利 审查周期", "", "发明专利审查周期"),
        ("专利商标质押融资规模", "万亿元", "专利商标质押融资规模"),
        ("专利商标质押融资规模", "家", None),
        ("知识产权业务“一窗通办”", "", "知识产权业务“一窗通办”实现率"),
        ("全国专利商标质押融资规模", "亿元", "专利商标质押融资规模"),
        ("地理标志产品产值", "亿元", None),
    ],
)
def test_an_indicator_is_proposed_by_name_and_unit(name: str, unit: str, expected: str | None) -> None:
    matcher = known(
        ("发明专利审查周期", "个月"),
        ("专利商标质押融资规模", "亿元"),
        ("知识产权业务“一窗通办”实现率", "%"),
    )
    (found,) = recognise([Printed(name, unit)], matcher)
    assert (found and found.name) == expected


def test_an_exact_name_is_not_given_to_one_that_only_resembles_it() -> None:
    matcher = known(("发明专利审查周期", "个月"))
    goals = [Printed("高价值发明专利审查周期", "个月"), Printed("发明专利审查周期", "个月")]
    high, plain = recognise(goals, matcher)
    assert (high, plain and plain.pk) == (None, 1)


def test_what_an_earlier_document_called_it_is_known() -> None:
    indicator = Indicator(pk=1, name="专利商标质押融资规模", unit="亿元")
    matcher = IndicatorMatcher([indicator], [("知识产权质押贷款额", 1)])
    assert recognise([Printed("知识产权质押贷款额", "亿元")], matcher) == [indicator]


def test_two_indicators_of_one_name_are_left_to_people(db: None) -> None:
    IndicatorFactory(name="专利授权量", unit="件")
    IndicatorFactory(name="专利授权量", unit="件", code="other")
    assert recognise([Printed("专利授权量", "件")], IndicatorMatcher(Indicator.objects.all())) == [None]


@pytest.mark.parametrize(
    ("text", "number"),
    [("18.5", Decimal("18.5")), (None, None), ("1" * 40, None), ("0.0000001", None), ("-1", None)],
)
def test_a_number_that_cannot_be_kept_exactly_is_not_kept(text: str | None, number: Decimal | None) -> None:
    assert readable(text) == number
