"""Goals of two years beside each other."""

from decimal import Decimal

from reading import Comparator
from targets.goals.comparison import compare_goals
from targets.models import Indicator, ProposedGoal, Target
from tasks.drafts.plan_parts import Compared
from tasks.models import Guidance, Section
from tests.factories import GuidanceFactory, SectionFactory, TargetFactory
from tests.world import World


def next_year() -> Section:
    section: Section = SectionFactory(guidance=GuidanceFactory(year=2022), path="一/三")
    return section


def proposed(section: Section, name: str, value: str, unit: str, indicator: Indicator | None) -> ProposedGoal:
    order = section.guidance.proposed_goals.count() + 1
    return ProposedGoal.objects.create(
        guidance=section.guidance,
        section=section,
        order=order,
        text=name,
        name=name,
        comparator=Comparator.AT_MOST,
        value=Decimal(value),
        unit=unit,
        indicator=indicator,
    )


def rows(guidance: Guidance, previous: Guidance) -> list[tuple[str, str, str, str]]:
    def shown(row: Compared) -> tuple[str, str, str, str]:
        return row.kind, row.name, row.before, row.after

    return [shown(row) for row in compare_goals(guidance, previous)]


def test_goals_meet_by_indicator_whether_accepted_or_still_proposed(world: World) -> None:
    section = next_year()
    TargetFactory(section=section, indicator=world.pledge.indicator, responsible=world.department)
    proposed(section, "发明专利审查周期", "16.5", "个月", world.cycle.indicator)
    proposed(section, "海外申请周期", "12", "个月", None)
    assert rows(section.guidance, world.guidance) == [
        ("kept", "Pledge financing", "at least 2,400 100 million yuan", "at least 2,400 100 million yuan"),
        ("reworded", "Examination cycle", "at most 18.5 months", "at most 16.5 months"),
        ("new", "海外申请周期", "", "at most 12 个月"),
        ("dropped", "Growth of beneficiary enterprises", "more than 10%", ""),
    ]


def test_a_withdrawn_goal_is_no_goal_of_its_year(world: World) -> None:
    section = next_year()
    Target.objects.filter(guidance=world.guidance).update(withdrawn_on="2021-10-01")
    proposed(section, "发明专利审查周期", "16.5", "个月", world.cycle.indicator)
    assert [row.kind for row in compare_goals(section.guidance, world.guidance)] == ["new"]


def test_a_dropped_proposal_is_not_compared(world: World) -> None:
    section = next_year()
    goal = proposed(section, "发明专利审查周期", "16.5", "个月", world.cycle.indicator)
    goal.is_dropped = True
    goal.save()
    assert {row.kind for row in compare_goals(section.guidance, world.guidance)} == {"dropped"}


def test_another_unit_of_money_is_the_same_goal(world: World) -> None:
    section = next_year()
    goal = proposed(section, "质押融资规模", "0.24", "万亿元", world.pledge.indicator)
    goal.comparator = Comparator.AT_LEAST
    goal.save()
    assert rows(section.guidance, world.guidance)[0][0] == "kept"


def test_what_the_office_added_to_a_goal_is_no_change_of_it(world: World) -> None:
    section = next_year()
    hold = Comparator.HOLD_AT
    Target.objects.filter(pk=world.cycle.pk).update(comparator=hold, tolerance="0.1", baseline="19")
    goal = proposed(section, "发明专利审查周期", "18.5", "个月", world.cycle.indicator)
    goal.comparator = hold
    goal.save()
    assert rows(section.guidance, world.guidance)[0] == (
        "kept",
        "Examination cycle",
        "hold at 18.5 months",
        "hold at 18.5 months",
    )
