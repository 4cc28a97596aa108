"""A report to read: its tables on a phone."""

import datetime as dt
from collections.abc import Callable

import pytest
from playwright.sync_api import Page
from pytest_django.fixtures import Settings

from tests.reports.frozen import frozen_report
from tests.world import PASSWORD, World

PHONE = {"width": 390, "height": 800}
WIDTHS = "captions => captions.map(caption => caption.getBoundingClientRect().width)"


@pytest.fixture
def report(live_world: World, settings: Settings) -> str:
    """The address of the frozen report of the province."""
    settings.PORTAL_TODAY = dt.date(2021, 12, 10)
    frozen_report(live_world)
    return f"/reports/annual/2021/{live_world.province.code}/"


def test_a_phone_sets_the_titles_of_stacked_tables_in_lines(
    report: str, sign_in: Callable[..., Page]
) -> None:
    page = sign_in("lead", password=PASSWORD, viewport=PHONE)
    page.goto(report)
    widths = page.locator(".report .table--stack caption").evaluate_all(WIDTHS)
    assert min(widths) > PHONE["width"] / 2
