"""Who may bring in what a workbook says: one rule, asked of a filing and of the database alike."""

import pytest

from organizations.calendar import today
from organizations.permissions import Role
from tasks.bundles.way_in import WayIn, refusal_of, way_in
from tasks.models import Filing
from tests.tasks.bundles.files import handed_over
from tests.world import World, member


@pytest.mark.parametrize(
    ("person", "of_province", "of_city"),
    [
        ("filer", WayIn.OWN, WayIn.CARRIED),
        ("lead", WayIn.OWN, WayIn.CARRIED),
        ("provincial_reviewer", None, WayIn.CARRIED),
        ("city_lead", None, WayIn.OWN),
        ("outsider", None, None),
        ("reviewer", None, None),
        ("administrator", None, None),
        ("observer", None, None),
        ("department_filer", None, None),
    ],
)
def test_own_people_and_the_bureau_above(
    person: str, of_province: WayIn | None, of_city: WayIn | None, world: World
) -> None:
    user = world.person(person)
    assert way_in(user, world.filing()) == of_province
    assert way_in(user, world.filing(world.city)) == of_city


def test_the_office_carries_for_nobody(world: World) -> None:
    """Bureaus attest to the office what they file themselves."""
    filer = member("office-filer", world.office, Role.FILER)
    assert way_in(filer, world.filing()) is None


def test_the_database_is_asked_the_same(world: World) -> None:
    handed_over(world)
    for person in world.people:
        user = world.person(person)
        asked = set(Filing.objects.to_bring_by(user, today()))
        told = {
            filing
            for filing in Filing.objects.visible_to(user).for_list()
            if not refusal_of(way_in(user, filing), filing)
        }
        assert asked == told, person


def test_what_waits_for_its_lead_is_carried_by_nobody(world: World) -> None:
    filing = world.filing(world.city)
    assert not refusal_of(WayIn.CARRIED, filing)
    filing = handed_over(world)
    assert refusal_of(WayIn.CARRIED, filing)
    assert not refusal_of(WayIn.OWN, filing)


def test_nothing_is_brought_before_the_window_or_after_handing_in(world: World) -> None:
    assert "opens on" in refusal_of(WayIn.OWN, world.filing(period=world.year_end))
    assert "Submitted" in refusal_of(WayIn.OWN, world.submit(world.filing()))
    assert refusal_of(None, world.filing())
