"""Which reminder falls on which day."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organizations.workdays import ONE_DAY
from tasks.models import NoticeKind
from tasks.notices.schedule import moments, reminders_on

# A window across the National Day of 2021, whose Saturday the 9th is worked.
OPENS, DUE = dt.date(2021, 9, 24), dt.date(2021, 10, 12)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2021-09-23", []),
        ("2021-09-24", [NoticeKind.OPENED]),
        ("2021-09-26", [NoticeKind.OPENED]),
        ("2021-09-27", [NoticeKind.DUE_IN_7]),
        ("2021-10-07", [NoticeKind.DUE_IN_7]),
        ("2021-10-08", [NoticeKind.DUE_IN_3]),
        ("2021-10-11", [NoticeKind.DUE_IN_1]),
        ("2021-10-12", [NoticeKind.DUE_TODAY]),
        ("2021-10-13", [NoticeKind.OVERDUE]),
        ("2021-10-14", [NoticeKind.OVERDUE]),
        ("2021-10-15", [NoticeKind.OVERDUE, NoticeKind.OVERDUE_BELOW]),
        ("2022-03-01", [NoticeKind.OVERDUE, NoticeKind.OVERDUE_BELOW]),
    ],
)
def test_the_latest_moment_reached_is_said(day: str, expected: list[NoticeKind]) -> None:
    assert reminders_on(dt.date.fromisoformat(day), opens_on=OPENS, due_on=DUE) == expected


def test_a_short_window_skips_what_lies_before_it_opens() -> None:
    opens, due = dt.date(2021, 11, 15), dt.date(2021, 11, 18)
    assert [kind for _day, kind in moments(opens, due)] == [
        NoticeKind.OPENED,
        NoticeKind.DUE_IN_3,
        NoticeKind.DUE_IN_1,
        NoticeKind.DUE_TODAY,
        NoticeKind.OVERDUE,
    ]
    assert reminders_on(opens, opens_on=opens, due_on=due) == [NoticeKind.DUE_IN_3]


def test_a_window_of_one_day_says_only_that_it_is_due() -> None:
    assert reminders_on(DUE, opens_on=DUE, due_on=DUE) == [NoticeKind.DUE_TODAY]


@given(opens=st.dates(dt.date(2019, 1, 1), dt.date(2036, 1, 1)), days=st.integers(0, 90))
def test_every_window_says_each_kind_once_and_in_order(opens: dt.date, days: int) -> None:
    due = opens + ONE_DAY * days
    said = [reminders_on(opens + ONE_DAY * day, opens_on=opens, due_on=due)[0] for day in range(days + 9)]
    changes = [kind for before, kind in zip([None, *said], said, strict=False) if before is not kind]
    assert len(changes) == len(set(changes))
    assert changes[-2:] == [NoticeKind.DUE_TODAY, NoticeKind.OVERDUE]
    assert said.index(NoticeKind.DUE_TODAY) == days
