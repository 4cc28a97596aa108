"""All targets of a year that an organization shares out, and how many queries that takes."""

from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils import timezone

from targets.actions import allocate_target
from targets.allocation.shares import latest_version, receivers, whole_of
from targets.allocation.shares_of_year import shared_targets
from tests.factories import IndicatorFactory, TargetFactory
from tests.targets.shared_out import fresh, share_out
from tests.world import World

if TYPE_CHECKING:
    from pytest_django.fixtures import DjangoAssertNumQueries


def test_a_target_of_the_year_stands_with_its_whole_and_the_shares_of_its_latest_version(
    world: World, django_assert_num_queries: "DjangoAssertNumQueries"
) -> None:
    share_out(world, province=900)
    allocate_target(
        target=fresh(world),
        parent=world.office,
        by=world.administrator,
        at=timezone.now(),
        expected_version=1,
        expected_whole=Decimal(2400),
        expected_receivers=[world.province.pk, world.neighbour.pk],
        shares={world.province.pk: Decimal(1000)},
        reason="核减",
    )
    for _number in range(5):
        indicator = IndicatorFactory()
        TargetFactory(section=world.pledge.section, responsible=world.department, indicator=indicator)
    below = receivers(world.office)
    with django_assert_num_queries(2):
        found = shared_targets(world.guidance, world.office, below)
    pledge, *others = found
    last = latest_version(world.pledge, world.office)
    assert last is not None
    assert (pledge.number, pledge.whole, pledge.shares) == (2, 2400, last.values)
    assert pledge.with_shares({world.province.pk: None, world.neighbour.pk: Decimal(7)}) == {
        world.neighbour.pk: 7
    }
    assert len(others) == 5
    assert all((other.number, other.shares) == (0, {}) for other in others)


def test_the_whole_of_a_bureau_is_its_own_share(world: World) -> None:
    assert [one.whole for one in shared_targets(world.guidance, world.province, [])] == [None]
    share_out(world)
    assert [one.whole for one in shared_targets(world.guidance, world.province, [])] == [
        whole_of(world.pledge, world.province)
    ]


def test_what_does_not_add_up_or_is_withdrawn_is_not_among_them(world: World) -> None:
    assert {one.target for one in shared_targets(world.guidance, world.office, [])} == {world.pledge}
    world.pledge.withdrawn_on = world.period.ends_on
    world.pledge.save()
    assert shared_targets(world.guidance, world.office, []) == []


def test_the_share_of_one_that_is_no_receiver_any_more_is_left_out(world: World) -> None:
    share_out(world)
    [pledge] = shared_targets(world.guidance, world.office, [world.province])
    assert set(pledge.shares) == {world.province.pk}
