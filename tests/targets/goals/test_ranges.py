"""A range that is to be held, at the doors of goals other than the page of its draft."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from organizations.records import BadRecords
from targets.actions import amend_target, set_milestones
from targets.allocation.shares import standing
from targets.arithmetic.outcome import Outcome
from targets.figures.queries import figures_of
from targets.figures.terms import goal_of
from targets.goals.comparison import compare_goals
from targets.goals.loading import create_targets
from targets.goals.statement import goal_statement
from targets.goals.suggestions import Terms
from targets.models import Allocation, ProposedGoal, Target
from targets.target_statement import target_statement
from tasks.errors import TransitionNotAllowed
from tasks.models import Amendment, Guidance
from tests.conftest import SignIn
from tests.drafts import make_draft
from tests.targets.goals.goal_draft import TEXT, goal, terms
from tests.targets.goals.goals_as_read import accept_goal, add_goal, split_goal
from tests.world import World

RANGE = "质押融资规模控制在3200亿元至0.36万亿元之间"


@pytest.fixture
def draft(world: World) -> Guidance:
    return make_draft(TEXT.replace("专利商标质押融资规模达到0.32万亿元", f"专利商标{RANGE}"))


def fresh(target: Target) -> Target:
    return Target.objects.select_related("indicator", "guidance", "responsible").get(pk=target.pk)


def as_range(target: Target, low: str, high: str) -> Target:
    Target.objects.filter(pk=target.pk).update(comparator="between", value=low, upper_value=high)
    return fresh(target)


def amended(world: World, target: Target, **said: Any) -> Amendment | None:
    stands = Terms(
        **{
            name: getattr(target, name)
            for name in ("comparator", "value", "responsible", "basis", "reported_by", "upper_value")
        }
    )
    return amend_target(
        target=target,
        by=world.administrator,
        at=timezone.now(),
        reason="年中调整",
        seen=target_statement(fresh(target)),
        terms=replace(stands, **said),
    )


def test_a_range_is_proposed_with_both_ends_in_one_unit(world: World, draft: Guidance) -> None:
    proposal = goal(draft, "质押")
    assert (proposal.comparator, proposal.value, proposal.upper_value, proposal.unit) == (
        *("between", 3200, 3600),
        "亿元",
    )
    assert "控制在 3,200—3,600 亿元之间" in goal_statement(proposal).parts["目标值"]
    target = accept_goal(
        proposal=proposal,
        by=world.administrator,
        indicator=world.pledge.indicator,
        terms=terms(world.department, comparator="between", upper_value=Decimal(3600)),
    )
    assert target.numbers == (3200, 3600)


def test_a_goal_that_is_split_or_added_keeps_both_ends(world: World, draft: Guidance) -> None:
    twin = split_goal(proposal=goal(draft, "质押"), by=world.administrator)
    assert twin.numbers == (3200, 3600)
    section = draft.sections.first()
    [added] = add_goal(
        guidance=draft, by=world.administrator, section=section, text="群众满意度在95分以上100分以下"
    )
    assert (added.comparator, added.numbers) == ("between", (95, 100))


@pytest.mark.parametrize("upper_value", [None, Decimal(3200), Decimal(3)])
def test_a_range_without_an_upper_end_above_its_lower_one_is_refused(
    world: World, draft: Guidance, upper_value: Decimal | None
) -> None:
    with pytest.raises(TransitionNotAllowed, match="A range needs an upper end above its lower one"):
        accept_goal(
            proposal=goal(draft, "质押"),
            by=world.administrator,
            indicator=world.pledge.indicator,
            terms=terms(world.department, comparator="between", upper_value=upper_value),
        )


def test_two_years_are_compared_with_both_ends(world: World, draft: Guidance) -> None:
    as_range(world.pledge, "3000", "3600")
    rows = {row.name: (row.before, row.after) for row in compare_goals(draft, world.guidance)}
    with translation.override("zh-hans"):
        rows = {row.name: (row.before, row.after) for row in compare_goals(draft, world.guidance)}
    assert rows["专利商标质押融资规模"] == ("控制在 3,000—3,600 亿元之间", "控制在 3,200—3,600 亿元之间")


def test_an_amended_upper_end_is_written_down(world: World) -> None:
    target = as_range(world.pledge, "2400", "2600")
    amendment = amended(world, target, upper_value=Decimal(2800))
    assert amendment is not None
    assert [(change["before"], change["after"]) for change in amendment.changes] == [
        ("控制在 2,400—2,600 亿元之间", "控制在 2,400—2,800 亿元之间")
    ]
    assert amended(world, fresh(target)) is None


def test_a_range_becomes_a_goal_with_one_number(world: World) -> None:
    target = as_range(world.pledge, "2400", "2600")
    with pytest.raises(TransitionNotAllowed, match="other goals have no upper end"):
        amended(world, target, comparator="at_least")
    assert amended(world, target, comparator="at_least", upper_value=None) is not None
    assert fresh(target).numbers == (2400,)


def test_each_share_of_a_range_is_a_range_as_wide_in_proportion(world: World) -> None:
    target = as_range(world.pledge, "2400", "3000")
    made = {"set_at": timezone.now(), "set_by": world.administrator}
    Allocation.objects.create(target=target, organization=world.province, value=800, **made)
    assert target.can_be_shared
    assert goal_of(target, Decimal(800)).bounds == (800, 1000)
    world.approve(world.filing(), value="1100")
    shown = figures_of(world.province, [target])[target.pk]
    assert shown.outcome is Outcome.OFF_TRACK
    assert "above the upper end" in shown.sentence
    assert not as_range(world.pledge, "0", "3000").can_be_shared


def test_how_much_of_a_share_is_reached_counts_both_ends(world: World) -> None:
    target = as_range(world.pledge, "2400", "3000")
    reached = [
        standing(target, world.province, Decimal(800), Decimal(value)).attainment
        for value in (400, 800, 1000, 2000)
    ]
    assert reached == [Decimal("0.5"), 1, 1, Decimal("0.5")]


def test_milestones_lead_to_the_lower_end_of_a_sum(world: World) -> None:
    target = as_range(world.pledge, "2400", "3000")
    said = {"by": world.administrator, "at": timezone.now(), "reason": "分季度安排"}
    seen = target_statement(target)
    with pytest.raises(TransitionNotAllowed, match="between the one before and the goal"):
        set_milestones(target=target, seen=seen, milestones={dt.date(2021, 9, 30): Decimal(2500)}, **said)
    set_milestones(target=target, seen=seen, milestones={dt.date(2021, 9, 30): Decimal(1200)}, **said)
    assert [side.expected_on(dt.date(2021, 9, 30)) for side in goal_of(fresh(target)).sides] == [1200, 1500]


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({}, ""),
        ({"upper_value": None}, "A range needs an upper end"),
        ({"upper_value": "3"}, "A range needs an upper end"),
        ({"comparator": "at_least"}, "other goals have no upper end"),
        ({"upper_value": 5}, "is no decimal string"),
    ],
)
def test_a_file_brings_a_range(world: World, changes: dict[str, Any], error: str) -> None:
    draft = make_draft(TEXT)
    data = {
        "indicator": world.cycle.indicator.code,
        "section": draft.sections.get(title__contains="目标").path,
        "text": "审查周期控制在3至5个月之间",
        "comparator": "between",
        "value": "3",
        "upper_value": "5",
        "responsible": "D-TFS",
        "basis": "stated",
        "reported_by": "responsible",
    } | changes
    if not error:
        [target] = create_targets(guidance=draft, data=[data])
        assert target.numbers == (3, 5)
        assert ProposedGoal.objects.get(target=target).indicator == world.cycle.indicator
        return
    with pytest.raises(BadRecords, match=error):
        create_targets(guidance=draft, data=[data])


def test_the_form_of_an_amendment_asks_for_both_ends(world: World, signed_in: SignIn) -> None:
    target = as_range(world.cycle, "14", "18.5")
    page = signed_in("administrator").get(reverse("targets:target-amend", args=[target.pk]))
    form = page.context["form"]
    assert (form["value"].value(), form["upper_value"].value()) == ("14 个月", "18.5 个月")
