"""Two reports side by side: by key from one difference to the next, under one another on a phone."""

import datetime as dt
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings

from tests.reports.frozen_again import corrected_report
from tests.world import PASSWORD, World

PHONE = {"width": 390, "height": 800}
LEFT = "element => element.getBoundingClientRect().left"


@pytest.fixture
def comparison(live_world: World, settings: Settings) -> str:
    """The address of two versions of the province's report."""
    settings.PORTAL_TODAY = dt.date(2021, 12, 10)
    corrected_report(live_world)
    return f"/reports/annual/compare/?year=2021&organization={live_world.province.code}"


def test_keys_lead_from_one_difference_to_the_next_and_back(
    comparison: str, sign_in: Callable[..., Page]
) -> None:
    page = sign_in("lead", password=PASSWORD, language="en")
    page.goto(comparison)
    passages = page.locator("[data-difference]")
    page.keyboard.press("j")
    expect(passages.nth(0)).to_be_focused()
    page.keyboard.press("j")
    expect(passages.nth(1)).to_be_focused()
    page.keyboard.press("k")
    expect(passages.nth(0)).to_be_focused()


def test_a_phone_shows_both_sides_under_one_another(comparison: str, sign_in: Callable[..., Page]) -> None:
    page = sign_in("lead", password=PASSWORD, language="en", viewport=PHONE)
    page.goto(comparison)
    sides = page.locator(".compared__side")
    assert sides.nth(0).evaluate(LEFT) == sides.nth(1).evaluate(LEFT)
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_a_figure_leads_to_its_passage(comparison: str, sign_in: Callable[..., Page]) -> None:
    page = sign_in("lead", password=PASSWORD, language="en")
    page.goto(comparison)
    page.locator(".compared-figures tbody a").last.click()
    expect(page.locator(f"[id='{page.url.partition('#')[2]}']")).to_be_in_viewport()
