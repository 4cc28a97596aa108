"""An account from the temporary password to the confirmed mail address, as its owner meets it."""

import re
from collections.abc import Callable

from django.core import mail
from django.utils import timezone
from playwright.sync_api import Page, expect

from organizations.actions import note_password_set
from tests.world import World

TEMPORARY, OWN, ADDRESS = "Lin-4-shi-7-ma", "Zi-4-ji-de-9", "filer@example.org"


def give_temporary_password(world: World) -> None:
    filer = world.filer
    filer.set_password(TEMPORARY)
    filer.save()
    note_password_set(user=filer, by=world.administrator, at=timezone.now())


def test_a_newcomer_chooses_a_password_and_confirms_an_address(
    live_world: World, sign_in: Callable[..., Page]
) -> None:
    give_temporary_password(live_world)
    page = sign_in("filer", password=TEMPORARY, language="en", by_form=True)
    page.goto("/filings/")
    expect(page).to_have_url(re.compile("/accounts/password/change/$"))
    expect(page.get_by_text("set by somebody else").first).to_be_visible()
    page.get_by_label("Current Password").fill(TEMPORARY)
    page.get_by_label("New Password", exact=True).fill(OWN)
    page.get_by_label("New Password (again)").fill(OWN)
    page.get_by_role("main").get_by_role("button", name="Change password").click()
    expect(page.get_by_text("You have changed your password.")).to_be_visible()
    page.get_by_role("link", name="Name a mail address").click()
    page.get_by_label("New mail address").fill(ADDRESS)
    page.get_by_label("Your present password").fill(OWN)
    page.get_by_role("button", name="Send the link").click()
    expect(page.get_by_text(f"A mail with a link goes to {ADDRESS}")).to_be_visible()
    [letter] = mail.outbox
    link = re.search(r"/accounts/address/\S+", letter.body)
    assert link is not None
    page.goto(link[0])
    page.get_by_role("button", name="This is my address").click()
    expect(page.get_by_text(f"Mail for you goes to {ADDRESS}.")).to_be_visible()
    page.goto("/filings/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_a_wrong_password_keeps_the_name_and_says_when_to_try_again(
    live_world: World, sign_in: Callable[..., Page]
) -> None:
    elsewhere = sign_in("lead", password="wrong", language="en", by_form=True)
    for _ in range(5):
        elsewhere.locator("input[name=password]").fill("wrong")
        elsewhere.locator("main form button").first.click()
        expect(elsewhere.locator("input[name=login]")).to_have_value("lead")
    expect(elsewhere.get_by_text(re.compile(r"Wait \d+ seconds?")).first).to_be_visible()
