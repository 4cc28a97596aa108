"""Regions: whose parts they are, of which goals they have one, and when that is judged."""

from decimal import Decimal

import pytest
from django.utils import timezone

from organizations.models import Organization
from organizations.statistical_regions import Region
from targets.arithmetic.outcome import Outcome
from targets.arithmetic.rollup import Report
from targets.figures.queries import TargetFigure, figures_of
from targets.figures.regions import reporters_in
from targets.figures.shares import share_of, shares_of
from targets.models import Allocation, Target
from tasks.models import ReportingPeriod
from tests.factories import OrganizationFactory
from tests.targets.filed_years import file_year
from tests.targets.meanings import give_meaning
from tests.world import World

pytestmark = pytest.mark.django_db


def share(world: World, organization: Organization, value: int) -> None:
    Allocation.objects.create(
        target=world.pledge,
        organization=organization,
        value=value,
        set_at=timezone.now(),
        set_by=world.people["administrator"],
    )


def targets() -> list[Target]:
    return list(Target.objects.select_related("indicator", "guidance").order_by("order"))


def of_the_east(world: World) -> dict[int, TargetFigure]:
    """What 广东 and 江苏 come to, as the office sees it."""
    among = reporters_in(Region.EAST)
    return figures_of(world.office, targets(), until=world.period, among=among)


@pytest.fixture
def filed(world: World) -> World:
    """Both provinces approved: 120.5 and 30."""
    world.approve(world.filing(), value="120.5")
    world.approve(world.filing(world.neighbour), by=world.person("reviewer"), value="30")
    return world


def test_a_region_is_made_of_those_that_file_to_the_office_from_it(world: World) -> None:
    gone = OrganizationFactory.create(code="11", kind="bureau", parent=world.office)
    # The code of a department may begin like that of a province.
    Organization.objects.filter(pk=world.department.pk).update(code="35-D")
    file_year(world, 2015, world.pledge.indicator, {gone: ["10"]})
    assert reporters_in(Region.EAST) == {world.province.pk, world.neighbour.pk, gone.pk}
    assert reporters_in(Region.WEST) == set()


def test_a_region_has_no_part_of_what_a_department_reports(filed: World) -> None:
    assert set(of_the_east(filed)) == {filed.pledge.pk, filed.growth.pk}
    # Not even of a sum.
    give_meaning(filed.cycle, over_organizations="sum")
    assert set(of_the_east(filed)) == {filed.pledge.pk, filed.growth.pk}


@pytest.mark.parametrize(("over", "has_part"), [("sum", True), ("min", False), ("max", False)])
def test_the_smallest_and_the_largest_are_no_part_of_anything(
    world: World, over: str, *, has_part: bool
) -> None:
    give_meaning(world.pledge, over_organizations=over)
    assert (world.pledge.pk in of_the_east(world)) is has_part


def test_a_part_of_a_sum_is_judged_by_the_sum_of_the_shares(filed: World) -> None:
    share(filed, filed.province, 100)
    share(filed, filed.neighbour, 50)
    shown = of_the_east(filed)[filed.pledge.pk]
    assert (shown.figure.value, shown.share) == (Decimal("150.5"), 150)
    assert shown.is_compared
    assert shown.outcome is Outcome.MET
    assert shown.goal.value == 150


def test_while_one_has_no_share_the_goal_is_the_countrys(filed: World) -> None:
    share(filed, filed.province, 100)
    shown = of_the_east(filed)[filed.pledge.pk]
    assert shown.share is None
    assert not shown.is_compared
    assert "The goal is set for the whole country" in shown.sentence


def test_a_share_of_somebody_elsewhere_counts_for_nothing(filed: World) -> None:
    share(filed, filed.province, 100)
    share(filed, filed.neighbour, 50)
    share(filed, filed.city, 70)
    share(filed, OrganizationFactory.create(code="61", kind="bureau", parent=filed.office), 900)
    assert of_the_east(filed)[filed.pledge.pk].share == 150


def test_a_ratio_has_the_same_goal_everywhere(filed: World) -> None:
    shown = of_the_east(filed)[filed.growth.pk]
    assert shown.share is None
    assert shown.is_compared
    assert shown.outcome is Outcome.MET


def test_a_local_organizations_own_figure_is_narrowed_by_nothing(filed: World) -> None:
    among = reporters_in(Region.WEST)
    assert figures_of(filed.province, targets(), among=among) == figures_of(filed.province, targets())


def test_an_organization_by_itself_has_its_own_share(filed: World) -> None:
    share(filed, filed.province, 100)
    assert shares_of(filed.province, targets()) == {filed.pledge.pk: 100}
    assert shares_of(filed.neighbour, targets()) == {}
    assert shares_of(filed.department, targets()) == {}
    # A ratio is the same goal for everybody, whatever share somebody was given once.
    Allocation.objects.update(target=filed.growth)
    assert shares_of(filed.province, targets()) == {}
    Allocation.objects.update(target=filed.pledge, organization=filed.department)
    assert shares_of(filed.department, targets()) == {}


FIRST, SECOND, THIRD = 1, 2, 3
SHARES = {FIRST: Decimal(10), SECOND: Decimal(20), THIRD: Decimal(40)}


@pytest.mark.parametrize(
    ("reports", "shares", "share"),
    [
        ([(FIRST, 2, False), (SECOND, 2, False)], SHARES, 30),
        # Who is asked for a later period alone has no part yet, and need have no share.
        ([(FIRST, 2, False), (SECOND, 3, False)], SHARES, 10),
        ([(FIRST, 2, False), (SECOND, 3, False)], {FIRST: Decimal(10)}, 10),
        # Who has left since its last report keeps its part; without a share nobody waits for it.
        ([(FIRST, 2, False), (SECOND, 1, False)], SHARES, 30),
        ([(FIRST, 2, False), (SECOND, 1, False)], {FIRST: Decimal(10)}, 10),
        ([(FIRST, 2, False), (SECOND, 2, False)], {FIRST: Decimal(10)}, None),
        # Nobody is asked for a supplement.
        ([(FIRST, 2, False), (SECOND, 2, True)], {FIRST: Decimal(10)}, 10),
        ([(FIRST, 2, False), (THIRD, 2, False)], SHARES, 10),
        ([(SECOND, 3, False)], SHARES, None),
    ],
)
def test_a_region_is_held_against_the_shares_of_whoever_is_asked(
    reports: list[tuple[int, int, bool]], shares: dict[int, Decimal], share: int | None
) -> None:
    """By organization and period, of which the second is looked at; the third organization lies elsewhere."""
    told = [
        Report(organization, period, "approved", is_supplement=is_supplement)
        for organization, period, is_supplement in reports
    ]
    found = share_of(Organization(pk=0), {FIRST, SECOND}, shares, told, ReportingPeriod(order=2))
    assert found == share


# --- With what waits for approval -------------------------------------------------------------------
def test_with_submitted_filings_the_figure_is_the_provisional_one_and_judged_as_such(world: World) -> None:
    world.approve(world.filing(), value="120.5")
    world.submit(world.filing(world.neighbour), by=world.people["outsider"], value="3000")
    official = figures_of(world.office, targets(), until=world.period)[world.pledge.pk]
    shown = figures_of(world.office, targets(), until=world.period, with_submitted=True)[world.pledge.pk]
    assert (official.is_provisional, official.outcome) == (False, Outcome.ON_TRACK)
    assert shown.figure == official.provisional
    assert (shown.is_provisional, shown.outcome) == (True, Outcome.MET)
    assert shown.sentence.startswith("Provisional, with submitted filings. Met")
    assert not shown.differs_provisionally


def test_without_anything_a_provisional_figure_says_so(world: World) -> None:
    shown = figures_of(world.office, targets(), with_submitted=True)[world.pledge.pk]
    assert shown.sentence == "No data: nothing was submitted or approved yet."
