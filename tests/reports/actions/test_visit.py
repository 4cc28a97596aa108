"""Visits to dashboards: when one ends, what is noted of it, and that two looks at once do no harm."""

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from reports.actions import note_visit
from reports.models import DashboardVisit
from reports.models.visit import ABSENCE
from tests.races import at_once
from tests.world import make_world

if TYPE_CHECKING:
    from tests.world import World

MINUTE = dt.timedelta(minutes=1)
HOUR = dt.timedelta(hours=1)


def look(world: "World", at: dt.datetime) -> dt.datetime | None:
    return note_visit(by=world.observer, organization=world.office, at=at)


def test_the_first_visit_has_none_before_it(world: "World") -> None:
    assert look(world, timezone.now()) is None
    assert look(world, timezone.now() + MINUTE) is None
    assert DashboardVisit.objects.get().before is None


def test_a_visit_goes_on_until_four_hours_of_absence(world: "World") -> None:
    start = timezone.now()
    looks = [start, start + 3 * HOUR, start + 6 * HOUR, start + 6 * HOUR + ABSENCE]
    assert [look(world, at) for at in looks] == [None] * 4
    last = looks[-1]
    assert look(world, last + ABSENCE + MINUTE) == last
    assert look(world, last + ABSENCE + HOUR) == last
    visit = DashboardVisit.objects.get()
    assert (visit.before, visit.seen_at) == (last, last + ABSENCE + HOUR)


def test_each_person_and_each_dashboard_has_visits_of_its_own(world: "World") -> None:
    start = timezone.now()
    look(world, start)
    later = start + ABSENCE + MINUTE
    assert note_visit(by=world.observer, organization=world.province, at=later) is None
    assert note_visit(by=world.reviewer, organization=world.office, at=later) is None
    assert look(world, later) == start


def test_a_look_that_was_late_on_its_way_takes_nothing_back(world: "World") -> None:
    start = timezone.now()
    look(world, start)
    look(world, start + ABSENCE + HOUR)
    assert look(world, start + MINUTE) == start
    assert DashboardVisit.objects.get().seen_at == start + ABSENCE + HOUR


def test_a_look_writes_at_most_one_small_row(world: "World") -> None:
    start = timezone.now()
    for at, most in ((start, 2), (start + MINUTE, 1), (start + HOUR, 2), (start + 9 * HOUR, 2)):
        with CaptureQueriesContext(connection) as queries:
            look(world, at)
        assert len(queries) <= most
        assert sum(not query["sql"].startswith("SELECT") for query in queries) <= 1


def test_a_visit_comes_after_the_one_before(world: "World") -> None:
    look(world, timezone.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        DashboardVisit.objects.update(before=timezone.now() + MINUTE)


@pytest.mark.django_db(transaction=True)
def test_looks_at_once_begin_one_visit() -> None:
    world, start = make_world(), timezone.now()
    assert at_once(*[lambda: look(world, start)] * 4) == [None] * 4
    assert DashboardVisit.objects.count() == 1
    later = start + ABSENCE + MINUTE
    moments = [later + number * MINUTE for number in range(4)]
    assert at_once(*[lambda at=at: look(world, at) for at in moments]) == [start] * 4  # type: ignore[misc]
    assert DashboardVisit.objects.get().before == start
