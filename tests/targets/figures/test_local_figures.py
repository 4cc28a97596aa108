"""The figures of many local organizations at once are those that each has by itself."""

import datetime as dt

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from organizations.calendar import today
from organizations.models import Organization
from targets.figures.local_figures import figures_of_locals
from targets.figures.queries import figures_of
from targets.models import Target
from tests import factories
from tests.reports.random_year import draw_year
from tests.world import World

pytestmark = pytest.mark.django_db


def targets() -> list[Target]:
    return list(Target.objects.select_related("indicator", "guidance").order_by("order"))


def locals_of() -> list[Organization]:
    return list(Organization.objects.local())


@pytest.mark.parametrize("seed", [3, 4])
def test_up_to_each_period(world: World, seed: int) -> None:
    draw_year(world, seed)
    for period in world.guidance.periods.all():
        until = None if period.is_supplement else period
        assert figures_of_locals(locals_of(), targets(), until=until) == {
            one.pk: figures_of(one, targets(), until=until) for one in locals_of()
        }


def test_at_the_end_of_an_earlier_day(world: World) -> None:
    first = today()
    world.approve(world.filing(), value="120.5")
    with time_machine.travel(first + dt.timedelta(days=3)):
        world.approve(world.filing(world.neighbour), by=world.person("reviewer"), value="30")
        days = [first + dt.timedelta(days=number) for number in range(-1, 4)]
        shown = [figures_of_locals(locals_of(), targets(), on=day) for day in days]
        assert shown == [{one.pk: figures_of(one, targets(), on=day) for one in locals_of()} for day in days]
        values = [figures[world.neighbour.pk][world.pledge.pk].figure.value for figures in shown]
    assert [value is None for value in values] == [True, True, True, True, False]


def test_a_period_of_another_year_ends_nothing(world: World) -> None:
    world.approve(world.filing(), value="120.5")
    other = factories.ReportingPeriodFactory.create(guidance=factories.GuidanceFactory.create(year=2020))
    assert figures_of_locals([world.province], targets(), until=other) == {
        world.province.pk: figures_of(world.province, targets())
    }


@pytest.mark.parametrize("days_ago", [0, 2])
def test_queries_do_not_grow_with_organizations(world: World, days_ago: int) -> None:
    on = today() - dt.timedelta(days=days_ago)

    def queries(organizations: list[Organization]) -> int:
        with CaptureQueriesContext(connection) as captured:
            figures_of_locals(organizations, targets(), on=on)
        return len(captured)

    assert queries([world.province]) == queries(locals_of()) == (5 if not days_ago else 6)
