"""What filing discipline says beside the year before: better, worse, or nothing where one is unknown."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from reports.dashboards.discipline.gathering import Gathered
from reports.dashboards.discipline.points import moved, repeated, returns, shorter, waiting
from tasks.filings.discipline import Discipline, FilingRecord
from tests.reports.dashboards.asked import question_of
from tests.world import World

pytestmark = pytest.mark.usefixtures("english")


def test_returns_are_told_where_somebody_reported_in_both_years() -> None:
    now, before = Discipline(asked=4, reported=4, returns=1), Discipline(asked=4, reported=2, returns=2)
    [point] = returns(now, before)
    assert (point.text, point.note) == ("Returns for each filing: 0.25", "Before: 1.00")
    assert point.urgency == "success"
    assert list(returns(now, Discipline(asked=4))) == []
    assert list(returns(Discipline(asked=4), before)) == []


def test_rates_are_to_be_high_and_days_few() -> None:
    assert moved("Rate", Decimal("80.0"), Decimal("75.5")).urgency == "success"
    assert moved("Rate", Decimal("75.5"), Decimal("80.0")).urgency == "warning"
    [point] = shorter("Days", Decimal(3), Decimal(2))
    assert (point.urgency, point.note) == ("warning", "Before: 2 days")
    assert list(shorter("Days", None, Decimal(2))) == []


DAY = dt.date(2021, 10, 10)


def record(organization: int, **told: Any) -> FilingRecord:
    return FilingRecord(1, organization, 1, dt.date(2021, 7, 1), dt.date(2021, 7, 20), **told)


def gathered_of(world: World, records: list[FilingRecord]) -> Gathered:
    organizations = {each.pk: each for each in (world.province, world.neighbour, world.city)}
    return Gathered(question_of(world), DAY, tuple(records), {}, organizations)


def test_who_is_late_oftenest_is_named_first(world: World) -> None:
    once, twice, thrice = world.city, world.province, world.neighbour
    records = [record(each.pk) for each in (once, twice, twice, thrice, thrice, thrice)]
    assert repeated(gathered_of(world, records), records) == [(thrice, 3), (twice, 2)]


def test_the_longest_wait_is_told(world: World) -> None:
    records = [record(world.city.pk, waits_since=DAY - dt.timedelta(days=days)) for days in (3, 12, 5)]
    [point] = waiting(gathered_of(world, records), records)
    assert (point.text, point.note) == ("3 filings wait for a decision", "The longest for 12 days.")
