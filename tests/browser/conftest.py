"""The portal in Debian's Chromium, driven as people would drive it.

Where no Chromium is installed the browser tests are skipped and say so; with CI=true that is a failure.
Every test also asserts that the page broke no rule of the content security policy and threw no error.
"""

import datetime as dt
import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from tests.browser.held_requests import HeldRequests
from tests.stored_sample import write_sample
from tests.world import World, make_world

# Playwright runs its own event loop in this thread; Django's guard takes it for asynchronous code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
SAMPLE_DAY = dt.date(2021, 11, 22)
# A busy machine is slow, not wrong: milliseconds to wait for a page or an expectation before giving up.
PATIENCE = 60_000
expect.set_options(timeout=PATIENCE)
SCRIPTS_OF_A_PAGE = re.compile(r"/joined/portal[^/]*\.js")
REPORTS_OF_HTMX = ("htmx:", "Response Status Error Code 401")
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
MISSING = "Chromium is not installed (apt-get install chromium): the browser tests did not run."


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser/" in item.nodeid:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    if CHROMIUM is None:
        if os.environ.get("CI") == "true":
            pytest.fail(MISSING)
        pytest.skip(MISSING)
    return {"executable_path": CHROMIUM, "args": list(ARGUMENTS)}


@pytest.fixture(scope="session")
def browser_context_args() -> dict[str, Any]:
    return {"locale": "zh-CN", "timezone_id": "Asia/Shanghai", "viewport": {"width": 1366, "height": 900}}


class Faults:
    """What went wrong in the pages of a test, gathered as it happens."""

    def __init__(self) -> None:
        self.found: list[str] = []

    def watch(self, context: BrowserContext) -> None:
        context.add_init_script(
            "document.addEventListener('securitypolicyviolation',"
            " (event) => console.error('CSP: ' + event.violatedDirective + ' ' + event.blockedURI));"
        )
        context.on("console", self.console)
        context.on("weberror", lambda error: self.found.append(str(error.error)))

    def console(self, message: ConsoleMessage) -> None:
        # Chromium logs every answer of 4xx as an error; the tests look at those pages themselves.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.found.append(message.text)


@pytest.fixture
def faults() -> Iterator[Faults]:
    """Asserts at the end that no page broke the content security policy or threw an error."""
    gathered = Faults()
    yield gathered
    assert gathered.found == []


@pytest.fixture
def failed_requests_are_expected(faults: Faults) -> Iterator[None]:
    """htmx reports on the console every request that fails; here they fail on purpose."""
    yield
    faults.found[:] = [fault for fault in faults.found if not fault.startswith(REPORTS_OF_HTMX)]


@pytest.fixture
def live_world(transactional_db: None, settings: Settings) -> World:
    """The small world, with the clock running and the portal's day moved."""
    settings.PORTAL_TODAY = dt.date(2021, 10, 10)
    return make_world()


@pytest.fixture
def played_sample(transactional_db: None, settings: Settings) -> None:
    """The whole sample on the day on which it plays."""
    settings.PORTAL_TODAY = SAMPLE_DAY
    write_sample()


@pytest.fixture
def screenshots(pytestconfig: pytest.Config) -> Path:
    """Where pictures of pages are kept: ``SCREENSHOTS_DIR``, else beside what Playwright leaves behind."""
    beside = Path(pytestconfig.getoption("--output")) / "screenshots"
    folder = Path(os.environ.get("SCREENSHOTS_DIR") or beside)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture
def sign_in(
    browser: Browser, browser_context_args: dict[str, Any], live_server: LiveServer, faults: Faults
) -> Iterator[Callable[..., Page]]:
    """``sign_in("gd-filer")`` opens a browser of that person's own, past the sign-in page.

    The browser brings the cookies of a sign-in that has just been made, or makes it itself ``by_form``.
    """

    opened: list[BrowserContext] = []

    def open_for(
        username: str, *, password: str, language: str = "zh-hans", by_form: bool = False, **options: Any
    ) -> Page:
        context = browser.new_context(**{**browser_context_args, "base_url": live_server.url, **options})
        context.set_default_timeout(PATIENCE)
        opened.append(context)
        context.add_cookies([{"name": "django_language", "value": language, "url": live_server.url}])
        faults.watch(context)
        page = context.new_page()
        if by_form:
            fill_in_sign_in(page, username, password)
        else:
            context.add_cookies(cookies_of_sign_in(username, password, url=live_server.url))
            page.goto("/")
        return page

    yield open_for
    for context in opened:
        context.close()


def fill_in_sign_in(page: Page, username: str, password: str) -> None:
    page.goto("/")
    page.locator("input[name=login]").fill(username)
    page.locator("input[name=password]").fill(password)
    page.locator("main form button").first.click()
    page.wait_for_url("**/")


def cookies_of_sign_in(username: str, password: str, *, url: str) -> list[Any]:
    """What the portal gives to a browser that signs in by the sign-in page."""
    client = Client()
    answer = client.post(reverse("account_login"), {"login": username, "password": password})
    assert answer.status_code == 302, answer.content.decode()
    return [
        {"name": name, "value": cookie.value, "url": url, "httpOnly": bool(cookie["httponly"])}
        for name, cookie in client.cookies.items()
    ]


@contextmanager
def without_scripts_yet(page: Page, address: str) -> Iterator[None]:
    """Open ``address`` and hold its scripts back for what happens within, as a slow network would."""
    scripts = HeldRequests(page, SCRIPTS_OF_A_PAGE)
    with page.expect_request(SCRIPTS_OF_A_PAGE):
        page.goto(address, wait_until="commit")
    yield
    scripts.let_go()
