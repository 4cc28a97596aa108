"""A province's own sheet with a row for each city, brought for the filings of them all."""

from decimal import Decimal

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from organizations.permissions import Role
from tasks.lines.kinds import LINE_KINDS
from tasks.models import FilingBundle
from tests.conftest import SignIn
from tests.factories import MembershipFactory
from tests.tasks.bundles.files import bring, handed_over, latest, part_on
from tests.tasks.own_spreadsheets.files import mapped_cities, workbook
from tests.tasks.views.test_bundle import page_of, take_over, value_of
from tests.world import World, answers, member, write_line

CITIES = workbook(("地市", "质押融资（亿元）"), ("广州", 20.5), ("长沙", 3), title="各市")


@pytest.fixture
def filer(world: World, signed_in: SignIn) -> Client:
    return signed_in("filer")


def test_an_own_sheet_with_a_row_for_each_city_fills_their_filings(filer: Client, world: World) -> None:
    mapped_cities(world)
    bring(filer, CITIES, "各市.xlsx")
    page = page_of(filer)
    part = part_on(world.filing(world.city))
    assert (part.state, part.changed, part.is_carried) == ("read", 1, True)
    assert "Guangzhou" in page.text
    assert value_of(world.filing(world.city), world) is None
    take_over(filer)
    assert value_of(world.filing(world.city), world) == Decimal("20.5")


def test_what_a_city_wrote_itself_stands_against_the_sheet_of_its_bureau(filer: Client, world: World) -> None:
    mapped_cities(world)
    city = world.filing(world.city)
    line = LINE_KINDS["measurement"].line_of(city, world.pledge.pk)
    assert line is not None
    write_line(line, answers(line, "7"), by=member("city-filer", world.city, Role.FILER))
    bring(filer, CITIES, "各市.xlsx")
    part = part_on(city)
    assert (part.changed, part.conflicts) == (0, 1)
    take_over(filer)
    assert value_of(city, world) == Decimal(7)


def test_a_sheet_that_was_mapped_otherwise_since_is_left(filer: Client, world: World) -> None:
    spreadsheet = mapped_cities(world)
    bring(filer, CITIES, "各市.xlsx")
    spreadsheet.entries.update(unit="万元")
    take_over(filer)
    part = part_on(world.filing(world.city))
    assert part.state == "left"
    assert "mapped otherwise" in part.problem
    assert value_of(world.filing(world.city), world) is None


def test_what_a_colleague_saved_since_the_file_was_looked_at_stands(filer: Client, world: World) -> None:
    """To the city's own filer the sheet knows no version, so that only those shown tell of the colleague."""
    MembershipFactory(user=world.filer, organization=world.city, role=Role.FILER)
    mapped_cities(world)
    bring(filer, CITIES, "各市.xlsx")
    city = world.filing(world.city)
    assert not part_on(city).is_carried
    line = LINE_KINDS["measurement"].line_of(city, world.pledge.pk)
    assert line is not None
    write_line(line, answers(line, "7"), by=member("city-filer", world.city, Role.FILER))
    take_over(filer)
    assert (part_on(city).state, "changed since" in part_on(city).problem) == ("left", True)
    assert value_of(city, world) == Decimal(7)


def test_a_filing_that_closed_since_is_left_and_said(filer: Client, world: World) -> None:
    mapped_cities(world)
    bring(filer, CITIES, "各市.xlsx")
    handed_over(world)
    take_over(filer)
    part = part_on(world.filing(world.city))
    assert part.state == "left"
    assert "waits for the signature" in part.problem


def test_the_sheet_is_of_the_period_that_opened_last_alone(
    filer: Client, world: World, settings: Settings
) -> None:
    mapped_cities(world)
    settings.PORTAL_TODAY = world.year_end.opens_on
    bring(filer, CITIES, "各市.xlsx")
    assert [part.filing.period for part in latest().parts.all() if part.filing] == [world.year_end]


def test_a_sheet_that_nobody_has_mapped_is_told_where_it_was_chosen(filer: Client, world: World) -> None:
    answer = bring(filer, CITIES, "各市.xlsx")
    assert answer.status_code == 422
    assert "Own spreadsheets" in answer.text
    assert not FilingBundle.objects.exists()
