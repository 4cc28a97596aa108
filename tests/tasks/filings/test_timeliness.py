"""Timeliness as a rule, and the same rule asked of the database (design R6)."""

import datetime as dt

import pytest

from tasks.filings.timeliness import Timeliness, timeliness
from tasks.models import Filing
from tests.world import World

OPENS, DUE = dt.date(2021, 10, 1), dt.date(2021, 10, 20)


@pytest.mark.parametrize(
    ("filed_on", "today", "expected"),
    [
        (None, dt.date(2021, 9, 30), Timeliness.NOT_DUE),
        (None, OPENS, Timeliness.DUE),
        (None, DUE, Timeliness.DUE),
        (None, dt.date(2021, 10, 21), Timeliness.OVERDUE),
        (DUE, dt.date(2021, 12, 1), Timeliness.ON_TIME),
        (dt.date(2021, 10, 21), dt.date(2021, 12, 1), Timeliness.LATE),
    ],
)
def test_timeliness_at_the_edges_of_the_window(
    filed_on: dt.date | None, today: dt.date, expected: Timeliness
) -> None:
    assert timeliness(opens_on=OPENS, due_on=DUE, filed_on=filed_on, today=today) == expected


@pytest.mark.parametrize("filed_on", [None, DUE, dt.date(2021, 10, 21)])
@pytest.mark.parametrize("extended", [None, dt.date(2021, 10, 25)])
@pytest.mark.parametrize(
    "day", [dt.date(2021, 9, 1), OPENS, DUE, dt.date(2021, 10, 21), dt.date(2021, 10, 26)]
)
def test_the_database_agrees_with_the_rule(
    world: World, filed_on: dt.date | None, extended: dt.date | None, day: dt.date
) -> None:
    filing = world.filing()
    Filing.objects.filter(pk=filing.pk).update(filed_on=filed_on, extended_due_on=extended)
    expected = timeliness(opens_on=OPENS, due_on=extended or DUE, filed_on=filed_on, today=day)
    found = [
        value
        for value in Timeliness
        if Filing.objects.with_timeliness(value, on=day).filter(pk=filing.pk).exists()
    ]
    assert found == [expected]
