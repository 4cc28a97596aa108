"""The pages of figures on an earlier day: target, explanation and dashboard."""

import datetime as dt

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tasks.actions import reopen_filing
from tests.conftest import SignIn
from tests.world import DAY, World

THEN = DAY - dt.timedelta(days=2)
NOTICE = "As it stood at the end of"


@pytest.fixture
def corrected(world: World) -> World:
    """The province approved with 120.5 two days ago, and with 80 since."""
    with time_machine.travel(f"{THEN.isoformat()}T12:00:00+08:00", tick=False):
        world.approve(world.filing(), value="120.5")
    reopen_filing(
        filing=world.filing(),
        version=world.filing().version,
        by=world.reviewer,
        at=timezone.now(),
        reason="更正",
    )
    world.approve(world.filing(), value="80")
    return world


@pytest.fixture
def observer(corrected: World, signed_in: SignIn) -> Client:
    return signed_in("observer")


def pages(world: World) -> list[str]:
    return [
        reverse("targets:target-detail", args=[world.pledge.pk]),
        reverse("targets:target-explanation", args=[world.pledge.pk]),
        reverse("reports:dashboard"),
    ]


def read(client: Client, page: str, **asked: str) -> str:
    response = client.get(page, asked)
    assert response.status_code == 200
    return response.content.decode()


def test_an_earlier_day_is_told_and_said_so(corrected: World, observer: Client) -> None:
    for page in pages(corrected):
        then, now = read(observer, page, on=THEN.isoformat()), read(observer, page)
        assert NOTICE in then
        assert "120.5" in then
        assert NOTICE not in now
        assert "80.00" in now


@pytest.mark.parametrize("on", ["31 September", "2099-01-01"])
def test_a_file_of_a_day_that_is_none_is_refused_on_the_page(
    corrected: World, observer: Client, on: str
) -> None:
    page = reverse("targets:target-explanation", args=[corrected.pledge.pk])
    answer = observer.get(page, {"on": on, "format": "csv"})
    assert answer.status_code == 302
    assert "Below stands what holds now." in observer.get(answer["Location"]).content.decode()


def test_the_explanation_of_an_earlier_day_has_the_version_of_then_and_agrees(
    corrected: World, observer: Client
) -> None:
    page = read(observer, pages(corrected)[1], on=THEN.isoformat())
    assert "80.00" not in page
    assert "it agrees" in page


def test_figures_of_an_earlier_day_lead_to_their_explanation_on_that_day(
    corrected: World, observer: Client
) -> None:
    for page in (pages(corrected)[0], pages(corrected)[2]):
        assert f"on={THEN.isoformat()}" in read(observer, page, on=THEN.isoformat())


@pytest.mark.parametrize(
    ("on", "words"),
    [
        ("yesterday", "Enter a day such as 2021-09-30."),
        ("2021-02-30", "Enter a day such as 2021-09-30."),
        ("2021-13-01\x00", "Enter a day such as 2021-09-30."),
        ("2029-01-01", "This day is still to come."),
    ],
)
def test_what_is_no_day_is_told_at_its_field(corrected: World, observer: Client, on: str, words: str) -> None:
    for page in pages(corrected):
        said = read(observer, page, on=on)
        assert words in said
        assert NOTICE not in said


def test_a_day_before_anything_was_filed_has_no_figure(corrected: World, observer: Client) -> None:
    for page in pages(corrected):
        said = read(observer, page, on="2021-01-05")
        assert NOTICE in said
        assert "120.5" not in said
        assert "80.00" not in said


def test_today_is_now(corrected: World, observer: Client) -> None:
    for page in pages(corrected):
        assert NOTICE not in read(observer, page, on=DAY.isoformat())


@pytest.mark.parametrize("day", ["2031-01-01", "soon"])
def test_the_export_of_no_day_leads_to_the_page_that_says_so(
    observer: Client, corrected: World, day: str
) -> None:
    address = reverse("targets:target-export", args=[corrected.pledge.pk])
    response = observer.get(f"{address}?format=csv&on={day}", follow=True)
    assert response["Content-Type"].startswith("text/html")
    assert "Below stands what holds now" in response.content.decode()


def test_the_export_tells_the_same_day(observer: Client, corrected: World) -> None:
    address = reverse("targets:target-export", args=[corrected.pledge.pk]) + "?format=csv"
    then, now = (observer.get(f"{address}{on}").content.decode() for on in (f"&on={THEN}", ""))
    assert '"Official","120.50"' in then
    assert f'"As of","{THEN}"' in then
    assert '"Official","80.00"' in now
