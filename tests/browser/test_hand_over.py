"""A filer hands a finished filing over; the lead finds it waiting and gives it back with a reason."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.world import PASSWORD, World

REASON = "质押金额请与省金融办核对一致。"


def hand_over(page: Page) -> None:
    """The filer presses the button, and reads in its place that the filing waits."""
    page.get_by_role("button", name="Hand over to the lead").click()
    expect(page.locator(".notice--success")).to_be_visible()
    expect(page.locator("main")).to_contain_text("Handed over by filer")
    expect(page.get_by_role("button", name="Hand over to the lead")).to_have_count(0)


def give_back(page: Page) -> None:
    """The lead finds it on the start page, opens it, and gives it back with a reason."""
    expect(page.locator("main")).to_contain_text("Handed over by filer")
    page.get_by_role("link", name="Third quarter of 2021 · Guangdong").click()
    page.get_by_role("link", name="Give back to the filer").click()
    page.get_by_label("Reason").fill(REASON)
    page.get_by_role("button", name="Give back", exact=True).click()
    expect(page.locator(".notice--success")).to_be_visible()


def test_a_filing_is_handed_over_found_waiting_and_given_back(
    live_world: World, sign_in: Callable[..., Page]
) -> None:
    filing = live_world.filing()
    live_world.fill(filing, by=live_world.filer)
    filer = sign_in("filer", password=PASSWORD, language="en")
    filer.goto(f"/filings/{filing.pk}/check/")
    hand_over(filer)
    give_back(sign_in("lead", password=PASSWORD, language="en"))
    assert not live_world.filing().is_handed_over
    filer.goto(f"/filings/{filing.pk}/")
    expect(filer.locator("main")).to_contain_text(REASON)
    expect(filer.get_by_role("button", name="Hand over to the lead")).to_be_visible()
