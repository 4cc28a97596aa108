"""The whole job as five different people: file, submit, approve, read the figures, export the workbook."""

import datetime as dt
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from random import Random

import pytest
from django.utils import timezone
from openpyxl import load_workbook
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings

from organizations.models import Organization
from sample.year.load import load_organizations, prepare_guidance
from sample.year.people import PASSWORD, create_people
from tasks.actions import publish_guidance
from tasks.drafts.draft_statement import draft_statement
from tasks.models import Filing

DAY = dt.date(2021, 10, 12)
PLEDGE, ENTERPRISES, LAST_YEAR, WINDOWS, TISC = "120.5", "1420", "1000", "21", "9"


@pytest.fixture
def guidance_of_2021(transactional_db: None, settings: Settings) -> Filing:
    """The real guidance, published, on a day when the third quarter is open; Guangdong's empty filing."""
    settings.PORTAL_TODAY = DAY
    organizations = load_organizations()
    guidance = prepare_guidance()
    create_people(organizations, Random(1))  # noqa: S311 (names of sample people)
    publish_guidance(guidance=guidance, by=None, at=timezone.now(), seen=draft_statement(guidance))
    return Filing.objects.get(organization__code="44", period__order=3)


def answer_tasks(page: Page, count: int) -> None:
    """Fill in one task after the other with "save and next"."""
    for number in range(count):
        expect(page.locator("h1")).to_contain_text("（")
        page.locator("fieldset.field--measure, .field--measure").first.get_by_role("radio").nth(2).check()
        page.locator("#id_achievements").fill(f"第 {number + 1} 项工作已取得阶段性成果，形成经验做法 3 项。")
        page.locator("#id_note").fill("经验做法已随公文报送，不另附佐证材料。")
        page.locator("button[name=and_next]").click()
        page.wait_for_load_state()


def answer_targets(page: Page) -> None:
    """Fill in the four targets that every local bureau reports."""
    page.locator("#id_value").fill(f"{PLEDGE} 亿元")
    page.locator("#id_note").fill("各地市尚未全部上报，差额为未报地市。")
    page.locator("button[name=and_next]").click()
    page.locator("#id_numerator").fill(ENTERPRISES)
    page.locator("#id_denominator").fill(LAST_YEAR)
    page.locator("button[name=and_next]").click()
    page.locator("#id_numerator").fill(WINDOWS)
    page.locator("#id_denominator").fill(WINDOWS)
    page.locator("button[name=and_next]").click()
    page.locator("#id_value").fill(TISC)
    page.locator("#line-form button.button--primary").click()
    page.wait_for_load_state()


def workbook_rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    book = load_workbook(BytesIO(path.read_bytes()))
    return {sheet.title: [tuple(row) for row in sheet.iter_rows(values_only=True)] for sheet in book}


def file_everything(page: Page, filing: Filing) -> None:
    """The filer finds what is due and answers every line; to sign off is not theirs."""
    page.get_by_role("link", name="2021 年第三季度 · 广东").click()
    page.locator(".task-list__item a").first.click()
    answer_tasks(page, 6)
    answer_targets(page)
    expect(page.locator("progress").first).to_have_attribute("value", "10")
    page.goto(f"/filings/{filing.pk}/check/")
    expect(page.locator(".error-summary")).to_have_count(0)
    expect(page.get_by_role("button", name="签发并提交")).to_have_count(0)


def sign_off(page: Page, filing: Filing) -> None:
    page.goto(f"/filings/{filing.pk}/check/")
    page.get_by_role("button", name="签发并提交").click()
    expect(page.locator(".notice--success")).to_contain_text("2021-")
    filing.refresh_from_db()
    assert filing.status == Filing.Status.SUBMITTED


def approve(page: Page, filing: Filing) -> None:
    page.get_by_role("navigation").get_by_role("link", name="审核").first.click()
    page.get_by_role("link", name="广东").click()
    page.get_by_role("button", name="开始审核").click()
    expect(page.locator("main")).to_contain_text("120.5 亿元")
    page.get_by_role("button", name="通过", exact=True).click()
    expect(page.locator(".notice--success")).to_be_visible()
    filing.refresh_from_db()
    assert filing.status == Filing.Status.APPROVED
    assert filing.approved_by is not None
    assert filing.approved_by.username == "reviewer"


def read_the_national_figure(page: Page) -> None:
    """The head of the office sees it, and that 1 of 34 stands behind it."""
    page.goto("/dashboard/")
    expect(page.locator("main")).to_contain_text("120.5 亿元")
    expect(page.locator("main")).to_contain_text("34")


def export(page: Page, path: Path) -> None:
    """The administrator has the office's report made as a workbook and downloads it."""
    page.goto("/reports/")
    for form in ("docx", "pdf", "xlsx"):
        page.locator(f"#id_forms input[value={form}]").set_checked(form == "xlsx")
    page.locator("main form button").first.click()
    page.wait_for_load_state()
    with page.expect_download() as download:
        page.locator("main a[href$='/download/']").first.click()
    download.value.save_as(path)


def test_from_the_first_line_to_the_exported_workbook(
    guidance_of_2021: Filing, sign_in: Callable[..., Page], tmp_path: Path
) -> None:
    filing, path = guidance_of_2021, tmp_path / "report.xlsx"
    file_everything(sign_in("gd-filer", password=PASSWORD, by_form=True), filing)
    sign_off(sign_in("gd-lead", password=PASSWORD, by_form=True), filing)
    approve(sign_in("reviewer", password=PASSWORD, by_form=True), filing)
    read_the_national_figure(sign_in("leader", password=PASSWORD, by_form=True))
    export(sign_in("admin", password=PASSWORD, by_form=True), path)

    rows = workbook_rows(path)
    everything = [cell for sheet in rows.values() for row in sheet for cell in row]
    assert any(isinstance(cell, int | float) and abs(float(cell) - 120.5) < 1e-9 for cell in everything)
    pledge = next(row for row in rows["目标完成情况"] if "专利商标质押融资规模" in row)
    assert 120.5 in [float(cell) for cell in pledge if isinstance(cell, int | float)]
    guangdong = Organization.objects.get(code="44")
    filed = next(
        row
        for row in rows["报送情况"]
        if guangdong.code in row and any("第三季度" in str(cell) for cell in row)
    )
    assert any("按时" in str(cell) for cell in filed)
