"""A copy of a report is checked in the browser: dropped or chosen, by whoever reaches the portal."""

import datetime as dt
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings

from reports.models import AnnualReport
from reports.stored_report import unpacked
from tests.browser.test_pages import violations
from tests.reports.frozen import frozen_report
from tests.world import PASSWORD, World

# Drops a file on the field, as a hand would.
DROP = """([zone, text]) => {
  const dropped = new DataTransfer();
  dropped.items.add(new File([text], "copy.json", { type: "application/json" }));
  zone.dispatchEvent(new DragEvent("drop", { dataTransfer: dropped, bubbles: true, cancelable: true }));
}"""


@pytest.fixture
def report(live_world: World, settings: Settings) -> AnnualReport:
    """The frozen report of the province."""
    settings.PORTAL_TODAY = dt.date(2021, 12, 10)
    return frozen_report(live_world)


def content_of(report: AnnualReport) -> str:
    with unpacked(report) as path:
        return path.read_text(encoding="utf-8")


def test_a_file_that_is_dropped_is_checked_at_once(
    report: AnnualReport, sign_in: Callable[..., Page]
) -> None:
    page = sign_in("outsider", password=PASSWORD, language="en")
    page.goto("/verify/")
    page.evaluate(DROP, [page.locator("[data-drop]").element_handle(), content_of(report)])
    expect(page.get_by_role("heading", name="Genuine and current")).to_be_visible()
    page.evaluate(DROP, [page.locator("[data-drop]").element_handle(), f"{content_of(report)} "])
    expect(page.get_by_role("heading", name="Altered")).to_be_visible()
    assert violations(page) == []


def test_the_card_of_a_report_leads_to_the_check_of_its_code(
    report: AnnualReport, sign_in: Callable[..., Page]
) -> None:
    page = sign_in("lead", password=PASSWORD, language="en")
    page.goto(f"/reports/annual/2021/{report.organization.code}/")
    drawn = page.locator(".verify-qr")
    assert drawn.evaluate("picture => picture.naturalWidth") > 0
    page.get_by_role("link", name="Check this code").click()
    expect(page.get_by_role("heading", name="The code is genuine")).to_be_visible()
    page.get_by_role("link", name="Open the report").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Annual report")
