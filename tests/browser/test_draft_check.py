"""Checking a long draft in the browser: words, keys, choices, tables, and a document that is refused."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, ViewportSize, expect

from tasks.models import Guidance
from tests.browser.held_requests import HeldRequests
from tests.checked_drafts import make_checked
from tests.world import PASSWORD, World

NARROW: ViewportSize = {"width": 390, "height": 800}
CHECK = "/guidances/2030/check/"


@pytest.fixture
def draft(live_world: World) -> Guidance:
    return make_checked()


def no_sideways_scrolling(page: Page) -> None:
    width = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert width <= 0


def open_check(sign_in: Callable[..., Page], **options: object) -> Page:
    page = sign_in("administrator", password=PASSWORD, language="en", **options)
    page.goto(CHECK)
    return page


def point(page: Page, draft: Guidance, words: str) -> tuple[Locator, Locator]:
    """A doubt and the words that it stands on."""
    caution = next(caution for caution in draft.cautions.exclude(starts_at=None) if words in str(caution))
    return page.locator(f"#caution-{caution.pk}"), page.locator(f"#words-caution-{caution.pk}")


def test_a_doubt_shows_its_words_and_the_words_lead_back(
    draft: Guidance, sign_in: Callable[..., Page]
) -> None:
    page = open_check(sign_in)
    for viewport in (None, NARROW):
        if viewport:
            page.set_viewport_size(viewport)
        doubt, words = point(page, draft, "组织夜间观测")
        doubt.get_by_role("link", name="Show it").click()
        expect(words).to_be_in_viewport()
        expect(words).to_have_class(re.compile("is-current"))
        words.click()
        expect(doubt).to_be_in_viewport()
        expect(page).to_have_url(re.compile(f"#{doubt.get_attribute('id')}$"))
        no_sideways_scrolling(page)


def test_keys_go_from_point_to_point_and_settling_goes_on(
    draft: Guidance, sign_in: Callable[..., Page]
) -> None:
    page = open_check(sign_in)
    points = page.locator("[data-point]")
    count = points.count()
    page.keyboard.press("n")
    expect(points.first.locator(":focus")).to_have_count(1)
    page.keyboard.press("n")
    expect(points.nth(1).locator(":focus")).to_have_count(1)
    page.keyboard.press("p")
    page.keyboard.press("p")
    expect(points.last.locator(":focus")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(points).to_have_count(count - 1)
    expect(points.last.locator(":focus")).to_have_count(1)
    assert draft.cautions.exclude(settled_at=None).count() == 1
    page.keyboard.press("Enter")
    expect(points).to_have_count(count - 2)
    assert draft.cautions.exclude(settled_at=None).count() == 2


def test_a_second_point_settled_before_the_first_is_answered_leaves_too(
    draft: Guidance, sign_in: Callable[..., Page]
) -> None:
    page = open_check(sign_in)
    points = page.locator("[data-point]")
    count = points.count()
    settling = points.filter(has=page.get_by_role("button", name="I have looked at it", exact=True))
    slow = HeldRequests(page, f"**{settling.first.locator('form').get_attribute('action')}")
    for point in (settling.first, settling.last):
        point.get_by_role("button", name="I have looked at it").click()
    expect(points).to_have_count(count - 1)
    slow.let_go()
    expect(points).to_have_count(count - 2)
    for place in ("open-points", "check-meter", "recognised", "document"):
        expect(page.locator(f"#{place}")).to_have_count(1)
    assert draft.cautions.exclude(settled_at=None).count() == 2


def test_a_choice_of_tasks_is_settled_at_once_and_stays_chosen(
    draft: Guidance, sign_in: Callable[..., Page]
) -> None:
    page = open_check(sign_in)
    page.locator("#recognised .tabs").get_by_role("link", name="Not understood").click()
    expect(page).to_have_url(re.compile(r"\?certainty=unknown"))
    page.get_by_role("button", name="doubts about the tasks chosen below").click()
    expect(page.get_by_role("button", name="doubts about the tasks chosen below")).to_have_count(0)
    expect(page.locator("#recognised .tabs [aria-current]")).to_contain_text("Not understood")
    page.get_by_role("button", name=re.compile("Open the last . again")).click()
    expect(page.get_by_role("button", name="doubts about the tasks chosen below")).to_have_count(1)
    assert not draft.cautions.exclude(settled_at=None).exists()


def test_without_a_script_everything_is_a_link_or_a_form(
    draft: Guidance, sign_in: Callable[..., Page]
) -> None:
    page = open_check(sign_in, java_script_enabled=False, viewport=NARROW)
    page.get_by_role("link", name="The next one").click()
    expect(page.locator(".open-owner:target")).to_have_count(1)
    doubt, words = point(page, draft, "组织夜间观测")
    doubt.get_by_role("link", name="Show it").click()
    expect(words).to_be_in_viewport()
    words.click()
    expect(doubt).to_be_in_viewport()
    page.get_by_role("button", name="I have looked at these 2").first.click()
    page.get_by_role("button", name="Open the last 2 again").click()
    assert not draft.cautions.exclude(settled_at=None).exists()


def test_a_table_scrolls_in_its_own_box(live_world: World, sign_in: Callable[..., Page]) -> None:
    draft = make_checked()
    table = draft.tables.get()
    table.rows = [[f"{cell}{number}" for number in range(6) for cell in row] for row in table.rows]
    table.save()
    page = open_check(sign_in, viewport=NARROW)
    box = page.locator(f"#table-{table.pk} .table-scroll")
    assert box.evaluate("box => box.scrollWidth > box.clientWidth")
    no_sideways_scrolling(page)


def test_a_refused_document_goes_on_by_hand(
    live_world: World, sign_in: Callable[..., Page], tmp_path: Path
) -> None:
    path = tmp_path / "信函.txt"
    path.write_text("关于近期工作\n请各单位抓紧推进数据共享。请加强值守。\n", encoding="utf-8")
    page = sign_in("administrator", password=PASSWORD, language="en")
    page.goto("/guidances/new/")
    page.locator("input[type=file]").set_input_files(path)
    page.get_by_role("button", name="Read the document").click()
    by_hand = page.locator("#by-hand")
    expect(by_hand).to_contain_text("Go on by hand")
    by_hand.locator("input[name=hand-year]").fill("2030")
    by_hand.get_by_role("button", name="Take the text in").click()
    page.wait_for_url(f"**{CHECK}")
    page.get_by_role("button", name="Make tasks of the chosen").click()
    expect(page.locator(".task-card")).to_have_count(1)
    assert Guidance.objects.get(year=2030).source_text.count("\n") == 2
