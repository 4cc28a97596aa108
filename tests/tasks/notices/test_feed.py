"""The calendar feed, parsed back as a calendar program would."""

import datetime as dt

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from organizations.models import User
from organizations.permissions import Role
from tasks.actions import extend_filing, renew_calendar_token
from tests.factories import MembershipFactory
from tests.world import World


def fetch(token: str) -> HttpResponse:
    """The feed as a program without a session gets it."""
    return Client().get(reverse("tasks:calendar-feed", args=[token]))  # type: ignore[return-value]


@pytest.fixture
def token(world: World) -> str:
    User.objects.filter(pk=world.filer.pk).update(preferred_language="en")
    return renew_calendar_token(by=world.filer, at=timezone.now())


def parsed(token: str) -> list[Calendar]:
    return list(Calendar.from_ical(fetch(token).content).walk("VEVENT"))  # type: ignore[arg-type]


def test_each_filing_is_a_whole_day_on_its_due_day(world: World, token: str) -> None:
    third, year_end = parsed(token)
    assert third.decoded("dtstart") == dt.date(2021, 10, 20)
    assert third.decoded("dtend") == dt.date(2021, 10, 21)
    assert str(third["summary"]) == "[Draft] Third quarter of 2021 · Guangdong due"
    assert "from 2021-10-01 to 2021-10-20" in str(third["description"])
    assert str(third["url"]) == f"http://127.0.0.1:8000/filings/{world.filing().pk}/"
    assert third.decoded("dtstamp") == timezone.now()
    assert year_end.decoded("dtstart") == dt.date(2021, 12, 15)


def test_it_is_written_as_the_standard_wants_it(world: World, token: str) -> None:
    world.province.english_name = "Guangdong, with a comma; a semicolon and a name long enough to be folded"
    world.province.save()
    response = fetch(token)
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    lines = response.content.split(b"\r\n")
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert b"VERSION:2.0" in lines
    assert lines[-1] == b""
    assert all(b"\n" not in line and len(line) <= 75 for line in lines)
    assert b"DTSTART;VALUE=DATE:20211020" in lines
    assert rb"Guangdong\, with a comma\; a" in response.content.replace(b"\r\n ", b"")
    assert "with a comma; a semicolon" in str(parsed(token)[0]["summary"])


def test_an_entry_keeps_its_uid_when_its_day_moves(world: World, token: str) -> None:
    before = parsed(token)[0]
    extend_filing(
        filing=world.filing(),
        seen_due_on=world.filing().due_on,
        by=world.administrator,
        at=timezone.now(),
        due_on=dt.date(2021, 10, 29),
        reason="台风",
    )
    after = parsed(token)[0]
    assert (before["uid"], after.decoded("dtstart")) == (after["uid"], dt.date(2021, 10, 29))


def test_the_summary_tells_the_status_in_the_owners_language(world: World, token: str) -> None:
    world.submit(world.filing())
    assert str(parsed(token)[0]["summary"]).startswith("[Submitted]")
    User.objects.filter(pk=world.filer.pk).update(preferred_language="zh-hans")
    assert "广东" in str(parsed(token)[0]["summary"])


def test_it_holds_the_persons_own_organizations_only(world: World, token: str) -> None:
    assert {str(event["summary"]).split("· ")[1] for event in parsed(token)} == {"Guangdong due"}
    MembershipFactory(user=world.filer, organization=world.city, role=Role.FILER)
    assert len(parsed(token)) == 4


def test_filings_of_earlier_years_leave_it_once_they_are_done(world: World, token: str) -> None:
    world.approve(world.filing())
    type(world.guidance).objects.update(year=2020)
    assert [event.decoded("dtstart") for event in parsed(token)] == [dt.date(2021, 12, 15)]
