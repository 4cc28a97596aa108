"""A save that reached the server, but whose answer was lost: the page is in no conflict with itself."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.world import PASSWORD, World

pytestmark = pytest.mark.usefixtures("failed_requests_are_expected")
LINE = re.compile(r"/lines/progress/\d+/$")


@pytest.fixture
def page(live_world: World, sign_in: Callable[..., Page]) -> Page:
    """The filer's line, where the first save is stored and its answer lost."""
    opened = sign_in("filer", password=PASSWORD, language="en")
    opened.goto(f"/filings/{live_world.filing().pk}/lines/progress/{live_world.local_task.pk}/")

    def lose_the_answer(route: Route) -> None:
        route.fetch()
        route.abort()

    opened.route(LINE, lose_the_answer, times=1)
    with opened.expect_event("requestfailed"):
        opened.locator("#id_achievements").fill("已完成评估指引")
    assert text_of(live_world) == "已完成评估指引"
    return opened


def text_of(world: World) -> str:
    return world.filing().progress_entries.get().achievements


def test_what_is_typed_next_is_saved(live_world: World, page: Page) -> None:
    page.locator("#id_achievements").press_sequentially("，并已印发。")
    expect(page.locator("#line-save-state")).to_have_attribute("data-state", "saved")
    expect(page.locator(".conflict")).to_have_count(0)
    assert text_of(live_world) == "已完成评估指引，并已印发。"


def test_the_page_saves_again_by_itself(live_world: World, page: Page) -> None:
    expect(page.locator("#line-save-state")).to_contain_text("Not saved: offline")
    expect(page.locator("#line-save-state")).to_have_attribute("data-state", "saved")
    assert live_world.filing().progress_entries.get().version == 1


def test_the_button_goes_on_to_the_next_line(live_world: World, page: Page) -> None:
    page.locator("#id_achievements").evaluate("(field) => (field.value += '，并已印发。')")
    page.get_by_role("button", name="Save and next").click()
    expect(page.locator("h1")).to_contain_text("Pledge financing")
    assert text_of(live_world) == "已完成评估指引，并已印发。"
