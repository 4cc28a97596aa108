"""The office's text in the browser: material is marked, inserted, and stands with its filing."""

import datetime as dt
import re
from collections.abc import Callable

from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings

from reports.edited_text import text_of
from tests.browser.test_pages import violations
from tests.reports.office_text import office_text
from tests.world import PASSWORD, World


def test_what_is_marked_goes_into_the_text(
    live_world: World, settings: Settings, sign_in: Callable[..., Page]
) -> None:
    settings.PORTAL_TODAY = dt.date(2021, 12, 10)
    edition = office_text(live_world)
    page = sign_in("reviewer", password=PASSWORD, language="en")
    page.goto("/reports/material/?part=achievements")
    page.get_by_role("button", name="Mark for the report").first.click()
    expect(page.get_by_text("Marked by reviewer")).to_be_visible()
    page.goto("/reports/material/basket/")
    page.get_by_role("link", name="Insert into the report's text").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Insert material")
    assert violations(page, "en") == []
    page.get_by_role("checkbox", name="Paragraph: Guangdong").check()
    page.get_by_role("button", name="Insert what is ticked").click()
    expect(page.get_by_text("1 piece of material is in the text now.")).to_be_visible()
    part = page.locator(".text-part:target")
    expect(part).to_contain_text("Material inserted by an editor: reviewer")
    expect(part.get_by_role("link", name=re.compile("Guangdong"))).to_be_visible()
    assert violations(page, "en") == []
    page.get_by_role("button", name="Undo my last change").click()
    expect(page.get_by_text("Your last change is undone.")).to_be_visible()
    assert not any(each.is_inserted and each.stands for each in text_of(edition))
