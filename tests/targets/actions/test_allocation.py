"""Sharing a target out: who may, what is kept, what is refused."""

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone

from targets.actions import allocate_target
from targets.allocation.shares import Balance, latest_version, proposed, receivers, whole_of
from targets.models import Allocation, AllocationVersion
from tasks.errors import ActionRefused, ReasonMissing, StaleAllocation, TransitionNotAllowed

if TYPE_CHECKING:
    from tests.world import World


def allocate(world: "World", first: str = "100", second: str = "50", **said: Any) -> AllocationVersion | None:
    shares = {world.province.pk: Decimal(first), world.neighbour.pk: Decimal(second)}
    given: dict[str, Any] = {
        "parent": world.office,
        "by": world.person("administrator"),
        "expected_version": 0,
    }
    given |= {"expected_version": 0, "target": world.pledge, "at": timezone.now(), "shares": shares}
    given |= said
    given.setdefault("expected_receivers", [one.pk for one in receivers(given["parent"])])
    given.setdefault("expected_whole", whole_of(given["target"], given["parent"]))
    return allocate_target(**given)


def shares_of(world: "World") -> dict[str, Decimal]:
    rows = Allocation.objects.filter(target=world.pledge).select_related("organization")
    return {row.organization.code: row.value for row in rows}


def test_shares_are_kept_with_their_version(world: "World") -> None:
    version = allocate(world)
    assert version is not None
    assert (version.number, version.total) == (1, 150)
    assert shares_of(world) == {"44": 100, "32": 50}


def test_saving_the_same_again_changes_nothing(world: "World") -> None:
    allocate(world)
    assert allocate(world, expected_version=1) is None
    assert AllocationVersion.objects.count() == 1


def test_a_change_needs_a_reason(world: "World") -> None:
    allocate(world)
    with pytest.raises(ReasonMissing):
        allocate(world, "90", expected_version=1)
    assert shares_of(world)["44"] == 100


def test_an_edit_of_an_old_version_is_refused(world: "World") -> None:
    allocate(world)
    with pytest.raises(StaleAllocation):
        allocate(world, "90", reason="核减")
    assert shares_of(world)["44"] == 100


def test_who_is_left_out_loses_the_share_and_the_history_keeps_it(world: "World") -> None:
    allocate(world)
    allocate(world, expected_version=1, shares={world.province.pk: Decimal(120)}, reason="调整")
    assert shares_of(world) == {"44": 120}
    assert AllocationVersion.objects.get(number=1).values[world.neighbour.pk] == 50


@pytest.mark.parametrize("person", ["reviewer", "observer", "lead", "department_filer"])
def test_nobody_but_the_administrator_shares_the_national_goal_out(world: "World", person: str) -> None:
    with pytest.raises(TransitionNotAllowed):
        allocate(world, by=world.person(person))


def test_the_lead_of_a_province_shares_its_share_out_among_its_cities(world: "World") -> None:
    allocate(world)
    cities = {world.city.pk: Decimal(60)}
    allocate(world, parent=world.province, by=world.person("lead"), shares=cities)
    assert whole_of(world.pledge, world.province) == 100
    assert shares_of(world) == {"44": 100, "32": 50, "440100": 60}
    assert latest_version(world.pledge, world.office) != latest_version(world.pledge, world.province)


@pytest.mark.parametrize("name", ["growth", "cycle"])
def test_what_does_not_add_up_is_not_shared_out(world: "World", name: str) -> None:
    with pytest.raises(ActionRefused, match="same for everybody"):
        allocate(world, target=getattr(world, name))


def test_only_direct_subordinates_get_a_share(world: "World") -> None:
    with pytest.raises(TransitionNotAllowed, match="direct subordinates"):
        allocate(world, shares={world.city.pk: Decimal(1)})


def test_equal_shares_add_up_to_the_goal(world: "World") -> None:
    world.pledge.refresh_from_db()
    whole = whole_of(world.pledge, world.office)
    assert whole is not None
    shares = proposed(world.pledge, whole, receivers(world.office), "equally")
    assert sum(shares.values()) == whole
    assert shares.keys() == {world.province.pk, world.neighbour.pk}


def test_without_a_year_before_the_proportion_is_the_equal_one(world: "World") -> None:
    organizations = receivers(world.office)
    equal = proposed(world.pledge, Decimal(100), organizations, "equally")
    assert proposed(world.pledge, Decimal(100), organizations, "last_year") == equal


def test_the_balance_tells_gap_and_surplus() -> None:
    assert Balance(Decimal(10), Decimal(7)).gap == 3
    assert Balance(Decimal(10), Decimal(12)).gap == -2
    assert Balance(None, Decimal(12)).gap is None
