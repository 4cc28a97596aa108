"""What is expected of the year's end: on the dashboard once it is there, and on the target's page."""

import datetime as dt
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings

from targets.models import Target
from tests.browser.held_requests import HeldRequests
from tests.targets.filed_years import file_year
from tests.world import PASSWORD, make_world


@pytest.fixture
def running(transactional_db: None, settings: Settings) -> Target:
    """Two years that are over, and three quarters of one that goes on."""
    settings.PORTAL_TODAY = dt.date(2024, 10, 10)
    world = make_world()
    for year, values in (
        (2022, ["500", "600", "550", "700"]),
        (2023, ["550", "640", "600", "790"]),
        (2024, ["600", "700", "660"]),
    ):
        target = file_year(world, year, world.pledge.indicator, {world.province: values}, value=2400)
    return target


def test_rows_say_what_is_expected_once_the_dashboard_is_there(
    running: Target, sign_in: Callable[..., Page]
) -> None:
    page = sign_in("observer", password=PASSWORD, language="en")
    page.goto("/dashboard/")
    expect(page.locator(f"#forecast-{running.pk}")).to_contain_text("2,804.90")
    assert Axe().run(page).response["violations"] == []


def test_paper_waits_for_the_forecasts_or_leaves_their_places_out(
    running: Target, sign_in: Callable[..., Page]
) -> None:
    page = sign_in("observer", password=PASSWORD, language="en")
    page.add_init_script(
        "window.printed = new Promise((told) => { window.print = () => told(document.body.innerText); });"
    )
    forecasts = HeldRequests(page, "**/expected/*")
    page.goto("/dashboard/")
    place = page.locator(f"#forecast-{running.pk}")
    page.emulate_media(media="print")
    expect(place).to_be_hidden()
    page.emulate_media(media="screen")
    page.get_by_role("button", name="Print").click()
    forecasts.let_go()
    assert "2,804.90" in page.evaluate("window.printed")
    page.emulate_media(media="print")
    expect(place).to_be_visible()


def test_without_scripts_a_row_leads_to_the_forecast(running: Target, sign_in: Callable[..., Page]) -> None:
    page = sign_in("observer", password=PASSWORD, language="en", java_script_enabled=False)
    page.goto("/dashboard/")
    page.locator(f"#forecast-{running.pk} a").click()
    expect(page.locator("#forecast")).to_contain_text("Range that holds four times in five")


@pytest.mark.parametrize("width", [1366, 390])
def test_the_target_shows_forecast_and_years(
    running: Target, sign_in: Callable[..., Page], width: int
) -> None:
    page = sign_in("observer", password=PASSWORD, language="en", viewport={"width": width, "height": 900})
    page.goto(f"/targets/{running.pk}/")
    expect(page.locator(".chart__line--forecast")).to_have_count(1)
    expect(page.locator("#years tbody tr")).to_have_count(4)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert Axe().run(page).response["violations"] == []
