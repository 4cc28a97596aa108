"""The receipt of a submission: number, time, checksum, for every submitted version."""

import datetime as dt

from django.urls import reverse
from pytest_django.fixtures import Settings

from tests.conftest import SignIn
from tests.world import World


def test_the_receipt_names_number_time_and_checksum_of_each_version(world: World, signed_in: SignIn) -> None:
    filing = world.submit(world.filing())
    snapshot = filing.snapshots.get()
    page = signed_in("lead").get(reverse("tasks:filing-receipt", args=[filing.pk])).content.decode()
    assert f"2021-{filing.pk:06d}" in page
    assert snapshot.sha256 in page
    assert str(snapshot.by) in page


def test_before_the_first_submission_there_is_no_receipt(world: World, signed_in: SignIn) -> None:
    url = reverse("tasks:filing-receipt", args=[world.filing().pk])
    assert signed_in("lead").get(url).status_code == 404


def test_the_page_of_a_submitted_filing_leads_to_its_receipt(world: World, signed_in: SignIn) -> None:
    filing = world.submit(world.filing())
    page = signed_in("lead").get(reverse("tasks:filing-detail", args=[filing.pk])).content.decode()
    assert reverse("tasks:filing-receipt", args=[filing.pk]) in page


def test_the_receipt_names_the_day_of_filing_apart_from_the_servers_clock(
    world: World, signed_in: SignIn, settings: Settings
) -> None:
    settings.PORTAL_TODAY = dt.date(2021, 10, 12)
    filing = world.submit(world.filing())
    url = reverse("tasks:filing-receipt", args=[filing.pk])
    page = signed_in("lead").get(url).content.decode()
    assert '<dt>Day of filing</dt><dd><time datetime="2021-10-12">2021-10-12</time>' in page
    assert "<dt>Submitted, by the server's clock</dt>" in page
    assert "What is done here carries the real date and time." in page
    settings.PORTAL_TODAY = None
    assert "server" not in signed_in("lead").get(url).content.decode()
