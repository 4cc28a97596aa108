"""From the goals of a draft to its targets: what the actions do, and what follows from the year before."""

from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from targets.goals.plan_part import GoalsPart
from targets.models import Indicator, ProposedGoal
from tasks.errors import TransitionNotAllowed
from tasks.models import Guidance
from tests.drafts import make_draft
from tests.factories import IndicatorFactory
from tests.targets.goals.goal_draft import TEXT, goal, reach, terms
from tests.targets.goals.goals_as_read import (
    accept_goal,
    add_goal,
    correct_goal,
    drop_goal,
    reopen_goal,
    restore_goal,
    split_goal,
)
from tests.tasks.drafts.as_read import discard_guidance, start_over
from tests.world import World


@pytest.fixture
def draft(world: World) -> Guidance:
    return make_draft(TEXT)


def test_accepting_makes_a_target_and_accepting_again_corrects_it(world: World, draft: Guidance) -> None:
    proposal, by = goal(draft, "质押"), world.administrator
    first = accept_goal(
        proposal=proposal, by=by, indicator=world.pledge.indicator, terms=terms(world.department)
    )
    again = accept_goal(
        proposal=proposal,
        by=by,
        indicator=world.pledge.indicator,
        terms=terms(world.department, value=Decimal(3300)),
    )
    assert first.pk == again.pk
    assert draft.targets.get().value == 3300
    assert (again.section, again.text, again.order) == (proposal.section, proposal.text, proposal.order)


def test_an_indicator_has_one_target_a_year(world: World, draft: Guidance) -> None:
    by, indicator = world.administrator, world.pledge.indicator
    accept_goal(proposal=goal(draft, "质押"), by=by, indicator=indicator, terms=terms(world.department))
    with pytest.raises(TransitionNotAllowed, match="already has a target"):
        accept_goal(proposal=goal(draft, "服务"), by=by, indicator=indicator, terms=terms(world.department))
    assert draft.targets.count() == 1


def test_terms_that_do_not_fit_are_refused_and_add_no_indicator(world: World, draft: Guidance) -> None:
    count = Indicator.objects.count()
    new = Indicator(name="新指标", unit="家", over_organizations="sum", over_periods="latest")
    with pytest.raises(TransitionNotAllowed, match="needs a goal value"):
        accept_goal(
            proposal=goal(draft, "服务"),
            by=world.administrator,
            indicator=new,
            terms=terms(world.department, value=None),
        )
    assert Indicator.objects.count() == count


def test_dropping_and_opening_again_remove_the_target(world: World, draft: Guidance) -> None:
    proposal, by = goal(draft, "质押"), world.administrator
    for act in (drop_goal, reopen_goal):
        accept_goal(proposal=proposal, by=by, indicator=world.pledge.indicator, terms=terms(world.department))
        act(proposal=proposal, by=by)
        assert not draft.targets.exists()
    proposal.refresh_from_db()
    assert proposal.is_open
    drop_goal(proposal=proposal, by=by)
    assert not restore_goal(proposal=proposal, by=by).is_dropped


def test_splitting_makes_a_second_goal_behind_the_first(world: World, draft: Guidance) -> None:
    later = goal(draft, "服务")
    accept_goal(
        proposal=later,
        by=world.administrator,
        indicator=IndicatorFactory(name="机构", unit="家"),
        terms=terms(world.department),
    )
    twin = split_goal(proposal=goal(draft, "质押"), by=world.administrator)
    assert (twin.value, twin.unit, twin.indicator) == (Decimal("0.32"), "万亿元", None)
    assert list(draft.proposed_goals.order_by("order").values_list("order", flat=True)) == [1, 2, 3, 4]
    assert draft.targets.get().order == 4


def test_a_goal_added_by_hand_is_read(world: World, draft: Guidance) -> None:
    section = draft.sections.get(title__contains="运用")
    (added,) = add_goal(
        guidance=draft, by=world.administrator, section=section, text="专利转让次数超过40万次"
    )
    assert (added.comparator, added.value, added.section) == ("more_than", 40, section)
    (plain,) = add_goal(guidance=draft, by=world.administrator, section=section, text="面貌一新")
    assert (plain.comparator, plain.order) == ("qualitative", 5)


def test_correcting_the_clause_reaches_the_target(world: World, draft: Guidance) -> None:
    proposal, by = goal(draft, "质押"), world.administrator
    target = accept_goal(
        proposal=proposal, by=by, indicator=world.pledge.indicator, terms=terms(world.department)
    )
    section = draft.sections.get(title__contains="运用")
    correct_goal(proposal=proposal, by=by, section=section, text="质押融资达到3200亿元")
    target.refresh_from_db()
    assert (target.section, target.text) == (section, "质押融资达到3200亿元")


def test_a_published_guidance_is_not_corrected(world: World, draft: Guidance) -> None:
    proposal, by = goal(draft, "质押"), world.administrator
    Guidance.objects.filter(pk=draft.pk).update(status="published", published_at=timezone.now())
    section = proposal.section
    for act in (drop_goal, restore_goal, reopen_goal, split_goal):
        with pytest.raises(TransitionNotAllowed, match="published by now"):
            act(proposal=proposal, by=by)
    with pytest.raises(TransitionNotAllowed):
        add_goal(guidance=draft, by=by, section=section, text="专利转让次数超过40万次")
    with pytest.raises(TransitionNotAllowed):
        accept_goal(proposal=proposal, by=by, indicator=world.pledge.indicator, terms=terms(world.department))
    assert not draft.targets.exists()


def test_reading_again_or_discarding_clears_goals_and_targets(world: World, draft: Guidance) -> None:
    proposal, by = goal(draft, "质押"), world.administrator
    accept_goal(proposal=proposal, by=by, indicator=world.pledge.indicator, terms=terms(world.department))
    start_over(guidance=draft, by=by)
    assert not draft.targets.exists()
    assert draft.proposed_goals.filter(target=None).count() == 3
    with pytest.raises(TransitionNotAllowed, match="read the document again"):
        drop_goal(proposal=proposal, by=by)
    discard_guidance(guidance=draft, by=by)
    assert not ProposedGoal.objects.exists()


# Carrying over


def test_last_years_figure_becomes_the_baseline(world: World, draft: Guidance, settings: Any) -> None:
    reach(world, settings)
    proposal, by = goal(draft, "质押"), world.administrator
    target = accept_goal(
        proposal=proposal, by=by, indicator=world.pledge.indicator, terms=terms(world.department)
    )
    goal(draft, "审查周期").__class__.objects.filter(text__contains="审查周期").update(indicator=None)
    assert GoalsPart().follow(draft, world.guidance) == 2
    target.refresh_from_db()
    assert target.baseline == 2480
    assert goal(draft, "审查周期").indicator == world.cycle.indicator
    assert GoalsPart().follow(draft, world.guidance) == 0


def test_a_year_that_still_runs_gives_no_baseline(world: World, draft: Guidance) -> None:
    world.approve(world.filing())
    accept_goal(
        proposal=goal(draft, "质押"),
        by=world.administrator,
        indicator=world.pledge.indicator,
        terms=terms(world.department),
    )
    assert GoalsPart().follow(draft, world.guidance) == 0
    assert draft.targets.get().baseline is None


def test_a_figure_that_somebody_still_owes_to_is_no_baseline(
    world: World, draft: Guidance, settings: Any
) -> None:
    settings.PORTAL_TODAY = world.year_end.due_on
    world.approve(world.filing(world.province, world.year_end), value="1240")
    accept_goal(
        proposal=goal(draft, "质押"),
        by=world.administrator,
        indicator=world.pledge.indicator,
        terms=terms(world.department),
    )
    assert GoalsPart().follow(draft, world.guidance) == 0


def test_a_baseline_that_stands_is_kept(world: World, draft: Guidance, settings: Any) -> None:
    reach(world, settings)
    accept_goal(
        proposal=goal(draft, "质押"),
        by=world.administrator,
        indicator=world.pledge.indicator,
        terms=terms(world.department, baseline=Decimal(2400)),
    )
    assert GoalsPart().follow(draft, world.guidance) == 0
    assert draft.targets.get().baseline == 2400
