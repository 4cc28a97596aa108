"""The target of the world, shared out to its two provinces."""

from decimal import Decimal

from django.utils import timezone

from targets.actions import allocate_target
from targets.models import Target
from tests.world import World


def fresh(world: World) -> Target:
    """The target as it stands now, with what figures ask of it."""
    return Target.objects.select_related("indicator", "guidance").get(pk=world.pledge.pk)


def share_out(world: World, province: int = 1000, neighbour: int = 1400) -> None:
    """Give each its share for the first time."""
    target = fresh(world)
    allocate_target(
        target=target,
        parent=world.office,
        by=world.administrator,
        at=timezone.now(),
        expected_version=0,
        expected_whole=target.value,
        expected_receivers=[world.province.pk, world.neighbour.pk],
        shares={world.province.pk: Decimal(province), world.neighbour.pk: Decimal(neighbour)},
    )
