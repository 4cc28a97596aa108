"""After signing out, Back shows nothing of what was read; before that it brings back what was typed."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_line import line_address
from tests.browser.test_lost_answers import LINE
from tests.world import PASSWORD, World

# By default Playwright switches off the memory of whole pages that people's browsers have.
WITHOUT_MEMORY_OF_PAGES = "--disable-back-forward-cache"
PAGES_OF_HTMX = "() => 'htmx-history-cache' in sessionStorage || 'htmx-history-cache' in localStorage"


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, object]) -> dict[str, object]:
    return {**browser_type_launch_args, "ignore_default_args": [WITHOUT_MEMORY_OF_PAGES]}


def sign_out(page: Page) -> None:
    page.goto("/accounts/logout/")
    page.locator("main form button").first.click()
    page.wait_for_url("**/accounts/login/")


def test_back_after_signing_out_asks_to_sign_in(live_world: World, sign_in: Callable[..., Page]) -> None:
    page = sign_in("filer", password=PASSWORD, language="en", by_form=True)
    private = [f"/filings/{live_world.filing().pk}/", line_address(live_world), "/tasks/"]
    for address in private:
        page.goto(address)
    sign_out(page)
    assert not page.evaluate(PAGES_OF_HTMX)
    page.go_back()  # to the page that signs out, which has nothing to do any more
    for address in reversed(private):
        page.evaluate("() => { history.back(); }")
        expect(page).to_have_url(re.compile(rf"/accounts/login/\?next={address}$"))
        expect(page.locator("input[name=password]")).to_be_visible()
        expect(page.locator("body")).not_to_contain_text("Guangdong")


@pytest.mark.usefixtures("failed_requests_are_expected")
def test_back_brings_a_line_as_it_stands_and_the_text_that_was_kept(
    live_world: World, sign_in: Callable[..., Page]
) -> None:
    page = sign_in("filer", password=PASSWORD, language="en", by_form=True)
    page.goto(line_address(live_world))
    page.locator("#id_achievements").fill("已完成评估指引")
    expect(page.locator("#line-save-state")).to_have_attribute("data-state", "saved")
    page.goto("/tasks/")
    page.go_back()
    expect(page.locator("#id_achievements")).to_have_value("已完成评估指引")
    page.route(LINE, lambda route: route.abort())
    page.locator("#id_achievements").fill("断网时写下的文字")
    expect(page.locator("#line-save-state")).to_have_attribute("data-state", "error")
    page.unroute_all()
    page.goto("/tasks/")
    page.go_back()
    expect(page.locator("[data-draft-offer]")).to_contain_text("断网时写下的文字")
