"""Filling in a filing: nothing typed is lost, with or without a script, and the keyboard is enough."""

import datetime as dt
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings as portal_settings
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PATIENCE, Faults
from tests.databases import lay_migrated
from tests.world import PASSWORD, World

ROOT: Path = portal_settings.BASE_DIR
SAMPLE_PASSWORD = "Guidance-2021"
SECONDS_TO_START = 120
pytestmark = pytest.mark.usefixtures("failed_requests_are_expected")


class OwnPortal:
    """A portal in a process of its own, over a scratch database, that a test may kill and start again."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        self.environment = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"} | {
            "DJANGO_SETTINGS_MODULE": "guidance_portal.settings",
            "DATA_DIR": str(folder),
            "PORTAL_TODAY": "2021-11-22",
            "DEBUG": "true",
        }
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def manage(self, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "manage.py", *arguments]
        return subprocess.run(command, cwd=ROOT, env=self.environment, check=False, capture_output=True)  # noqa: S603 (our own command)

    def start(self) -> None:
        command = [sys.executable, "manage.py", "runserver", "--noreload", f"127.0.0.1:{self.port}"]
        self.process = subprocess.Popen(  # noqa: S603 (our own command)
            command, cwd=ROOT, env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        deadline = time.monotonic() + SECONDS_TO_START
        while not self.answers():
            assert time.monotonic() < deadline, "the portal did not start"
            time.sleep(0.2)

    def answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/healthz", timeout=5) as response:  # noqa: S310 (our own)
                return bool(response.status == 200)
        except (urllib.error.URLError, OSError):
            return False

    def kill(self) -> None:
        """As a power cut would: no chance to finish anything."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None


@pytest.fixture(scope="module")
def sample_folder(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data of a portal that holds the sample, for tests that take a copy."""
    folder = tmp_path_factory.mktemp("sample")
    lay_migrated(folder / "portal.sqlite3")
    for command in (["migrate", "-v0"], ["load_sample", "-v0"]):
        OwnPortal(folder).manage(*command).check_returncode()
    return folder


@pytest.fixture
def own_portal(sample_folder: Path, tmp_path: Path) -> Iterator[OwnPortal]:
    portal = OwnPortal(shutil.copytree(sample_folder, tmp_path / "var"))
    portal.start()
    yield portal
    portal.kill()


@pytest.fixture
def page_of(own_portal: OwnPortal, browser: Browser, faults: Faults) -> Iterator[Callable[[str], Page]]:
    """``page_of("gd-filer")`` is a browser of that sample person, past the sign-in page, in English."""
    opened = []

    def open_for(username: str) -> Page:
        context = browser.new_context(base_url=own_portal.url, locale="en-GB", timezone_id="Asia/Shanghai")
        context.set_default_timeout(PATIENCE)
        context.add_cookies([{"name": "django_language", "value": "en", "url": own_portal.url}])
        faults.watch(context)
        opened.append(context)
        page = context.new_page()
        sign_in_as(page, username)
        return page

    yield open_for
    for context in opened:
        context.close()


def sign_in_as(page: Page, username: str) -> None:
    page.goto("/accounts/login/")
    page.locator("input[name=login]").fill(username)
    page.locator("input[name=password]").fill(SAMPLE_PASSWORD)
    page.locator("main form button").first.click()
    page.wait_for_url("**/")


def open_empty_line(page: Page) -> None:
    """The first line of the open filing that nobody has written yet."""
    page.get_by_role("link", name="Year end 2021").first.click()
    page.locator(".task-list__item", has=page.get_by_text("Empty", exact=True)).locator("a").first.click()
    # With its scripts: what is still on its way dies with the server.
    page.wait_for_url("**/lines/progress/**")
    expect(page.locator("#id_achievements")).to_have_value("")


def test_text_typed_while_the_server_dies_is_restored_and_saved(
    own_portal: OwnPortal, page_of: Callable[[str], Page]
) -> None:
    page = page_of("gd-filer")
    open_empty_line(page)
    state, field = page.locator("#line-save-state"), page.locator("#id_achievements")
    field.press_sequentially("已完成评估指引", delay=30)
    expect(state).to_have_attribute("data-state", "saved")
    own_portal.kill()
    field.press_sequentially("，并印发全省。", delay=30)
    expect(state).to_contain_text("Not saved: offline")
    address = page.url
    page.close(run_before_unload=False)

    own_portal.start()
    again = page.context.new_page()
    again.goto(address)
    offer = again.locator("[data-draft-offer]")
    expect(offer).to_contain_text("已完成评估指引，并印发全省。")
    expect(again.locator("#id_achievements")).to_have_value("已完成评估指引")
    offer.get_by_role("button", name="Restore").click()
    expect(again.locator("#line-save-state")).to_have_attribute("data-state", "saved")
    again.reload()
    expect(again.locator("#id_achievements")).to_have_value("已完成评估指引，并印发全省。")
    expect(again.locator("[data-draft-offer]")).to_be_hidden()


def test_a_page_left_open_saves_by_itself_once_the_server_is_back(
    own_portal: OwnPortal, page_of: Callable[[str], Page]
) -> None:
    page = page_of("gd-filer")
    open_empty_line(page)
    own_portal.kill()
    page.locator("#id_achievements").fill("服务器重启时写下的文字")
    expect(page.locator("#line-save-state")).to_contain_text("Not saved: offline")
    own_portal.start()
    expect(page.locator("#line-save-state")).to_have_attribute("data-state", "saved")
    page.reload()
    expect(page.locator("#id_achievements")).to_have_value("服务器重启时写下的文字")


def test_an_ended_session_keeps_the_text_until_one_has_signed_in_again(
    live_world: World, sign_in: Callable[..., Page]
) -> None:
    page = sign_in("filer", password=PASSWORD, language="en")
    page.goto(line_address(live_world))
    page.context.clear_cookies(name="sessionid")
    page.locator("#id_achievements").fill("会话过期时写下的文字")
    expect(page.locator("#line-save-state")).to_contain_text("Your session has ended")
    expect(page.locator("input[name=password]")).to_have_count(0)
    other = page.context.new_page()
    other.goto("/")
    other.locator("input[name=login]").fill("filer")
    other.locator("input[name=password]").fill(PASSWORD)
    other.locator("main form button").first.click()
    other.wait_for_url("**/")
    other.close()
    expect(page.locator("#line-save-state")).to_have_attribute("data-state", "saved")
    assert text_of(live_world) == "会话过期时写下的文字"


def test_another_person_in_the_same_browser_never_sends_the_text(
    live_world: World, sign_in: Callable[..., Page]
) -> None:
    page = sign_in("filer", password=PASSWORD, language="en")
    page.goto(line_address(live_world))
    page.context.clear_cookies(name="sessionid")
    page.locator("#id_achievements").fill("填报人的文字")
    expect(page.locator("#line-save-state")).to_contain_text("Your session has ended")
    other = page.context.new_page()
    other.goto("/")
    other.locator("input[name=login]").fill("colleague")
    other.locator("input[name=password]").fill(PASSWORD)
    other.locator("main form button").first.click()
    other.wait_for_url("**/")
    other.goto(line_address(live_world))
    expect(other.locator("[data-draft-offer]")).to_be_hidden()
    page.wait_for_timeout(3_000)
    assert not live_world.filing().progress_entries.exists()


def test_what_was_written_last_period_is_taken_over(live_world: World, sign_in: Callable[..., Page]) -> None:
    live_world.fill(live_world.filing(), by=live_world.filer)
    portal_settings.PORTAL_TODAY = dt.date(2021, 11, 20)
    address = line_address(live_world, live_world.filing(period=live_world.year_end).pk)
    for javascript in (True, False):
        page = sign_in("filer", password=PASSWORD, language="en", java_script_enabled=javascript)
        page.goto(address)
        summary = page.locator("#id_achievements").locator("xpath=following::details[1]/summary")
        summary.click()
        page.get_by_role("button", name=re.compile("Take over.*Achievements")).click()
        expect(page.locator("#id_achievements")).to_have_value("已完成评估指引。")
        if javascript:
            expect(page.locator("#line-save-state")).to_have_attribute("data-state", "saved")
            page.locator("#id_achievements").fill("")
            page.wait_for_timeout(1_500)


def test_percent_complete_follows_the_measures(live_world: World, sign_in: Callable[..., Page]) -> None:
    page = sign_in("filer", password=PASSWORD, language="en")
    page.goto(line_address(live_world))
    expect(page.locator("#line-live")).to_contain_text("0 of 2 measures completed")
    page.locator("input[type=radio][value=completed]").first.check()
    expect(page.locator("#line-live")).to_contain_text("1 of 2 measures completed")


def test_people_see_each_other_at_a_line(live_world: World, sign_in: Callable[..., Page]) -> None:
    theirs = sign_in("colleague", password=PASSWORD, language="en")
    theirs.goto(line_address(live_world))
    expect(theirs.locator("#line-presence")).to_be_empty()
    theirs.wait_for_timeout(1_000)
    mine = sign_in("filer", password=PASSWORD, language="en")
    mine.goto(f"/filings/{live_world.filing().pk}/")
    expect(mine.locator(".presence")).to_contain_text("colleague is editing this line now")
    mine.goto(line_address(live_world))
    expect(mine.locator("#line-presence")).to_contain_text("colleague is editing this line now")


def test_a_filing_is_filled_in_and_submitted_without_a_script(
    live_world: World, sign_in: Callable[..., Page]
) -> None:
    page = sign_in("lead", password=PASSWORD, language="en", java_script_enabled=False)
    page.goto(f"/filings/{live_world.filing().pk}/")
    page.locator(".task-list__item a").first.click()
    page.locator("#id_achievements").fill("没有脚本也能填报。")
    page.get_by_role("button", name="Save and next").click()
    page.locator("#id_value").fill("120.5")
    page.get_by_role("button", name="Save and next").click()
    page.locator("#id_numerator").fill("142")
    page.locator("#id_denominator").fill("100")
    page.get_by_role("button", name="Save and back to the list").click()
    expect(page.locator("main")).to_contain_text("3 of 3 lines ready")
    page.get_by_role("link", name="Check and submit").click()
    page.get_by_role("button", name="Sign off and submit").click()
    expect(page.locator(".notice--success")).to_contain_text("checksum")
    assert live_world.filing().status == "submitted"


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the focus is on ``selector``."""
    for _step in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("(wanted) => document.activeElement.matches(wanted)", selector):
            return
    raise AssertionError(f"Tab never reached {selector}")


def test_the_keyboard_alone_leads_from_the_list_to_submission(
    live_world: World, sign_in: Callable[..., Page]
) -> None:
    page = sign_in("lead", password=PASSWORD, language="en")
    page.goto(f"/filings/{live_world.filing().pk}/")
    tab_to(page, ".task-list__item a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/lines/progress/**")
    tab_to(page, "input[type=radio]")
    page.keyboard.press("ArrowRight")
    tab_to(page, "#id_achievements")
    page.keyboard.type("只用键盘填报。")
    page.keyboard.press("Control+s")
    expect(page.locator("#line-save-state")).to_have_attribute("data-state", "saved")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/lines/measurement/**")
    tab_to(page, "#id_value")
    page.keyboard.type("120.5")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#id_numerator")).to_be_visible()
    tab_to(page, "#id_numerator")
    page.keyboard.type("142")
    page.keyboard.press("Tab")
    page.keyboard.type("100")
    page.keyboard.press("Control+Enter")
    expect(page.locator("main")).to_contain_text("3 of 3 lines ready")
    tab_to(page, "a[href$='/check/']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/check/")
    tab_to(page, "form[action$='/submit/'] button")
    page.keyboard.press("Enter")
    expect(page.locator(".notice--success")).to_contain_text("checksum")
    assert live_world.filing().status == "submitted"


def line_address(world: World, filing: int | None = None) -> str:
    return f"/filings/{filing or world.filing().pk}/lines/progress/{world.local_task.pk}/"


def text_of(world: World) -> str:
    return world.filing().progress_entries.get().achievements
