"""The light beside a due day."""

import datetime as dt

import pytest

from tasks.actions import extend_filing
from tasks.models import Filing, Guidance, ReportingPeriod
from tasks.notices.lights import Light, due_light, light
from tests.world import World


def filing(*, due_on: dt.date, filed_on: dt.date | None = None) -> Filing:
    """A filing in memory, for a window that opens on 24 September 2021."""
    period = ReportingPeriod(guidance=Guidance(), opens_on=dt.date(2021, 9, 24), due_on=due_on)
    return Filing(period=period, filed_on=filed_on)


@pytest.mark.parametrize(
    ("day", "expected", "left"),
    [
        ("2021-09-24", Light.GREEN, 9),
        ("2021-10-07", Light.GREEN, 3),
        ("2021-10-08", Light.YELLOW, 3),
        ("2021-10-09", Light.YELLOW, 2),
        ("2021-10-10", Light.YELLOW, 1),
        ("2021-10-12", Light.YELLOW, 0),
        ("2021-10-13", Light.RED, 0),
    ],
)
def test_yellow_from_three_workdays_before_and_red_when_overdue(day: str, expected: Light, left: int) -> None:
    shown = due_light(filing(due_on=dt.date(2021, 10, 12)), dt.date.fromisoformat(day))
    assert shown is not None
    assert (shown.light, shown.workdays_left) == (expected, left)
    assert shown.is_due_today is (day == "2021-10-12")
    assert not shown.in_weekdays


def test_no_light_before_the_window_opens_and_once_it_was_filed() -> None:
    due = dt.date(2021, 10, 12)
    assert light(filing(due_on=due), dt.date(2021, 9, 23)) is None
    assert light(filing(due_on=due, filed_on=due), dt.date(2021, 10, 20)) is None
    assert due_light(filing(due_on=due, filed_on=due), due) is None


def test_a_count_without_a_calendar_says_so() -> None:
    shown = due_light(filing(due_on=dt.date(2035, 1, 10)), dt.date(2035, 1, 8))
    assert shown is not None
    assert (shown.light, shown.workdays_left, shown.in_weekdays) == (Light.YELLOW, 2, True)


def test_an_extension_moves_the_light(world: World) -> None:
    late = dt.date(2021, 10, 25)
    assert light(world.filing(), late) is Light.RED
    extended = extend_filing(
        filing=world.filing(),
        seen_due_on=world.filing().due_on,
        by=world.administrator,
        at=dt.datetime(2021, 10, 10, tzinfo=dt.UTC),
        due_on=dt.date(2021, 11, 30),
        reason="台风",
    )
    assert light(extended, late) is Light.GREEN
