"""The long page of a text: folded on phones, led through on wide screens, marked on its true pages."""

import datetime as dt
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings

from reports.edited_text import text_of
from reports.editing.parts import part_of
from reports.models import Edition
from tests.browser.test_pages import violations
from tests.reports.editions import edition_of
from tests.world import PASSWORD, World

TEXT = "/reports/annual/2021/44/text/"
# The paragraph that counts the filings; it stands below the first heading.
HEADING, COUNTING = 2, 3
FIELD = f"#words-{COUNTING}"
PHONE = {"width": 390, "height": 844}

type OpenAs = Callable[..., Page]


@pytest.fixture
def edition(live_world: World, settings: Settings) -> Edition:
    """The text that the province's filer has begun."""
    settings.PORTAL_TODAY = dt.date(2021, 12, 10)
    return edition_of(live_world)


@pytest.fixture
def open_text(sign_in: Callable[..., Page]) -> OpenAs:
    def opened(address: str = TEXT, **options: object) -> Page:
        page = sign_in("filer", password=PASSWORD, language="en", **options)
        page.goto(address)
        return page

    return opened


def length(page: Page) -> int:
    found: int = page.evaluate("document.documentElement.scrollHeight")
    return found


def test_on_phones_main_parts_are_folded_and_links_open_them(edition: Edition, open_text: OpenAs) -> None:
    page = open_text(viewport=PHONE)
    expect(page.locator(FIELD)).to_be_hidden()
    assert length(page) < 2_000
    page.locator(f"#part-{HEADING} > summary").click()
    page.fill(FIELD, "全年共报送 987 期。")
    expect(page.locator(f"#part-{COUNTING} [data-save-state]")).to_have_attribute("data-state", "saved")
    expect(page.locator(f"#chapter-count-{HEADING}")).to_contain_text("1 check open")
    assert part_of(text_of(edition), COUNTING).words == "全年共报送 987 期。"
    page.goto(f"{TEXT}?again")
    expect(page.locator(FIELD)).to_be_hidden()
    for _turn in range(2):
        page.get_by_role("link", name="To the place").first.click()
        expect(page.locator(FIELD)).to_be_in_viewport()
        page.locator(f"#part-{HEADING} > summary").click()
        expect(page.locator(FIELD)).to_be_hidden()
    page.goto(f"{TEXT}?came_back#part-{COUNTING}")
    expect(page.locator(FIELD)).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert violations(page) == []


def test_on_paper_everything_is_unfolded_and_folds_again(edition: Edition, open_text: OpenAs) -> None:
    page = open_text(viewport=PHONE)
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.locator("details[data-fold]:not([open])").count() == 0
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.locator("details[data-fold][open]").count() == 0


def test_contents_lead_through_a_wide_page(edition: Edition, open_text: OpenAs) -> None:
    page = open_text()
    expect(page.locator(FIELD)).to_be_visible()
    last = [part for part in text_of(edition) if part.is_main_heading][-1]
    page.locator(".text-contents").get_by_role("link", name=last.words).click()
    expect(page.locator(f"#part-{last.number}")).to_be_in_viewport()


def test_the_page_of_the_part_that_is_edited_is_marked(edition: Edition, open_text: OpenAs) -> None:
    page = open_text(f"{TEXT}?side=pages")
    expect(page.locator(".text-page").nth(1)).to_be_attached()
    last = [part.number for part in text_of(edition) if part.is_paragraph][-1]
    marked = page.locator(".text-page--current")
    page.locator(f"#words-{last}").focus()
    expect(marked).to_have_count(1)
    expect(marked).to_be_in_viewport()
    expect(page.locator("[data-page-note]")).to_contain_text(str(marked.get_attribute("data-page")))
    page.fill(f"#words-{last}", "末段改写。")
    expect(page.locator(f"#part-{last} [data-save-state]")).to_have_attribute("data-state", "saved")
    expect(marked).to_have_count(1)
    assert str(last) in (marked.get_attribute("data-parts") or "").split()
    page.locator(FIELD).focus()
    assert str(COUNTING) in (marked.get_attribute("data-parts") or "").split()
    assert violations(page) == []
