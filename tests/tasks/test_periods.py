"""``set_up_quarters``: three quarters and the year end."""

import datetime as dt

import pytest

from tasks.actions.periods import set_up_quarters
from tasks.errors import TransitionNotAllowed
from tasks.models import Guidance

pytestmark = pytest.mark.django_db


def guidance(report_due_on: dt.date | None) -> Guidance:
    return Guidance.objects.create(
        year=2021,
        title="指引",
        issuer="局",
        source_name="a.txt",
        source_text="文",
        report_due_on=report_due_on,
    )


def test_set_up_quarters_gives_the_periods_of_2021() -> None:
    periods = set_up_quarters(guidance=guidance(dt.date(2021, 12, 15)))
    days = [(p.kind, p.starts_on, p.ends_on, p.opens_on, p.due_on) for p in periods]
    assert days == [
        ("quarter", dt.date(2021, 1, 1), dt.date(2021, 3, 31), dt.date(2021, 4, 1), dt.date(2021, 4, 20)),
        ("quarter", dt.date(2021, 4, 1), dt.date(2021, 6, 30), dt.date(2021, 7, 1), dt.date(2021, 7, 20)),
        ("quarter", dt.date(2021, 7, 1), dt.date(2021, 9, 30), dt.date(2021, 10, 1), dt.date(2021, 10, 20)),
        (
            "year_end",
            dt.date(2021, 10, 1),
            dt.date(2021, 12, 31),
            dt.date(2021, 11, 15),
            dt.date(2021, 12, 15),
        ),
    ]


def test_set_up_quarters_without_a_day_in_the_notice_takes_15_december() -> None:
    assert set_up_quarters(guidance=guidance(None))[-1].due_on == dt.date(2021, 12, 15)


def test_set_up_quarters_twice_is_refused() -> None:
    made = guidance(None)
    set_up_quarters(guidance=made)
    with pytest.raises(TransitionNotAllowed):
        set_up_quarters(guidance=made)
    assert made.periods.count() == 4
