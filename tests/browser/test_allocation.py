"""Sharing a target out: the gap against the whole while one types, proposals, and the bureau's view of it."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from targets.models import Allocation, Indicator
from tests.world import PASSWORD, World


def shares_page(page: Page, world: World) -> None:
    page.goto(f"/targets/{world.pledge.pk}/allocation/")


@pytest.mark.parametrize("width", [1366, 390])
def test_the_gap_stays_in_view_while_one_types(
    live_world: World, sign_in: Callable[..., Page], width: int
) -> None:
    Indicator.objects.filter(pk=live_world.pledge.indicator_id).update(english_unit="CNY 100 million")
    page = sign_in(
        "administrator", password=PASSWORD, language="en", viewport={"width": width, "height": 800}
    )
    shares_page(page, live_world)
    page.get_by_label("Share of Guangdong").fill("1000")
    expect(page.locator("[data-gap]")).to_have_text("CNY 140 billion")
    page.get_by_label("Share of Jiangsu").fill("1,500")
    expect(page.locator("[data-surplus]")).to_have_text("CNY 10 billion")
    expect(page.locator("[data-surplus]")).to_be_in_viewport()
    expect(page.locator("[data-gap]")).not_to_be_visible()
    page.get_by_role("button", name="Save the shares").click()
    expect(page.get_by_text("The shares are saved.")).to_be_visible()
    assert Allocation.objects.count() == 2
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert Axe().run(page).response["violations"] == []


def test_a_proposal_is_saved_and_seen_by_the_bureau_without_a_script(
    live_world: World, sign_in: Callable[..., Page]
) -> None:
    page = sign_in("administrator", password=PASSWORD, language="en", java_script_enabled=False)
    shares_page(page, live_world)
    page.get_by_role("button", name="Propose equal shares").click()
    expect(page.get_by_label("Share of Guangdong")).to_have_value("1,200")
    page.get_by_role("button", name="Save the shares").click()
    page.get_by_role("button", name="Show each its place").click()
    expect(page.get_by_text("Each organization sees its place now.")).to_be_visible()
    bureau = sign_in("lead", password=PASSWORD, language="en", color_scheme="dark")
    bureau.goto(f"/targets/{live_world.pledge.pk}/")
    expect(bureau.locator("#share")).to_contain_text("1,200.00 100 million yuan")
    assert Axe().run(bureau).response["violations"] == []
