"""Who comes before whom on one target."""

from decimal import Decimal

import pytest

from reading import Comparator
from reports.dashboards.places.ranks import ranks_of
from targets.figures.queries import TargetFigure, figures_of
from targets.models import Allocation, Target
from tests.reports.dashboards.places.asking import asked_places
from tests.world import World

pytestmark = pytest.mark.django_db


def ranks(world: World, target: Target) -> dict[str, int]:
    rows = asked_places(world, world.office).rows
    return {row.organization.code: row.ranks[target.pk] for row in rows if target.pk in row.ranks}


def test_without_shares_the_figure_decides_in_the_direction_of_the_goal(world: World) -> None:
    world.approve(world.filing(), value="30")
    world.approve(world.filing(world.neighbour), by=world.person("reviewer"), value="50")
    assert ranks(world, world.pledge) == {"32": 1, "44": 2}
    Target.objects.filter(pk=world.pledge.pk).update(comparator=Comparator.AT_MOST)
    assert ranks(world, world.pledge) == {"44": 1, "32": 2}


def test_what_stays_at_a_mark_has_no_best(world: World) -> None:
    world.approve(world.filing(), value="30")
    Target.objects.filter(pk=world.pledge.pk).update(comparator=Comparator.HOLD_AT)
    assert ranks(world, world.pledge) == {}


def test_with_shares_the_part_that_is_reached_decides_and_others_have_no_place(world: World) -> None:
    world.approve(world.filing(), value="30")
    world.approve(world.filing(world.neighbour), by=world.person("reviewer"), value="50")
    Allocation.objects.create(
        target=world.pledge,
        organization=world.province,
        value=Decimal(60),
        set_at=world.guidance.published_at,
        set_by=world.person("administrator"),
    )
    assert ranks(world, world.pledge) == {"44": 1}


def test_those_who_are_alike_share_their_place_and_who_says_nothing_has_none(world: World) -> None:
    world.approve(world.filing(), value="30")
    shown = figures_of(world.province, [world.pledge])[world.pledge.pk]
    nothing = figures_of(world.neighbour, [world.pledge])[world.pledge.pk]
    figures: dict[int, TargetFigure] = {1: shown, 2: shown, 3: nothing}
    assert ranks_of(figures) == {1: 1, 2: 1}
