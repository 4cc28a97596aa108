"""With which earlier numbers a measurement is compared."""

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from targets.checks import earlier_numbers
from targets.models import Measurement
from targets.plausibility import Numbers
from tasks.models import Filing

if TYPE_CHECKING:
    from tests.world import World


def state(world: "World", filing: Filing, value: int) -> None:
    Measurement.objects.create(filing=filing, target=world.pledge, version=1, value=value)


@pytest.fixture
def year_end(world: "World") -> Filing:
    return Filing.objects.select_related("organization", "period").get(
        organization=world.province, period=world.year_end
    )


def test_what_the_organization_itself_stated_before_is_compared(world: "World", year_end: Filing) -> None:
    state(world, world.filing(world.neighbour), 900)
    state(world, world.filing(world.city), 800)
    state(world, world.filing(), 90)
    state(world, year_end, 95)
    (said,) = earlier_numbers(year_end, [world.pledge])[world.pledge.pk]
    assert said == Numbers(value=Decimal(90))


def test_later_periods_and_the_period_itself_are_not_compared(world: "World", year_end: Filing) -> None:
    state(world, world.filing(), 90)
    state(world, year_end, 95)
    assert earlier_numbers(world.filing(), [world.pledge]) == {}
