"""On which day an instant falls in the portal's calendar (design §5, R20)."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
import time_machine
from pytest_django.fixtures import Settings

from organizations.calendar import day_of, is_ahead, today

SHANGHAI = ZoneInfo("Asia/Shanghai")
MIDNIGHT = dt.datetime(2021, 10, 21, tzinfo=SHANGHAI)
JUST_BEFORE = MIDNIGHT - dt.timedelta(milliseconds=500)
MOVED = dt.date(2021, 11, 22)


@pytest.mark.parametrize(
    ("at", "day"),
    [(JUST_BEFORE, dt.date(2021, 10, 20)), (MIDNIGHT, dt.date(2021, 10, 21))],
    ids=["before midnight", "midnight"],
)
def test_an_instant_falls_on_its_day_in_shanghai_whatever_the_clock_says_by_now(
    at: dt.datetime, day: dt.date
) -> None:
    with time_machine.travel("2023-01-01T00:00:00+08:00", tick=False):
        assert day_of(at) == day_of(at.astimezone(dt.UTC)) == day


@pytest.mark.parametrize("clock", ["2021-10-01", "2026-05-01"], ids=["ahead of the clock", "behind it"])
def test_what_happens_now_happens_on_the_moved_day(settings: Settings, clock: str) -> None:
    settings.PORTAL_TODAY = MOVED
    moment = dt.datetime.fromisoformat(f"{clock}T23:59:59.500+08:00")
    with time_machine.travel(moment + dt.timedelta(seconds=1), tick=False):
        assert day_of(moment) == today() == MOVED


def test_what_a_loader_takes_from_the_past_keeps_its_day(settings: Settings) -> None:
    settings.PORTAL_TODAY = MOVED
    with time_machine.travel("2026-05-01T12:00:00+08:00", tick=False):
        assert day_of(JUST_BEFORE) == dt.date(2021, 10, 20)
        assert day_of(MIDNIGHT + dt.timedelta(days=90)) == MOVED


@pytest.mark.parametrize(
    ("day", "ahead"),
    [
        (None, False),
        (MOVED, False),
        (MOVED + dt.timedelta(days=1), True),
        (MOVED - dt.timedelta(days=1), False),
    ],
)
def test_only_a_day_after_today_is_ahead(settings: Settings, day: dt.date | None, ahead: bool) -> None:
    settings.PORTAL_TODAY = MOVED
    assert is_ahead(day) is ahead
