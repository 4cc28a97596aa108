"""An export watched while it is made: the page follows by itself, and cancelling ends it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings

from reports.models import Export
from tests.background.queue import QUEUE, work_off
from tests.reports.exports.small_reports import make_small_reports
from tests.world import PASSWORD, World


@pytest.fixture
def watching(
    live_world: World,
    sign_in: Callable[..., Page],
    settings: Settings,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Page:
    """The administrator has ordered a report in the usual forms, and its job waits."""
    make_small_reports(monkeypatch)
    settings.MEDIA_ROOT, settings.TASKS = tmp_path, QUEUE
    page = sign_in("administrator", password=PASSWORD, language="en")
    page.goto("/reports/")
    page.get_by_role("button", name="Export", exact=True).click()
    expect(page.get_by_role("button", name="Cancel this export")).to_be_visible()
    return page


def test_the_page_follows_until_the_file_can_be_taken_away(watching: Page) -> None:
    work_off()
    expect(watching.get_by_role("link", name="Download")).to_be_visible()
    expect(watching.get_by_role("button", name="Cancel this export")).to_have_count(0)
    with watching.expect_download() as download:
        watching.get_by_role("link", name="Download").click()
    assert download.value.suggested_filename == "2021-CNIPA-annual-report-not-final.zip"


def test_cancelling_ends_it_without_a_file(watching: Page, tmp_path: Path) -> None:
    watching.get_by_role("button", name="Cancel this export").click()
    expect(watching.locator("#export-state")).to_contain_text("No file was kept.")
    assert work_off() == 1
    assert Export.objects.get().status == Export.Status.CANCELLED
    assert list(tmp_path.rglob("*.zip")) == []
    expect(watching.get_by_role("button", name="Export again")).to_be_visible()
