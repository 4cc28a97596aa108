"""What figures were before something moved is what the log and every submitted version say of that day."""

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings

from organizations.calendar import end_of, today
from targets.figures.movements import Movement, day_before, figures_before, movements_of
from targets.figures.queries import Filed, TargetFigure, figures_of, filed_on
from targets.figures.reports import filings_behind
from tasks.actions import approve_filing, reopen_filing
from tasks.filings.concerns import concerns_of
from tasks.filings.moves import moved_filings
from tests.targets.figures.histories import Play, Portal, plays

if TYPE_CHECKING:
    from tests.world import World

DAY = dt.timedelta(days=1)
FIRST = dt.datetime(2021, 10, 1, 23, 59, tzinfo=dt.timezone(dt.timedelta(hours=8)))


def told(shown: TargetFigure) -> tuple[Any, ...]:
    return shown.figure, shown.provisional, shown.assessment, shown.period, shown.as_of


def moved_since(organization: Any, targets: list[Any], since: dt.datetime) -> list[Movement]:
    filed, now = figures_now(organization, targets)
    moved = moved_filings(filings_behind(organization), since=since)
    return movements_of(now, figures_before(filed, now, moved, since), moved)


def figures_now(organization: Any, targets: list[Any]) -> tuple[Filed, dict[int, TargetFigure]]:
    filed = filed_on(organization, targets)
    return filed, {target.pk: filed.figure(target) for target in targets}


@pytest.mark.django_db
@settings(max_examples=5, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(play=plays())
def test_figures_before_are_those_of_the_earlier_day(play: Play) -> None:
    """Whatever was filed, given back, corrected and approved in whatever order since."""
    with time_machine.travel(FIRST, tick=False) as clock, transaction.atomic():
        portal = Portal(play, after=lambda: clock.shift(DAY))
        portal.run()
        for organization in (portal.office, *portal.organizations):
            filed, now = figures_now(organization, portal.targets)
            day = timezone.localdate(FIRST) - DAY
            while day < today():
                moved = moved_filings(filings_behind(organization), since=end_of(day))
                before = figures_before(filed, now, moved, end_of(day))
                wanted = figures_of(organization, portal.targets, on=day)
                assert {pk: told(one) for pk, one in before.items()} == {
                    pk: told(one) for pk, one in wanted.items()
                }
                day += DAY
        transaction.set_rollback(True)


def test_a_figure_that_moved_says_by_how_much_and_through_whom(world: "World") -> None:
    since = timezone.now()
    with time_machine.travel(since + dt.timedelta(hours=1), tick=False):
        world.approve(world.filing(), value="120.5")
        world.submit(world.filing(world.neighbour), value="30")
        (movement, *_others) = moved_since(world.office, [world.pledge], since)
    assert movement.difference == Decimal("120.5")
    assert [filing.organization.pk for filing in movement.movers] == [world.province.pk]
    assert (movement.before.figure.value, movement.now.figure.value) == (None, Decimal("120.5"))


def test_a_corrected_filing_is_told_as_it_was_at_the_moment(world: "World") -> None:
    """Not the end of a day, but any moment of it."""
    world.approve(world.filing(), value="120.5")
    since = timezone.now() + dt.timedelta(minutes=1)
    with time_machine.travel(since + dt.timedelta(minutes=1), tick=False):
        filing = world.filing()
        reopen_filing(
            filing=filing, version=filing.version, by=world.reviewer, at=timezone.now(), reason="更正"
        )
        world.approve(world.filing(), by=world.second_reviewer, value="80")
        (movement,) = moved_since(world.office, [world.pledge], since)
    assert (movement.before.figure.value, movement.now.figure.value) == (Decimal("120.5"), Decimal(80))
    assert movement.before.as_of == day_before(since) == today()


def test_nothing_is_read_where_nothing_moved(world: "World") -> None:
    world.approve(world.filing(), value="120.5")
    since = timezone.now() + dt.timedelta(minutes=1)
    filed, now = figures_now(world.office, [world.pledge])
    with CaptureQueriesContext(connection) as queries:
        before = figures_before(filed, now, [], since)
    assert not queries
    assert before[world.pledge.pk].figure.value == Decimal("120.5")


def test_an_approval_of_what_was_handed_in_before_reads_no_version(world: "World") -> None:
    """What it says has not changed, so that the log alone tells."""
    world.submit(world.filing(), value="120.5")
    since = timezone.now() + dt.timedelta(minutes=1)
    with time_machine.travel(since + dt.timedelta(minutes=1), tick=False):
        filing = world.filing()
        confirmed = concerns_of(filing, world.reviewer).keys
        approve_filing(
            filing=filing, by=world.reviewer, at=timezone.now(), version=filing.version, confirmed=confirmed
        )
        filed, now = figures_now(world.office, [world.pledge])
        moved = moved_filings(filings_behind(world.office), since=since)
        with CaptureQueriesContext(connection) as queries:
            before = figures_before(filed, now, moved, since)
    assert not queries
    shown = before[world.pledge.pk]
    assert (shown.figure.value, shown.provisional.value) == (None, Decimal("120.5"))


def test_midnight_ends_the_day_before(world: "World") -> None:
    assert day_before(end_of(dt.date(2021, 9, 30))) == dt.date(2021, 9, 30)
