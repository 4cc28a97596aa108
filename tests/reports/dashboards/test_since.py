"""From which moment changes are told: a day that is named, the last visit, else a week ago."""

import datetime as dt
from typing import TYPE_CHECKING

from django.utils import timezone

from organizations.calendar import end_of
from reports.dashboards.since import Occasion, since_of
from tests.reports.dashboards.asked import question_of

if TYPE_CHECKING:
    from tests.world import World

LAST = dt.datetime(2021, 10, 8, 9, 30, tzinfo=dt.timezone(dt.timedelta(hours=8)))


def test_a_named_day_comes_before_everything(world: "World") -> None:
    since = since_of(question_of(world, since=dt.date(2021, 9, 30)), LAST)
    assert (since.moment, since.occasion) == (end_of(dt.date(2021, 9, 30)), Occasion.DAY)
    assert since.in_words == "Since the end of 2021-09-30"
    assert since.compared_with == "since 2021-09-30"


def test_the_last_visit_ended_when_it_was_last_seen(world: "World") -> None:
    since = since_of(question_of(world), LAST)
    assert (since.moment, since.occasion) == (LAST, Occasion.VISIT)
    assert since.in_words == "Since your last visit, 2021-10-08 09:30"


def test_who_comes_first_is_told_of_a_week(world: "World") -> None:
    since = since_of(question_of(world), None)
    assert (since.moment, since.occasion) == (end_of(dt.date(2021, 10, 3)), Occasion.WEEK)
    assert since.compared_with == "since last week"
    assert since.moment < timezone.now()


def test_an_earlier_day_is_compared_with_a_week_before_it(world: "World") -> None:
    since = since_of(question_of(world, on=dt.date(2021, 10, 5)), LAST)
    assert (since.moment, since.occasion) == (end_of(dt.date(2021, 9, 28)), Occasion.WEEK)
