"""A spreadsheet of one's own in the browser: brought, mapped by pressing cells and by typing, tried."""

from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tasks.models import OwnSpreadsheet
from tests.tasks.own_spreadsheets.files import workbook
from tests.world import PASSWORD, World


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    path = tmp_path / "汇总.xlsx"
    path.write_bytes(workbook())
    return path


def serious(page: Page) -> list[str]:
    return [each["id"] for each in Axe().run(page).response["violations"]]


def test_cells_are_mapped_by_pointer_and_by_keyboard(
    live_world: World, sign_in: Callable[..., Page], sample: Path
) -> None:
    page = sign_in("filer", password=PASSWORD, language="en")
    page.goto("/own-spreadsheets/")
    assert not serious(page)
    page.get_by_role("link", name="Map a spreadsheet").click()
    page.get_by_label("Name of the spreadsheet").fill("季度汇总表")
    page.get_by_label("A file as it is kept").set_input_files(sample)
    assert not serious(page)
    page.get_by_role("button", name="On to the cells").click()
    page.get_by_role("button", name="120.5 B3").click()
    expect(page.locator("#field")).to_contain_text("汇总!B3")
    expect(page.locator("[aria-current=true][value=B3]")).to_have_count(1)
    assert not serious(page)
    page.set_viewport_size({"width": 390, "height": 844})
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= 390
    page.get_by_role("link", name="Next field without a cell").click()
    page.get_by_label("Address of the cell").fill("C3")
    page.get_by_label("Address of the cell").press("Enter")
    expect(page.locator("#field")).to_contain_text("汇总!C3")
    assert OwnSpreadsheet.objects.get().entries.count() == 2
    page.get_by_role("link", name="Test run").click()
    expect(page.get_by_role("row", name="120.5亿元")).to_be_visible()
    assert not serious(page)
