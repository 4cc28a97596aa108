"""From the official document to a running plan: hand in, settle, goals, periods, publish; a bureau files."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.conf import settings as project
from django.core.management import call_command
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings

from organizations.models import Organization
from organizations.permissions import Role
from tasks.models import Filing, Guidance
from tests.world import PASSWORD, member

SOURCE = project.BASE_DIR / "fixtures" / "guidance_2021.txt"


@pytest.fixture
def office(transactional_db: None, settings: Settings) -> Organization:
    """A portal with organizations, indicators, an administrator and a filer of a bureau, and no guidance."""
    settings.PORTAL_TODAY = dt.date(2021, 4, 6)
    call_command("load_organizations", verbosity=0)
    call_command("load_indicators", str(project.BASE_DIR / "fixtures" / "indicators.json"), verbosity=0)
    found: Organization = Organization.objects.get(code="CNIPA")
    member("administrator", found, Role.ADMINISTRATOR)
    member("filer", Organization.objects.get(code="44"), Role.FILER)
    return found


def settle(page: Page) -> None:
    """Drop the names that nobody knows, and look at every doubt."""
    drops = page.locator(".open-owner").get_by_role("button", name="Drop")
    doubts = page.locator("form[action*='/cautions/'][action$='/settle/'] button")
    for buttons in (drops, doubts):
        while count := buttons.count():
            buttons.first.click()
            expect(buttons).to_have_count(count - 1)


def settle_goals(page: Page) -> None:
    """Accept what is proposed word for word, and drop the rest."""
    accept = page.get_by_role("button", name="as proposed")
    if accept.count():
        accept.first.click()
        page.wait_for_load_state()
    drops = page.locator("#goals").get_by_role("button", name="Drop")
    while drops.count():
        drops.first.click()
        page.wait_for_load_state()


def test_an_official_document_becomes_a_running_plan(
    office: Organization, sign_in: Callable[..., Page]
) -> None:
    page = sign_in("administrator", password=PASSWORD, language="en")
    page.goto("/guidances/new/")
    page.locator("input[type=file]").set_input_files(SOURCE)
    page.locator("main form .button--primary").click()
    page.wait_for_url("**/guidances/2021/check/")
    settle(page)
    settle_goals(page)

    page.get_by_role("link", name="Periods").click()
    page.get_by_label("Every quarter").check()
    page.get_by_role("button", name="Save and go on").click()
    page.wait_for_url("**/guidances/2021/publish/")
    page.locator("main form input[type=checkbox]").check()
    page.get_by_role("button", name="Publish now").click()
    page.wait_for_url("**/guidances/2021/")
    guidance = Guidance.objects.get()
    assert guidance.is_published
    assert guidance.targets.exists()
    assert Filing.objects.filter(organization__code="44").count() == 4

    bureau = sign_in("filer", password=PASSWORD, language="en")
    filing = Filing.objects.get(organization__code="44", period__order=1)
    bureau.goto(f"/filings/{filing.pk}/")
    task = guidance.tasks.of_organization(filing.organization).order_by("order")[0]
    bureau.get_by_role("link", name=task.title).first.click()
    bureau.locator("#id_achievements").fill("已印发本省指标体系。")
    expect(bureau.locator("#line-save-state")).to_have_attribute("data-state", "saved")
    assert filing.progress_entries.get().achievements == "已印发本省指标体系。"
