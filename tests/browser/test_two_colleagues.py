"""Two colleagues at one filing: one in the browser, the other in a workbook taken home (design R20)."""

import re
from collections.abc import Callable
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tasks.models import FilingEvent
from tests.browser.test_pages import violations
from tests.tasks.line_imports.test_whole_way import cell_of, pledge_cell, saved
from tests.world import PASSWORD, World

type SignedIn = Callable[..., Page]


def taken_home(page: Page, world: World) -> Any:
    """The workbook as the browser downloads it from the filing's page."""
    page.goto(f"/filings/{world.filing().pk}/")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the fill-in workbook").first.click()
    return load_workbook(BytesIO(Path(download.value.path()).read_bytes()))


def brought_back(page: Page, world: World, book: Any) -> None:
    page.goto(f"/filings/{world.filing().pk}/import/")
    file = {"name": "填报.xlsx", "mimeType": "application/octet-stream", "buffer": saved(book)}
    page.locator("#id_file").set_input_files([file])
    page.get_by_role("button", name="Look at it").click()


def write_value(page: Page, world: World, value: str) -> None:
    """Save a value of pledge financing on the page of its line."""
    page.goto(f"/filings/{world.filing().pk}/lines/measurement/{world.pledge.pk}/")
    page.locator("#id_value").fill(value)
    page.locator("#id_value").blur()
    expect(page.locator("[data-save-state]").first).to_have_attribute("data-state", "saved")


def value_of(world: World) -> Decimal | None:
    return world.filing().measurements.get(target=world.pledge).value


def take_over_mine(page: Page) -> None:
    """Choose the file's text at the conflict, and take the file over."""
    page.locator("#conflicts").get_by_label("Take the text of the file").check()
    page.get_by_role("button", name="Take over").click()


@pytest.mark.usefixtures("failed_requests_are_expected")
def test_each_sees_what_the_other_wrote_and_nothing_is_lost(live_world: World, sign_in: SignedIn) -> None:
    away, here = (sign_in(person, password=PASSWORD, language="en") for person in ("filer", "colleague"))
    book = taken_home(away, live_world)
    pledge_cell(book, live_world).value = "1,234.5亿元"
    task = f"progress:{live_world.local_task.pk}"
    cell_of(book, task, "achievements").value = "已完成评估。"
    write_value(here, live_world, "9")

    brought_back(away, live_world, book)
    conflict = away.locator("#conflicts")
    expect(conflict).to_contain_text("1,234.5")
    expect(conflict).to_contain_text("9")
    expect(away.locator("#changed")).to_contain_text("已完成评估。")
    assert violations(away) == []
    assert value_of(live_world) == 9

    # Without a choice nothing is taken over.
    away.get_by_role("button", name="Take over").click()
    expect(away.get_by_text("say whose text stands")).to_be_visible()
    assert not FilingEvent.objects.filter(action="take_over").exists()

    # The colleague saves once more while the preview is looked at.
    write_value(here, live_world, "10")
    take_over_mine(away)
    expect(away.get_by_text("has changed since you looked")).to_be_visible()
    expect(conflict).to_contain_text("10")
    assert value_of(live_world) == 10

    take_over_mine(away)
    expect(away.get_by_role("heading", name="Taken over")).to_be_visible()
    assert violations(away) == []
    assert value_of(live_world) == Decimal("1234.5")

    # The colleague, whose page still shows what stood before, is shown both texts and loses neither.
    here.locator("#id_value").fill("11")
    here.locator("#id_value").blur()
    both = here.locator(".conflict")
    expect(both).to_contain_text(re.compile("1,?234.5"))
    expect(here.locator("#id_value")).to_have_value("11")
    assert value_of(live_world) == Decimal("1234.5")

    away.get_by_role("button", name="Undo").click()
    away.locator("[data-confirm-accept]").click()
    expect(away.get_by_text("the lines say again what they said before")).to_be_visible()
    assert value_of(live_world) == 10
