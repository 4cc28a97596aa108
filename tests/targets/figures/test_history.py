"""Figures as they stood at the end of an earlier day: exactly what the portal said then."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings

from organizations.calendar import today
from targets.explanation.contributions import explain
from targets.figures.course import course_of
from targets.figures.history import lines_then
from targets.figures.queries import TargetFigure, figures_of
from targets.figures.reports import lines_of_figure
from targets.models import Target
from tasks.actions import reopen_filing
from tests.supplements import OPENED, YEAR_END, on_day, opened
from tests.targets.figures.histories import Play, Portal, plays

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from tests.world import World

DAY = dt.timedelta(days=1)
FIRST = dt.datetime(2021, 10, 1, 23, 59, tzinfo=dt.timezone(dt.timedelta(hours=8)))


@pytest.fixture
def travel() -> Iterator[time_machine.Traveller]:
    """A clock that stands a minute before midnight, Beijing time, until a test moves it."""
    with time_machine.travel(FIRST, tick=False) as traveller:
        yield traveller


def said(shown: TargetFigure) -> tuple[Any, ...]:
    """All that is told of a figure."""
    return (
        *(shown.figure, shown.provisional, shown.assessment, shown.period),
        *(shown.supplements, shown.sentence),
    )


def figures(organization: Any, *, on: dt.date | None = None) -> dict[str, tuple[Any, ...]]:
    targets = list(Target.objects.select_related("indicator", "guidance").order_by("order"))
    return {str(one.target.pk): said(one) for one in figures_of(organization, targets, on=on).values()}


def shown_on(world: "World", on: dt.date) -> TargetFigure:
    return figures_of(world.office, [world.pledge], on=on)[world.pledge.pk]


@pytest.mark.django_db
@settings(max_examples=6, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(play=plays())
def test_every_day_is_told_as_it_was_told_on_the_day(play: Play) -> None:
    with time_machine.travel(FIRST, tick=False) as clock, transaction.atomic():
        told: dict[dt.date, Any] = {}

        def next_day() -> None:
            told[today()] = [figures(one) for one in (portal.office, *portal.organizations)]
            clock.shift(DAY)

        portal = Portal(play, after=next_day)
        portal.run()
        for day, then in told.items():
            assert [figures(one, on=day) for one in (portal.office, *portal.organizations)] == then
        transaction.set_rollback(True)


def test_a_reopened_and_corrected_filing_counts_as_it_did_on_each_day(
    world: "World", travel: time_machine.Traveller
) -> None:
    days = [today() + DAY * number for number in range(4)]
    travel.shift(DAY)
    world.approve(world.filing(), value="120.5")
    travel.shift(DAY)
    reopen_filing(
        filing=world.filing(),
        version=world.filing().version,
        by=world.reviewer,
        at=timezone.now(),
        reason="更正",
    )
    travel.shift(DAY)
    world.approve(world.filing(), value="80")
    travel.shift(DAY)
    values = [shown_on(world, day).figure.value for day in days]
    assert values == [None, Decimal("120.5"), None, Decimal(80)]
    assert shown_on(world, days[1]).as_of == days[1]


def test_the_day_ends_at_midnight_in_beijing(world: "World", travel: time_machine.Traveller) -> None:
    day = today()
    world.approve(world.filing(), value="120.5")
    travel.shift(dt.timedelta(minutes=2))
    world.approve(world.filing(world.neighbour), value="30")
    travel.shift(DAY)
    assert shown_on(world, day).figure.value == Decimal("120.5")
    assert shown_on(world, day + DAY).figure.value == Decimal("150.5")


def test_today_and_days_to_come_are_now(world: "World") -> None:
    world.approve(world.filing(), value="120.5")
    assert shown_on(world, today()).as_of is None
    assert shown_on(world, today() + DAY).as_of is None
    assert shown_on(world, today() + DAY).figure.value == Decimal("120.5")


def test_a_goal_that_was_withdrawn_since_was_still_owed(
    world: "World", travel: time_machine.Traveller
) -> None:
    day = today()
    travel.shift(DAY)
    Target.objects.filter(pk=world.pledge.pk).update(withdrawn_on=today())
    world.pledge.refresh_from_db()
    travel.shift(DAY)
    assert shown_on(world, day).figure.coverage.expected == 2
    assert shown_on(world, day + DAY).figure.coverage.expected == 0


def test_a_supplement_counts_from_the_day_of_its_approval(world: "World") -> None:
    with on_day(YEAR_END):
        world.approve(world.filing(period=world.year_end), value="100")
    with on_day(OPENED):
        opened(world)
        supplement = world.guidance.periods.supplements().get()
        world.approve(world.filing(period=supplement), value="7")
    with on_day(OPENED + DAY * 2):
        before, after = shown_on(world, OPENED - DAY), shown_on(world, OPENED)
        assert (before.figure.value, before.supplements) == (100, ())
        assert after.figure.value == 107
        assert [one.approved_on for one in after.supplements] == [OPENED]


def test_course_and_parts_are_those_of_the_day(world: "World", travel: time_machine.Traveller) -> None:
    day = today()
    world.approve(world.filing(), value="120.5")
    travel.shift(DAY)
    reopen_filing(
        filing=world.filing(),
        version=world.filing().version,
        by=world.reviewer,
        at=timezone.now(),
        reason="更正",
    )
    world.approve(world.filing(), by=world.second_reviewer, value="80")
    shown = shown_on(world, day)
    assert [point.official.value for point in course_of(shown)] == [Decimal("120.5")]
    lines = lines_then(lines_of_figure(world.pledge, world.office, world.person("observer")), day)
    (first, *_others) = explain(shown, lines).rows
    line = first.lines[world.period.order]
    assert (first.value, line.value, line.filing.version) == (Decimal("120.5"), Decimal("120.5"), 1)
    assert line.filing.approved_by == world.reviewer
    assert world.filing().version == 2


def test_an_earlier_day_takes_a_constant_number_of_queries(
    world: "World",
    travel: time_machine.Traveller,
    django_assert_num_queries: "DjangoAssertNumQueries",
) -> None:
    days = [today(), today() + DAY]
    world.approve(world.filing(), value="120.5")
    travel.shift(DAY)
    world.approve(world.filing(world.neighbour), value="30")
    reopen_filing(
        filing=world.filing(),
        version=world.filing().version,
        by=world.reviewer,
        at=timezone.now(),
        reason="更正",
    )
    travel.shift(DAY)
    targets = list(Target.objects.select_related("indicator", "guidance"))
    # Of a day since when nothing has moved, neither log nor versions are read.
    for day, queries in zip(days, (6, 4), strict=True):
        with django_assert_num_queries(queries):
            figures_of(world.office, targets, on=day)
