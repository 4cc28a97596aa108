"""The start page asks once for what waits, and says what the lists say."""

import datetime as dt

import pytest

from tasks.actions import open_period
from tasks.filings.own_filings import Elsewhere, open_elsewhere, own_filings
from tasks.models import Filing
from tests.factories import SecondQuarterFactory
from tests.world import World


@pytest.fixture
def two_periods(world: World) -> World:
    open_period(period=SecondQuarterFactory(guidance=world.guidance))
    return world


@pytest.mark.parametrize("name", ["filer", "lead", "reviewer", "observer"])
@pytest.mark.parametrize("day", [dt.date(2021, 6, 30), dt.date(2021, 7, 1), dt.date(2021, 12, 1)])
def test_what_is_own_is_what_the_lists_find(two_periods: World, name: str, day: dt.date) -> None:
    two_periods.submit(two_periods.filing(two_periods.province))
    person, filings = two_periods.person(name), Filing.objects.visible_to(two_periods.person(name))
    own = own_filings(person, filings, day)
    assert own.open == list(filings.to_file_by(person, day).by_due_on())
    assert own.unsigned == list(filings.awaiting_signature_of(person))
    assert own.sent == list(filings.editable_by(person).filter(status__in=Filing.HANDED_IN))
    assert set(own.upcoming) == set(filings.editable_by(person).filter(period__opens_on__gt=day))


def test_other_years_are_counted_by_what_is_to_be_done(two_periods: World) -> None:
    day = dt.date(2021, 12, 1)
    filer, reviewer = two_periods.person("filer"), two_periods.person("reviewer")
    assert open_elsewhere(filer, 2021, day) == []
    assert open_elsewhere(filer, 2020, day) == [Elsewhere(2021, to_file=3, to_sign=0, to_review=0)]
    two_periods.submit(two_periods.filing(two_periods.province))
    assert open_elsewhere(filer, 2020, day) == [Elsewhere(2021, to_file=2, to_sign=0, to_review=0)]
    assert open_elsewhere(reviewer, 2020, day) == [Elsewhere(2021, to_file=0, to_sign=0, to_review=1)]
    assert open_elsewhere(two_periods.person("observer"), 2020, day) == []
