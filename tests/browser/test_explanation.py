"""From a total to what made it, in one click; and the page of a target, on wide and narrow screens."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings

from targets.models import Measurement
from tasks.actions import open_period
from tests.factories import OrganizationFactory
from tests.world import DAY, PASSWORD, World, make_world

BUREAUS = 8


@pytest.fixture
def filed(transactional_db: None, settings: Settings) -> World:
    """Eight more bureaus, all approved but the neighbour, whose filing waits."""
    settings.PORTAL_TODAY = DAY
    world = make_world()
    more = [OrganizationFactory(code=f"9{number}", parent=world.office) for number in range(BUREAUS)]
    open_period(period=world.period)
    for value, bureau in enumerate([world.province, *more], start=100):
        world.approve(world.filing(bureau), value=f"{value}.125")
    world.submit(world.filing(world.neighbour), value="30")
    return world


@pytest.mark.parametrize("width", [1366, 390])
def test_a_row_leads_to_what_made_its_figure(filed: World, sign_in: Callable[..., Page], width: int) -> None:
    page = sign_in("observer", password=PASSWORD, language="en", viewport={"width": width, "height": 900})
    page.goto("/dashboard/")
    page.locator(f'#targets a[href^="/targets/{filed.pledge.pk}/explanation/"]').first.click()
    expect(page.get_by_text("it agrees")).to_be_visible()
    page.locator("details.formula").first.locator("summary").click()
    expect(page.get_by_text("108.125 + 107.125 + 106.125")).to_have_count(2)
    page.locator("details.part").first.locator("summary").click()
    expect(page.locator("details.part[open] .status-pill, details.part[open] .pill").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert Axe().run(page).response["violations"] == []


def test_a_figure_that_does_not_come_out_again_is_told_loudly(
    filed: World, sign_in: Callable[..., Page]
) -> None:
    Measurement.objects.filter(filing=filed.filing(), target=filed.pledge).update(value=999)
    page = sign_in("observer", password=PASSWORD, language="en", color_scheme="dark")
    page.goto(f"/targets/{filed.pledge.pk}/explanation/")
    expect(page.locator(".notice--error")).to_contain_text("it does not agree")
    assert Axe().run(page).response["violations"] == []


def test_on_paper_every_part_is_unfolded(filed: World, sign_in: Callable[..., Page]) -> None:
    page = sign_in("observer", password=PASSWORD, language="en")
    page.goto(f"/targets/{filed.pledge.pk}/explanation/")
    hidden = page.locator("details.part").first.locator("table")
    expect(hidden).not_to_be_visible()
    page.emulate_media(media="print")
    expect(hidden).to_be_visible()


@pytest.mark.parametrize("width", [1366, 390])
def test_the_sections_of_a_target_are_a_click_away(
    filed: World, sign_in: Callable[..., Page], width: int
) -> None:
    page = sign_in("observer", password=PASSWORD, language="en", viewport={"width": width, "height": 900})
    page.goto(f"/targets/{filed.pledge.pk}/")
    links = page.locator("nav.sections a[href^='#']")
    for place in range(links.count()):
        expect(page.locator(str(links.nth(place).get_attribute("href")))).to_have_count(1)
    with page.expect_download() as download:
        page.get_by_role("link", name="Excel").click()
    assert download.value.suggested_filename.endswith("-2021.xlsx")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert Axe().run(page).response["violations"] == []
