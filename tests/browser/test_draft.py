"""From the official text to a checked draft, in the browser: hand in, match, correct, settle."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings as project
from django.core.management import call_command
from playwright.sync_api import Page, ViewportSize, expect
from pytest_django.fixtures import Settings

from organizations.models import Organization
from organizations.permissions import Role
from tasks.models import Guidance, UnmatchedOwner
from tests.world import PASSWORD, member

SOURCE = project.BASE_DIR / "fixtures" / "guidance_2021.txt"
NARROW: ViewportSize = {"width": 390, "height": 800}


@pytest.fixture
def document(transactional_db: None, settings: Settings, tmp_path: Path) -> Path:
    """A portal with the organizations and an administrator; the text of 2021 names one owner nobody knows."""
    settings.PORTAL_TODAY = dt.date(2021, 3, 10)
    call_command("load_organizations", verbosity=0)
    member("administrator", Organization.objects.get(code="CNIPA"), Role.ADMINISTRATOR)
    path = tmp_path / "guidance_2021.txt"
    text = SOURCE.read_text(encoding="utf-8")
    path.write_text(text.replace("（保护司负责）", "（天文台负责）", 1), encoding="utf-8")
    return path


def hand_in(page: Page, path: Path) -> None:
    page.goto("/guidances/new/")
    page.locator("input[type=file]").set_input_files(path)
    page.locator("main form .button--primary").click()
    page.wait_for_url("**/guidances/2021/check/")


def settle_doubts(page: Page) -> None:
    """Look at every doubt of the reader."""
    buttons = page.locator("form[action*='/cautions/'][action$='/settle/'] button")
    while count := buttons.count():
        buttons.first.click()
        expect(buttons).to_have_count(count - 1)


def no_sideways_scrolling(page: Page) -> None:
    width = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert width <= 0


def test_a_document_is_handed_in_checked_and_corrected(document: Path, sign_in: Callable[..., Page]) -> None:
    page = sign_in("administrator", password=PASSWORD, language="en")
    hand_in(page, document)
    guidance = Guidance.objects.get()
    assert UnmatchedOwner.objects.get().name == "天文台"

    owner = page.locator(".open-owner")
    expect(owner).to_have_count(1)
    owner.locator("input[name=organization]").fill("无此单位")
    owner.get_by_role("button", name="Choose", exact=True).click()
    expect(owner.locator(".error-text")).to_contain_text("无此单位")
    owner.locator("input[name=organization]").fill("保护司")
    owner.get_by_role("button", name="Choose", exact=True).click()
    expect(owner).to_have_count(0)
    assert "天文台" in Organization.objects.get(short_name="保护司").aliases

    expect(page.locator("#recognised .owner-chip--open")).to_have_count(0)

    task = guidance.tasks.all()[0]
    page.locator(f"#task-{task.pk}").get_by_role("link", name="Edit").click()
    page.locator("#id_title").fill("改过的任务")
    page.locator("main form .button--primary").first.click()
    page.wait_for_url(f"**/check/#task-{task.pk}")
    expect(page.locator(f"#task-{task.pk}")).to_contain_text("改过的任务")

    settle_doubts(page)
    expect(page.locator("#open-points .notice--success")).to_be_visible()
    page.reload()
    expect(page.locator(f"#task-{task.pk}")).to_contain_text("改过的任务")


def test_a_passage_and_its_card_point_to_each_other(document: Path, sign_in: Callable[..., Page]) -> None:
    page = sign_in("administrator", password=PASSWORD, language="en")
    hand_in(page, document)
    task = Guidance.objects.get().tasks.all()[4]
    card, passage = page.locator(f"#task-{task.pk}"), page.locator(f"#passage-{task.pk}")
    passage.click()
    expect(card).to_be_in_viewport()
    assert "is-current" in (card.get_attribute("class") or "")
    card.locator("a").first.click()
    expect(passage).to_be_in_viewport()
    no_sideways_scrolling(page)
    page.set_viewport_size(NARROW)
    no_sideways_scrolling(page)


def test_everything_works_without_javascript(document: Path, sign_in: Callable[..., Page]) -> None:
    page = sign_in("administrator", password=PASSWORD, language="en", java_script_enabled=False)
    hand_in(page, document)
    page.locator(".open-owner").get_by_role("button", name="Drop").click()
    expect(page.locator(".open-owner")).to_have_count(0)
