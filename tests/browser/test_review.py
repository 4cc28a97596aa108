"""Reviewing in the browser: a remark, its answer, the corrected version, approval; the queue by keys."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tasks.models import Filing, Remark
from tests.world import PASSWORD, World


def line_of(world: World) -> str:
    """Where the line on the task stands on the page of a filing."""
    return f"#line-progress-{world.local_task.pk}"


def return_with_a_remark(page: Page, world: World, filing: Filing) -> None:
    """The reviewer remarks on one line and returns without further words."""
    page.goto(f"/filings/{filing.pk}/")
    line = page.locator(line_of(world))
    line.get_by_text("Remark on this line").click()
    line.get_by_label("Remark of").fill("请补充数据来源。")
    line.get_by_role("button", name="Add the remark").click()
    expect(line).to_contain_text("请补充数据来源。")
    page.get_by_text("Return with 1 remark").click()
    page.get_by_role("button", name="Return", exact=True).click()
    expect(page.locator(".notice--success")).to_be_visible()
    assert world.filing().status == Filing.Status.RETURNED


def answer_and_correct(page: Page, world: World, filing: Filing) -> None:
    """The filer finds the remark at the line, corrects the text, answers, and resolves it."""
    page.goto(f"/filings/{filing.pk}/")
    expect(page.locator(".task-list")).to_contain_text("1 remark to settle")
    page.goto(f"/filings/{filing.pk}/lines/progress/{world.local_task.pk}/")
    expect(page.locator(".remark")).to_contain_text("请补充数据来源。")
    page.locator("#id_achievements").fill("已完成评估指引，数据来自统计年报。")
    expect(page.locator("#line-save-state")).to_have_attribute("data-state", "saved")
    page.get_by_text("Answer or resolve").click()
    page.get_by_label("Answer").fill("已注明数据来源。")
    page.get_by_role("button", name="Send the answer").click()
    expect(page.locator(".remark")).to_contain_text("已注明数据来源。")
    page.get_by_text("Answer or resolve").click()
    page.get_by_role("button", name="Resolve").click()
    expect(page.locator(".remark--resolved")).to_have_count(1)
    assert Remark.objects.get().is_resolved


def submit_again(page: Page, filing: Filing) -> None:
    page.goto(f"/filings/{filing.pk}/check/")
    page.get_by_role("button", name="Sign off and submit").click()
    expect(page.locator(".notice--success")).to_contain_text("version 2")


def approve_what_changed(page: Page, world: World) -> None:
    """The reviewer reads what changed since it was returned, and approves."""
    page.goto("/filings/review/")
    expect(page.locator("main")).to_contain_text("Filed again")
    page.get_by_role("link", name="Guangdong").click()
    page.get_by_role("link", name="Since it was returned").click()
    line = page.locator(line_of(world))
    expect(line.locator("ins").first).to_contain_text("数据来自统计年报")
    expect(line).to_contain_text("已注明数据来源。")
    page.get_by_role("button", name="Approve", exact=True).click()
    expect(page.locator(".notice--success")).to_be_visible()
    assert world.filing().status == Filing.Status.APPROVED


def test_a_remark_is_answered_the_line_corrected_and_the_new_version_approved(
    live_world: World, sign_in: Callable[..., Page]
) -> None:
    filing = live_world.submit(live_world.filing())
    return_with_a_remark(sign_in("reviewer", password=PASSWORD, language="en"), live_world, filing)
    answer_and_correct(sign_in("filer", password=PASSWORD, language="en"), live_world, filing)
    submit_again(sign_in("lead", password=PASSWORD, language="en"), filing)
    approve_what_changed(sign_in("reviewer", password=PASSWORD, language="en"), live_world)


def test_keys_lead_through_the_queue(live_world: World, sign_in: Callable[..., Page]) -> None:
    first = live_world.submit(live_world.filing())
    second = live_world.submit(live_world.filing(live_world.neighbour))
    page = sign_in("reviewer", password=PASSWORD, language="en")
    page.goto("/filings/review/")
    page.keyboard.press("n")
    page.wait_for_url(f"**/filings/{first.pk}/")
    page.keyboard.press("n")
    page.wait_for_url(f"**/filings/{second.pk}/")
    page.keyboard.press("n")
    page.wait_for_url(f"**/filings/{first.pk}/")
    page.keyboard.press("a")
    expect(page.locator("#review")).to_be_focused()
    page.keyboard.press("a")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/filings/{first.pk}/#review")
    assert set(Filing.objects.filter(pk__in=[first.pk, second.pk]).values_list("status", flat=True)) == {
        "submitted"
    }


def test_the_decision_is_reached_within_five_tabs(live_world: World, sign_in: Callable[..., Page]) -> None:
    filing = live_world.submit(live_world.filing())
    page = sign_in("reviewer", password=PASSWORD, language="en")
    page.goto(f"/filings/{filing.pk}/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#review")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.getElementById('review').contains(document.activeElement)")
