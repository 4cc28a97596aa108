"""Whatever is filed: every cell is the organization's own figure, and every total that of the roll-up."""

import datetime as dt
from decimal import Decimal

import pytest
import time_machine

from organizations.calendar import today
from organizations.models import Organization
from organizations.statistical_regions import Region
from reports.dashboards.places.rows import Places
from targets.allocation.shares import standings
from targets.arithmetic.outcome import Outcome
from targets.figures.queries import figures_of
from targets.figures.shares import is_of_parts
from targets.models import Target
from tasks.filings.timeliness import Timeliness
from tasks.models import Filing
from tests.factories import OrganizationFactory
from tests.reports.dashboards.places.asking import asked_places
from tests.reports.random_year import draw_year
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture(params=[1, 2, 3])
def drawn(world: World, request: pytest.FixtureRequest) -> World:
    draw_year(world, request.param)
    return world


def local_targets(world: World) -> list[Target]:
    targets = world.guidance.targets.filter(reported_by=Target.ReportedBy.LOCAL_BUREAUS)
    return list(targets.select_related("indicator", "guidance").order_by("order"))


@pytest.mark.parametrize("with_submitted", [False, True])
def test_each_has_its_own_figures_and_the_whole_those_of_the_roll_up(
    drawn: World, *, with_submitted: bool
) -> None:
    for organization in (drawn.office, drawn.province):
        for period in (drawn.period, drawn.year_end):
            places = asked_places(drawn, organization, period=period, with_submitted=with_submitted)
            targets, counting = local_targets(drawn), {"until": period, "with_submitted": with_submitted}
            assert [target.pk for target in places.targets] == [target.pk for target in targets]
            assert places.totals == figures_of(organization, targets, **counting)
            assert {row.organization.pk: row.figures for row in places.rows} == {
                row.organization.pk: figures_of(row.organization, targets, **counting) for row in places.rows
            }


def test_the_rows_are_those_who_file_to_it(drawn: World) -> None:
    bureaus = Organization.objects.local().filter(depth=2)
    assert [row.organization for row in asked_places(drawn, drawn.office).rows] == list(bureaus)
    assert [row.organization for row in asked_places(drawn, drawn.department).rows] == list(bureaus)
    assert [row.organization for row in asked_places(drawn, drawn.province).rows] == [drawn.city]
    assert asked_places(drawn, drawn.city).rows == ()


def test_regions_are_the_roll_up_of_their_organizations(drawn: World) -> None:
    places, targets = asked_places(drawn, drawn.office), local_targets(drawn)
    assert set(places.regions) == {Region.EAST, Region.WEST}
    for region, figures in places.regions.items():
        among = [row.organization.pk for row in places.rows if row.region is region]
        asked = figures_of(drawn.office, targets, until=drawn.period, among=among)
        assert {pk: shown.figure for pk, shown in figures.items()} == {
            pk: shown.figure for pk, shown in asked.items()
        }
        assert {pk: shown.share for pk, shown in figures.items()} == {
            pk: shown.share for pk, shown in asked.items()
        }
        assert set(figures) == {target.pk for target in targets if is_of_parts(target)}


def test_one_region_leaves_the_others_out(drawn: World) -> None:
    places = asked_places(drawn, drawn.office, region=Region.WEST)
    assert [row.organization.code for row in places.rows] == ["66"]
    assert places.totals == asked_places(drawn, drawn.office).totals


def test_ranks_are_those_of_the_shares(drawn: World) -> None:
    places = asked_places(drawn, drawn.office, period=drawn.year_end)
    standing = standings(drawn.pledge, [row.organization for row in places.rows])
    assert any(each.share is not None for each in standing.values())
    assert {row.organization.pk: row.ranks.get(drawn.pledge.pk) for row in places.rows} == {
        pk: each.rank for pk, each in standing.items()
    }


def test_an_outcome_leaves_the_targets_that_stand_so(drawn: World) -> None:
    everything = asked_places(drawn, drawn.office)
    for outcome in Outcome:
        asked = asked_places(drawn, drawn.office, outcome=outcome)
        assert [target.pk for target in asked.targets] == [
            target.pk for target in everything.targets if everything.totals[target.pk].outcome is outcome
        ]
        assert all(set(row.figures) == {target.pk for target in asked.targets} for row in asked.rows)


def test_a_department_sees_no_target_of_another(world: World) -> None:
    other = OrganizationFactory(kind="department", parent=world.office)
    Target.objects.filter(pk=world.pledge.pk).update(responsible=other)
    assert world.pledge not in asked_places(world, world.department).targets
    assert world.pledge in asked_places(world, other).targets


# --- Filings ----------------------------------------------------------------------------------------
def states(places: Places) -> dict[str, tuple[str, str]]:
    return {
        row.organization.code: (row.filing.status, row.filing.timeliness) for row in places.rows if row.filing
    }


def test_filings_are_told_as_they_stand_and_as_they_stood(world: World) -> None:
    first = today()
    world.approve(world.filing())
    with time_machine.travel(first + dt.timedelta(days=4)):
        world.submit(world.filing(world.neighbour), by=world.person("outsider"))
        now, then = (asked_places(world, world.office, on=on) for on in (None, first))
    assert states(now)["32"][0] == Filing.Status.SUBMITTED
    assert states(then) == {
        "44": (Filing.Status.APPROVED, Timeliness.ON_TIME),
        "32": (Filing.Status.DRAFT, Timeliness.DUE),
    }


def test_without_a_filing_there_is_no_state(world: World) -> None:
    Filing.objects.filter(organization=world.neighbour, period=world.period).delete()
    assert states(asked_places(world, world.office)) == {"44": (Filing.Status.DRAFT, Timeliness.DUE)}


def test_what_subordinates_come_to_stands_beside_what_their_superior_attests(world: World) -> None:
    world.approve(world.filing(), value="120.5")
    world.approve(world.filing(world.city), by=world.provincial_reviewer, value="99.75")
    places = asked_places(world, world.province)
    together, own = places.together[world.pledge.pk], places.totals[world.pledge.pk]
    assert (together.figure.value, own.figure.value) == (Decimal("99.75"), Decimal("120.5"))
    assert together.figure.coverage.expected == 1
    assert asked_places(world, world.office).together == {}
