"""A report to read: contents that go along, tables on a phone and on paper."""

import datetime as dt
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings

from tests.reports.frozen import frozen_report
from tests.world import PASSWORD, World

PHONE = {"width": 390, "height": 800}
# A4 across between its margins, in the pixels of style sheets.
SHEET_ACROSS = {"width": 1016, "height": 688}
CUT_OFF = """() => [...document.querySelectorAll(".report .table-scroll")].filter(
  (frame) => frame.scrollWidth > frame.clientWidth + 1).length"""
WIDTHS = "captions => captions.map(caption => caption.getBoundingClientRect().width)"
TOP = "element => element.getBoundingClientRect().top"


@pytest.fixture
def report(live_world: World, settings: Settings) -> str:
    """The address of the frozen report of the province."""
    settings.PORTAL_TODAY = dt.date(2021, 12, 10)
    frozen_report(live_world)
    return f"/reports/annual/2021/{live_world.province.code}/"


def test_contents_beside_the_report_lead_to_its_parts_and_stay_in_sight(
    report: str, sign_in: Callable[..., Page]
) -> None:
    page = sign_in("lead", password=PASSWORD, language="en")
    page.goto(report)
    contents = page.get_by_role("navigation", name="Contents")
    last = contents.get_by_role("link").last
    last.click()
    heading = page.locator(f".report [id='{page.url.partition('#')[2]}']")
    expect(heading).to_have_text(last.inner_text())
    expect(heading).to_be_in_viewport()
    expect(last).to_be_in_viewport()


def test_a_phone_folds_them_above_the_text_until_they_are_asked_for(
    report: str, sign_in: Callable[..., Page]
) -> None:
    page = sign_in("lead", password=PASSWORD, language="en", viewport=PHONE)
    page.goto(report)
    contents = page.get_by_role("navigation", name="Contents")
    link = contents.get_by_role("link").nth(2)
    expect(link).to_be_hidden()
    contents.locator("summary").click()
    link.click()
    expect(link).to_be_hidden()
    heading = page.locator(f".report [id='{page.url.partition('#')[2]}']")
    bar = contents.locator("summary")
    assert bar.evaluate(TOP) < heading.evaluate(TOP) < PHONE["height"] / 2


def test_a_phone_sets_the_titles_of_stacked_tables_in_lines(
    report: str, sign_in: Callable[..., Page]
) -> None:
    page = sign_in("lead", password=PASSWORD, viewport=PHONE)
    page.goto(report)
    widths = page.locator(".report .table--stack caption").evaluate_all(WIDTHS)
    assert min(widths) > PHONE["width"] / 2


def test_paper_has_the_report_alone_with_whole_tables(report: str, sign_in: Callable[..., Page]) -> None:
    page = sign_in("lead", password=PASSWORD, language="en", viewport=SHEET_ACROSS)
    page.goto(report)
    assert page.evaluate(CUT_OFF) > 0
    page.emulate_media(media="print")
    assert page.evaluate(CUT_OFF) == 0
    expect(page.get_by_role("heading", name="Versions")).to_be_hidden()
    expect(page.locator(".page-header")).to_contain_text("Version 1, frozen")
