"""The text of a report in the browser: saved as it is typed, its pages beside it, signed off by many."""

import datetime as dt
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings

from reports.edited_text import text_of
from reports.editing.parts import part_of
from reports.models import AnnualReport, Edition, ReportSettings
from tests.browser.held_requests import HeldAnswers, HeldRequests
from tests.browser.test_pages import violations
from tests.reports.editions import edition_of
from tests.world import PASSWORD, World

TEXT = "/reports/annual/2021/44/text/"
# The paragraph that counts the filings; it stands below the first heading.
COUNTING = 3
# One that names no figure.
OTHER = 13
FIELD = f"#words-{COUNTING}"

type SignedIn = Callable[..., Page]


@pytest.fixture
def edition(live_world: World, settings: Settings) -> Edition:
    """The text that the province's filer has begun."""
    settings.PORTAL_TODAY = dt.date(2021, 12, 10)
    ReportSettings.objects.create(organization=live_world.province, number_mark="粤知报")
    return edition_of(live_world)


@pytest.fixture
def open_as(sign_in: SignedIn) -> Callable[[str, str], Page]:
    def opened(person: str, address: str) -> Page:
        page = sign_in(person, password=PASSWORD, language="en")
        page.goto(address)
        return page

    return opened


def saved(page: Page) -> None:
    expect(page.locator(f"#part-{COUNTING} [data-save-state]")).to_have_attribute("data-state", "saved")


def test_what_is_typed_is_saved_and_the_pages_follow(
    edition: Edition, open_as: Callable[[str, str], Page]
) -> None:
    page = open_as("filer", f"{TEXT}?side=pages")
    first = page.locator(".text-page").first
    expect(first).to_be_visible()
    expect(first).not_to_have_js_property("naturalWidth", 0)
    before = first.get_attribute("src")
    page.fill(FIELD, "全年共报送 987 期。")
    saved(page)
    expect(first).not_to_have_attribute("src", before or "")
    assert part_of(text_of(edition), COUNTING).words == "全年共报送 987 期。"
    assert violations(page) == []


def test_a_changed_number_is_pointed_out_and_stands_with_a_reason(
    edition: Edition, open_as: Callable[[str, str], Page]
) -> None:
    page = open_as("filer", TEXT)
    page.fill(FIELD, "全年共报送 987 期。")
    saved(page)
    expect(page.locator(f"#part-aside-{COUNTING}")).to_contain_text("987 期")
    checks = page.locator("#checks")
    expect(checks.get_by_role("heading", name="1 check open")).to_be_visible()
    checks.get_by_label("Why it stands").fill("含上年结转。")
    checks.get_by_role("button", name="It stands").click()
    expect(page.get_by_role("heading", name="No check is open")).to_be_visible()
    assert edition.confirmations.get().reason == "含上年结转。"


def test_a_reason_that_is_being_written_outlives_the_saves_of_the_text(
    edition: Edition, open_as: Callable[[str, str], Page]
) -> None:
    page = open_as("filer", TEXT)
    page.fill(FIELD, "全年共报送 987 期。")
    saved(page)
    reason = page.locator("#checks").get_by_label("Why it stands")
    expect(reason).to_have_count(1)
    # Another part is changed, so that the checks are others; its save is answered once the reason is begun.
    saves = HeldRequests(page, f"**/text/parts/{OTHER}/")
    page.fill(f"#words-{OTHER}", "另有 654 件。")
    reason.press_sequentially("含上年")
    expect(page.locator(f"#part-{OTHER} [data-save-state]")).to_have_attribute("data-state", "saving")
    saves.let_go()
    expect(page.locator("#checks").get_by_label("Why it stands")).to_have_count(2)
    expect(reason.first).to_have_value("含上年")
    expect(reason.first).to_be_focused()
    assert edition.confirmations.count() == 0


def test_the_answer_to_an_older_save_does_not_bring_its_checks_back(
    edition: Edition, open_as: Callable[[str, str], Page]
) -> None:
    page = open_as("filer", TEXT)
    page.fill(FIELD, "全年共报送 987 期。")
    saved(page)
    # Leaving the paragraph saves it once more; what the portal answers is late.
    late = HeldAnswers(page, f"**/text/parts/{COUNTING}/")
    page.focus(f"#words-{OTHER}")
    late.wait_for_one()
    page.fill(f"#words-{OTHER}", "另有 654 件。")
    reasons = page.locator("#checks").get_by_label("Why it stands")
    expect(reasons).to_have_count(2)
    chapters = page.locator("[id^=chapter-count]", has_text="1 check open")
    expect(chapters).to_have_count(2)
    with page.expect_response(f"**/text/parts/{COUNTING}/"):
        late.let_go()
    saved(page)
    expect(reasons).to_have_count(2)
    expect(chapters).to_have_count(2)


@pytest.mark.usefixtures("failed_requests_are_expected")
def test_two_people_at_one_paragraph_see_both_texts(
    edition: Edition, open_as: Callable[[str, str], Page]
) -> None:
    mine, theirs = open_as("filer", TEXT), open_as("colleague", TEXT)
    theirs.fill(FIELD, "同事所写。")
    saved(theirs)
    mine.fill(FIELD, "我所写。")
    conflict = mine.locator(f"#part-result-{COUNTING} .conflict")
    expect(conflict).to_contain_text("同事所写。")
    expect(conflict).to_contain_text("我所写。")
    conflict.get_by_role("button", name="Save mine instead").click()
    mine.wait_for_url(re.compile("#part-"))
    assert part_of(text_of(edition), COUNTING).words == "我所写。"


def test_parts_are_moved_left_out_and_brought_back(
    edition: Edition, open_as: Callable[[str, str], Page]
) -> None:
    page, before = open_as("filer", TEXT), text_of(edition)
    page.locator(f"#part-{COUNTING}").get_by_role("button", name="Leave out").click()
    expect(page.locator(f"#words-{COUNTING}")).to_have_count(0)
    assert part_of(text_of(edition), COUNTING).is_left_out
    page.get_by_role("button", name="Undo my last change").click()
    expect(page.locator(f"#words-{COUNTING}")).to_be_visible()
    assert text_of(edition) == before


def handed_in_and_received(open_as: Callable[[str, str], Page], report: AnnualReport) -> None:
    """The lead hands the version in, and the receiving department notes the paper by its code."""
    page = open_as("lead", "/reports/hand-ins/2021/44/")
    page.get_by_role("button", name="Hand in version 2").click()
    page.locator("[data-confirm-accept]").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Receipt of the annual report of 2021")
    page = open_as("department-filer", f"/verify/?code={report.verification.code}")
    page.get_by_role("button", name="The paper has arrived").click()
    page.locator("[data-confirm-accept]").click()
    expect(page.get_by_text("Its paper arrived on")).to_be_visible()
    page.goto("/reports/hand-ins/?year=2021")
    expect(page.get_by_role("row", name="Guangdong")).to_contain_text("received")
    assert violations(page) == []


def test_from_the_frozen_report_to_one_that_anybody_can_check(
    edition: Edition, open_as: Callable[[str, str], Page]
) -> None:
    page = open_as("filer", TEXT)
    page.fill(FIELD, "全年按期报送。")
    saved(page)
    page.get_by_role("link", name="Sign-off").click()
    page.get_by_label("Guangzhou").check()
    page.get_by_role("button", name="Hand on for sign-off").click()
    expect(page.get_by_text("Nobody changes the text")).to_be_visible()
    steps = (
        ("provincial-reviewer", "It is right", "Your check stands on file."),
        ("city-lead", "Countersign", "Your countersignature stands on file."),
        ("lead", "Sign out", "The report is numbered and frozen."),
    )
    for person, act, answer in steps:
        page = open_as(person, f"{TEXT}sign-off/")
        page.get_by_label("Opinion").fill(f"同意（{act}）。")
        page.get_by_role("button", name=act, exact=True).click()
        expect(page.get_by_text(answer)).to_be_visible()
        assert violations(page) == []
    edition.refresh_from_db()
    assert edition.report is not None
    assert str(edition.report.number) == "粤知报〔2021〕1号"
    handed_in_and_received(open_as, edition.report)
    stranger = open_as("outsider", f"/verify/?code={edition.report.verification.code}")
    expect(stranger.get_by_role("heading", name="The code is genuine")).to_be_visible()
    old = open_as("outsider", f"/verify/?code={edition.base.verification.code}")
    expect(old.get_by_text("replaced", exact=False).first).to_be_visible()
