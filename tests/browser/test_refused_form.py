"""A form sent after the session has ended, or grown too old: nothing typed into it is lost."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.world import PASSWORD, World

REASON = "台风影响，办公楼停电"
SEND = "field => { field.form.noValidate = true; field.form.requestSubmit(); }"


@pytest.fixture
def page(live_world: World, sign_in: Callable[..., Page]) -> Page:
    """The administrator's page to extend a window, with a reason typed in."""
    opened = sign_in("administrator", password=PASSWORD, language="en")
    opened.goto(f"/filings/{live_world.filing().pk}/extend/")
    opened.locator("#id_reason").fill(REASON)
    return opened


def send(page: Page) -> None:
    with page.expect_navigation():
        page.locator("#id_reason").evaluate(SEND)


def sign_in_again(page: Page, username: str) -> None:
    page.locator("input[name=login]").fill(username)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("main form button").first.click()
    page.wait_for_function("() => document.querySelector('[data-sign-out]')")


def test_it_stands_in_the_form_after_signing_in_again(page: Page) -> None:
    page.context.clear_cookies(name="sessionid")
    send(page)
    sign_in_again(page, "administrator")
    expect(page.locator("#id_reason")).to_have_value(REASON)


def test_it_stands_there_after_going_back_from_the_page_that_calls_it_too_old(page: Page) -> None:
    page.context.clear_cookies(name="csrftoken")
    send(page)
    expect(page.locator(".problem-page")).to_be_visible()
    page.go_back()
    expect(page.locator("#id_reason")).to_have_value(REASON)


def test_nobody_else_is_shown_it(live_world: World, page: Page) -> None:
    extend = page.url
    page.context.clear_cookies(name="sessionid")
    send(page)
    page.goto("/accounts/login/")
    sign_in_again(page, "filer")
    page.context.clear_cookies(name="sessionid")
    page.goto("/accounts/login/")
    sign_in_again(page, "administrator")
    page.goto(extend)
    expect(page.locator("#id_reason")).to_have_value("")


def test_what_was_answered_does_not_come_back(page: Page) -> None:
    extend = page.url
    send(page)  # refused for want of a day, with the text in the field
    expect(page.locator("#id_reason")).to_have_value(REASON)
    page.goto(extend)
    expect(page.locator("#id_reason")).to_have_value("")
