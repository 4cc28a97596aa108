"""Organizations as a workbook in the browser: downloaded, edited, brought back, taken over."""

from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.management import call_command
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings

from organizations.models import Organization, OrganizationEvent
from organizations.permissions import Role
from organizations.record_kinds import received, record_work
from tests.background.queue import QUEUE, work_off
from tests.organizations.record_kinds.there_and_back import Sheet, edited
from tests.world import PASSWORD, member


@pytest.fixture
def page(transactional_db: None, sign_in: Callable[..., Page]) -> Page:
    call_command("load_organizations", verbosity=0)
    member("administrator", Organization.objects.get(code="CNIPA"), Role.ADMINISTRATOR)
    return sign_in("administrator", password=PASSWORD, language="en")


def nothing_found(page: Page) -> None:
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def edit(sheet: Sheet) -> None:
    sheet.put("44", short_name="粤")
    sheet.put("32", parent="nowhere")


def test_organizations_there_and_back(page: Page, tmp_path: Path) -> None:
    page.goto("/records/")
    page.get_by_role("link", name="Organizations", exact=True).click()
    nothing_found(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the workbook").click()
    back = tmp_path / "机构.xlsx"
    back.write_bytes(edited(download.value.path().read_bytes(), edit))

    page.locator("input[type=file]").set_input_files(back)
    page.get_by_role("button", name="Look at it").click()
    expect(page.get_by_text("1 row has errors")).to_be_visible()
    expect(page.locator("#errors")).to_contain_text("No organization has the code nowhere.")
    expect(page.locator("#changed")).to_contain_text("粤")
    with page.expect_download() as marked:
        page.get_by_role("link", name="Take the file back with what was found").click()
    assert marked.value.suggested_filename.endswith(".xlsx")
    nothing_found(page)
    page.set_viewport_size({"width": 390, "height": 800})
    width = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert width <= 0

    page.get_by_label("Reason").fill("Reform")
    page.get_by_label("Take the good rows over").check()
    page.get_by_role("button", name="Take over 1 row").click()
    page.get_by_role("dialog").get_by_role("button", name="Take it over").click()
    expect(page.get_by_text("1 row was taken over.")).to_be_visible()
    nothing_found(page)
    assert Organization.objects.get(code="44").short_name == "粤"
    assert OrganizationEvent.objects.get(kind="corrected").reason == "Reform"


def test_a_large_file_is_waited_for(
    page: Page, tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The bar stands there while the worker reads, and the preview when it is done, without a click."""
    settings.TASKS = QUEUE
    monkeypatch.setattr(received, "READ_AT_ONCE", 0)
    monkeypatch.setattr(record_work, "TAKEN_AT_ONCE", 0)
    page.goto("/records/organizations/")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the workbook").click()
    back = tmp_path / "机构.xlsx"
    back.write_bytes(
        edited(download.value.path().read_bytes(), lambda sheet: sheet.put("44", short_name="粤"))
    )
    page.locator("input[type=file]").set_input_files(back)
    page.get_by_role("button", name="Look at it").click()
    expect(page.get_by_role("heading", name="Being read")).to_be_visible()
    nothing_found(page)
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    work_off()
    expect(page.get_by_text("1 row changes")).to_be_visible()

    page.get_by_label("Reason").fill("Reform")
    page.get_by_role("button", name="Take over 1 row").click()
    page.get_by_role("dialog").get_by_role("button", name="Take it over").click()
    expect(page.get_by_role("heading", name="Being taken over")).to_be_visible()
    nothing_found(page)
    work_off()
    expect(page.get_by_role("heading", name="Taken over")).to_be_visible()
    assert Organization.objects.get(code="44").short_name == "粤"
