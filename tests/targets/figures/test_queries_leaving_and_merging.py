"""Organizations that join, leave, merge or move in mid-year: nothing is counted twice, nothing is lost."""

import datetime as dt
from decimal import Decimal

from django.urls import reverse

from organizations.models import Organization
from targets.arithmetic.rollup import AnswerStatus
from targets.explanation.contributions import explain
from targets.explanation.reconciliation import compared_in
from targets.figures.course import course_of
from targets.figures.queries import TargetFigure, figures_of
from targets.figures.reports import lines_of_figure
from targets.models import Target
from tasks.actions.publish import open_periods
from tasks.models import Filing, ReportingPeriod
from tests.conftest import SignIn
from tests.factories import OrganizationFactory
from tests.targets.meanings import give_meaning
from tests.world import World

LAST_DAY = dt.date(2021, 10, 31)


def national(world: World, *, until: ReportingPeriod | None = None) -> TargetFigure:
    """The office's figure on the pledges, with the year end unless another period is asked for; it comes out
    again from what was submitted."""
    assert [str(one) for one in compared_in(world.guidance, world.office) if not one.agrees] == []
    target = Target.objects.select_related("indicator", "guidance").get(pk=world.pledge.pk)
    return figures_of(world.office, [target], until=until or world.year_end)[target.pk]


def state_levels(world: World) -> None:
    """Let the pledges be a running total rather than increments."""
    give_meaning(world.pledge, over_periods="latest")


def approve_both(world: World) -> None:
    """Guangdong with 100 and Jiangsu with 30 in the third quarter."""
    world.approve(world.filing(), value="100")
    approve_neighbour(world, world.period, "30")


def approve_neighbour(world: World, period: ReportingPeriod, value: str) -> None:
    world.approve(world.filing(world.neighbour, period), value=value)


def open_year_end(world: World) -> None:
    ReportingPeriod.objects.filter(pk=world.year_end.pk).update(opens_on=world.period.opens_on)


def approve_year_end(world: World, value: str) -> None:
    open_year_end(world)
    world.approve(world.filing(period=world.year_end), value=value)


def leave(world: World, *, into: bool = False) -> None:
    """Jiangsu ends in the fourth quarter, into Guangdong where asked."""
    world.neighbour.active_until = LAST_DAY
    world.neighbour.successor = world.province if into else None
    world.neighbour.save()


def status_of_neighbour(world: World) -> AnswerStatus:
    contributors = national(world).figure.contributors
    return next(part.status for part in contributors if part.organization == world.neighbour.pk)


def test_one_that_joins_is_expected_from_its_first_period_on(world: World) -> None:
    OrganizationFactory(
        code="33", short_name="浙江", kind="bureau", parent=world.office, active_from=dt.date(2021, 11, 1)
    )
    open_periods(guidance=world.guidance, periods=[world.period, world.year_end])
    approve_both(world)
    assert national(world, until=world.period).figure.coverage.expected == 2
    assert national(world).figure.coverage.expected == 3
    assert [point.official.coverage.expected for point in course_of(national(world))] == [2, 3]


def test_increments_of_one_that_left_stay_in_the_sum(world: World) -> None:
    approve_both(world)
    leave(world)
    approve_year_end(world, "50")
    figure = national(world).figure
    assert figure.value == 180
    assert (figure.coverage.expected, figure.coverage.counted, figure.coverage.missing) == (1, 1, 0)
    assert figure.coverage_to_date.expected == 2
    assert status_of_neighbour(world) is AnswerStatus.NOT_ASKED


def test_the_last_level_of_one_that_left_keeps_counting(world: World) -> None:
    state_levels(world)
    approve_both(world)
    leave(world)
    approve_year_end(world, "150")
    assert national(world).figure.value == 180
    assert national(world, until=world.period).figure.coverage.expected == 2


def test_a_draft_that_was_left_behind_is_waited_for_by_nobody(world: World) -> None:
    approve_both(world)
    open_year_end(world)
    world.fill(world.filing(world.neighbour, world.year_end), by=world.outsider, value="7")
    leave(world)
    assert status_of_neighbour(world) is AnswerStatus.NOT_ASKED
    assert national(world).figure.coverage.expected == 1


def test_a_level_counts_until_the_successor_has_stated_one_since(world: World) -> None:
    state_levels(world)
    approve_both(world)
    leave(world, into=True)
    assert national(world).figure.value == 130
    approve_year_end(world, "140")
    shown = national(world)
    assert shown.figure.value == 140
    assert [point.official.value for point in course_of(shown)] == [130, 140]
    assert national(world, until=world.period).figure.value == 130


def test_increments_of_one_that_was_merged_stay_in_the_sum(world: World) -> None:
    approve_both(world)
    leave(world, into=True)
    approve_year_end(world, "50")
    assert national(world).figure.value == 180


def test_the_explanation_leaves_out_what_stands_in_the_successors_level(
    world: World, signed_in: SignIn
) -> None:
    state_levels(world)
    approve_both(world)
    leave(world, into=True)
    approve_year_end(world, "140")
    shown = national(world)
    parts = explain(shown, lines_of_figure(shown.target, world.office, world.reviewer))
    assert [(row.organization.pk, row.value) for row in parts.rows] == [
        (world.province.pk, 140),
        (world.neighbour.pk, None),
    ]
    answer = signed_in("reviewer").get(reverse("targets:target-explanation", args=[world.pledge.pk]))
    assert answer.status_code == 200


def move_neighbour(world: World) -> None:
    """Jiangsu stands beneath Guangdong from the fourth quarter on."""
    Organization.objects.move(world.neighbour, world.province, "last-child")
    Filing.objects.filter(organization=world.neighbour, period=world.year_end).update(
        reports_to=world.province
    )


def test_increments_of_one_that_moved_count_under_each_for_its_own_periods(world: World) -> None:
    approve_both(world)
    move_neighbour(world)
    open_year_end(world)
    later = world.filing(world.neighbour, world.year_end)
    world.approve(later, value="7", by=world.provincial_reviewer)
    approve_year_end(world, "57")
    figure = national(world).figure
    assert figure.value == Decimal(100 + 30 + 57)
    assert (figure.coverage.expected, figure.coverage_to_date.expected) == (1, 2)


def test_the_level_of_one_that_moved_stands_in_its_new_superiors(world: World) -> None:
    state_levels(world)
    approve_both(world)
    move_neighbour(world)
    assert national(world).figure.value == 130
    approve_year_end(world, "145")
    assert national(world).figure.value == 145
    assert national(world, until=world.period).figure.value == 130
