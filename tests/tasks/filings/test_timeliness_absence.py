"""What is said of an answer that is not there: 缺报 of nobody before the due day is over."""

import datetime as dt

import pytest

from tasks.filings.timeliness import Absence, absence

OPENS, DUE = dt.date(2021, 11, 15), dt.date(2021, 12, 15)


@pytest.mark.parametrize(
    ("today", "wanted"),
    [
        (dt.date(2021, 11, 14), Absence.NOT_YET),
        (OPENS, Absence.DUE),
        (dt.date(2021, 11, 22), Absence.DUE),
        (DUE, Absence.DUE),
        (dt.date(2021, 12, 16), Absence.MISSING),
    ],
)
def test_missing_is_said_once_the_due_day_is_over(today: dt.date, wanted: Absence) -> None:
    assert absence(opens_on=OPENS, due_on=DUE, today=today) is wanted
