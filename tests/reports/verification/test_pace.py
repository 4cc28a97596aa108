"""How often one address may ask, and when it may go on."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.verification.pace import WINDOWS, Asked, Window, next_question_at

AT = dt.datetime(2021, 12, 10, 4, 0, 20, tzinfo=dt.UTC)


def ask(asked: Asked, times: int, address: str = "192.0.2.7", at: dt.datetime = AT) -> dt.datetime | None:
    until = None
    for _number in range(times):
        until = next_question_at(asked, address, at)
    return until


@pytest.mark.parametrize("asked", Asked)
def test_who_asks_too_often_waits_for_the_next_minute(asked: Asked) -> None:
    most = WINDOWS[asked][0].most
    assert ask(asked, most) is None
    until = ask(asked, 1)
    assert until == AT.replace(minute=1, second=0)
    assert ask(asked, 1, at=until) is None


def test_who_never_rests_waits_for_the_next_hour() -> None:
    minute, hour = WINDOWS[Asked.FILE]
    for number in range(hour.most // minute.most):
        assert ask(Asked.FILE, minute.most, at=AT + dt.timedelta(minutes=number)) is None
    assert ask(Asked.FILE, 1, at=AT + dt.timedelta(minutes=30)) == AT.replace(hour=5, second=0)


def test_others_and_other_questions_are_counted_apart() -> None:
    assert ask(Asked.FILE, 50) is not None
    assert ask(Asked.CODE, 1) is None
    assert ask(Asked.FILE, 1, "2001:db8::7") is None


@given(st.integers(1, 86_400), st.integers(0, 4_000_000_000))
def test_a_moment_lies_in_its_window(seconds: int, moment: int) -> None:
    window, at = Window(seconds, 1), dt.datetime.fromtimestamp(moment, dt.UTC)
    assert window.begin(at) <= moment < window.end(at).timestamp() == window.begin(at) + seconds
