"""Targets as rows: a year's goals on one screen, and nothing moves when the forecasts come."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from sample.year.people import PASSWORD
from tests.browser.held_requests import HeldRequests

DESK, PHONE = {"width": 1366, "height": 768}, {"width": 390, "height": 844}
TALLEST_ROW, TALLEST_TABLE, LONGEST_CARD = 40, 430, 240
HEIGHTS = "rows => rows.map(row => row.getBoundingClientRect().height)"
ROWS = "#targets tbody tr"
type SignIn = Callable[..., Page]


def heights(page: Page) -> list[float]:
    found: list[float] = page.locator(ROWS).evaluate_all(HEIGHTS)
    return found


@pytest.mark.any_database
def test_ten_goals_stand_on_one_screen_and_stay_where_they_are(played_sample: None, sign_in: SignIn) -> None:
    page = sign_in("leader", password=PASSWORD, viewport=DESK, language="zh-hans")
    forecasts = HeldRequests(page, "**/expected/**")
    page.goto("/dashboard/CNIPA/")
    before = heights(page)
    assert len(before) == 10
    texts = page.locator(ROWS).all_inner_texts()
    tall = [text for text, height in zip(texts, before, strict=True) if height > TALLEST_ROW]
    assert tall == []
    assert sum(before) <= TALLEST_TABLE
    forecasts.let_go()
    expect(page.locator("[id^=forecast-]").filter(has_text="尚不能预计").first).to_be_visible()
    assert heights(page) == before


@pytest.mark.any_database
def test_on_phones_each_is_a_short_card(played_sample: None, sign_in: SignIn) -> None:
    page = sign_in("leader", password=PASSWORD, viewport=PHONE, language="zh-hans")
    page.goto("/dashboard/CNIPA/")
    assert max(heights(page)) <= LONGEST_CARD
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


@pytest.mark.any_database
def test_a_figure_tells_how_it_is_made_and_leads_there(played_sample: None, sign_in: SignIn) -> None:
    page = sign_in("leader", password=PASSWORD, viewport=DESK, language="zh-hans")
    page.goto("/dashboard/CNIPA/?region=east&counting=submitted")
    figure = page.locator(f"{ROWS} .target-row__figure a").first
    words = figure.inner_text()
    figure.focus()
    expect(page.get_by_role("tooltip")).to_contain_text("仅含东部地区")
    figure.click()
    expect(page.locator("#figure-title")).to_have_text("暂计数 · 国家知识产权局 · 东部")
    expect(page.locator(".stat__value").first).to_have_text(words)
