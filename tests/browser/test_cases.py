"""A filer tells a case of the year end, loses the network, takes the case away and puts it back."""

import datetime as dt
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect
from pytest_django.fixtures import Settings

from tests.cases import TEXT, TITLE, year_end_of
from tests.world import PASSWORD, World

ANOTHER = "题目改过一次"


def section_of(page: Page) -> Locator:
    """The box of the one section that there is."""
    return page.locator("#id_sections input")


def tell(page: Page) -> None:
    """A new case, saved while it is typed."""
    page.get_by_role("link", name="Add a case").click()
    page.get_by_label("Title").fill(TITLE)
    page.get_by_label("The case").fill(TEXT)
    section_of(page).check()
    expect(page.locator("#line-live")).to_contain_text(f"{len(TEXT)} of at most 2000 characters")
    expect(page.locator("#line-result")).not_to_contain_text("Choose at least one section")


def lose_the_network(page: Page) -> Page:
    """What was typed and unticked meanwhile is kept, and restored on another page."""
    page.context.set_offline(True)
    section_of(page).uncheck()
    page.get_by_label("Title").fill(ANOTHER)
    page.wait_for_function("Object.keys(localStorage).some((key) => key.includes(':case:1'))")
    address = page.url
    page.close()
    again = page.context.new_page()
    page.context.set_offline(False)
    again.goto(address)
    expect(section_of(again)).to_be_checked()
    again.locator("[data-draft-restore]").click()
    expect(section_of(again)).not_to_be_checked()
    expect(again.locator("#line-result")).to_contain_text("Choose at least one section")
    return again


@pytest.mark.usefixtures("failed_requests_are_expected")
def test_a_case_is_told_kept_taken_away_and_put_back(
    live_world: World, sign_in: Callable[..., Page], settings: Settings
) -> None:
    settings.PORTAL_TODAY = dt.date(2021, 11, 20)
    address = f"/filings/{year_end_of(live_world).pk}/"
    page = sign_in("filer", password=PASSWORD, language="en")
    page.goto(address)
    expect(page.locator("#cases")).to_contain_text("No case yet")
    tell(page)
    page = lose_the_network(page)
    page.goto(address)
    page.locator("#cases").get_by_role("link", name="Remove").click()
    page.get_by_role("button", name="Remove the case").click()
    expect(page.locator("#cases")).to_contain_text("No case yet")
    page.get_by_role("button", name="Put it back").click()
    expect(page.locator("#cases")).to_contain_text(ANOTHER)
