"""Which filings have moved since a moment, and that the list of them is asked the same way."""

import datetime as dt
from typing import TYPE_CHECKING

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tasks.actions import (
    approve_filing,
    extend_filing,
    remind_filing,
    reopen_filing,
    return_filing,
    take_back_approval,
    withdraw_filing,
)
from tasks.filings.moves import ACTS, Move, having_moved, move_of, moved_filings
from tasks.models import Filing, FilingEvent

if TYPE_CHECKING:
    from tests.world import World

HOUR = dt.timedelta(hours=1)


def reopen(world: "World") -> None:
    filing = world.filing()
    reopen_filing(filing=filing, version=filing.version, by=world.reviewer, at=timezone.now(), reason="更正")


def test_a_filing_that_moved_says_how_it_stood_before_and_what_happened(world: "World") -> None:
    world.approve(world.filing(), value="120.5")
    since = timezone.now() + HOUR
    with time_machine.travel(since + HOUR, tick=False):
        reopen(world)
        world.submit(world.filing(), value="80")
        (moved,) = moved_filings(Filing.objects.all(), since=since)
    assert (moved.status_before, moved.version_before) == ("approved", 1)
    assert (moved.status, moved.version) == ("submitted", 2)
    assert moved.moves == {Move.REOPENED, Move.CORRECTED}
    assert moved.organization.display_name == world.province.display_name
    assert moved.last_by == world.lead.name
    assert moved.counts_differently


def test_a_first_submission_was_a_draft_before(world: "World") -> None:
    since = timezone.now()
    world.submit(world.filing())
    (moved,) = moved_filings(Filing.objects.all(), since=since)
    assert (moved.status_before, moved.version_before, moved.version) == ("draft", 0, 1)
    assert moved.moves == {Move.SUBMITTED}
    assert moved.counts_differently
    withdraw_filing(filing=world.filing(), by=world.lead, at=timezone.now(), version=1)
    (moved,) = moved_filings(Filing.objects.all(), since=since)
    assert (moved.status, moved.moves) == ("draft", {Move.SUBMITTED})


def test_an_approval_that_was_taken_back_and_given_again_counts_no_differently(world: "World") -> None:
    world.approve(world.filing())
    since = timezone.now()
    with time_machine.travel(since + dt.timedelta(seconds=30), tick=False):
        taken = take_back_approval(filing=world.filing(), by=world.reviewer, at=timezone.now())
        approve_filing(filing=taken, version=1, by=world.reviewer, at=timezone.now())
        (moved,) = moved_filings(Filing.objects.all(), since=timezone.now())
    assert (moved.status_before, moved.status) == ("approved", "approved")
    assert moved.moves == {Move.REOPENED, Move.APPROVED}
    assert not moved.counts_differently


def test_who_submitted_again_but_stands_returned_as_before_counts_no_differently(world: "World") -> None:
    world.submit(world.filing())
    return_filing(filing=world.filing(), by=world.reviewer, at=timezone.now(), reason="请核对", version=1)
    since = timezone.now() + HOUR
    with time_machine.travel(since + HOUR, tick=False):
        world.submit(world.filing())
        return_filing(filing=world.filing(), by=world.reviewer, at=timezone.now(), reason="再核对", version=2)
        (moved,) = moved_filings(Filing.objects.all(), since=since)
    assert moved.moves == {Move.CORRECTED, Move.RETURNED}
    assert not moved.counts_differently


def test_a_reminder_and_what_came_before_or_after_are_no_move(world: "World") -> None:
    world.submit(world.filing(world.neighbour))
    since = timezone.now() + HOUR
    with time_machine.travel(since + HOUR, tick=False):
        Filing.objects.filter(pk=world.filing().pk).update(extended_due_on=world.period.opens_on)
        remind_filing(filing=world.filing(), by=world.reviewer, at=timezone.now())
        city = world.filing(world.city)
        extend_filing(
            filing=city,
            by=world.provincial_reviewer,
            at=timezone.now(),
            due_on=city.due_on + dt.timedelta(days=3),
            reason="数据未出",
            seen_due_on=city.due_on,
        )
        assert moved_filings(Filing.objects.all(), since=since) == []
    with time_machine.travel(since + 3 * HOUR, tick=False):
        world.submit(world.filing(world.department))
        assert moved_filings(Filing.objects.all(), since=since, until=since + 2 * HOUR) == []
        assert len(moved_filings(Filing.objects.all(), since=since)) == 1


@pytest.mark.parametrize("move", [None, *Move])
def test_the_list_has_the_filings_that_were_counted(world: "World", move: Move | None) -> None:
    world.approve(world.filing())
    world.submit(world.filing(world.department))
    return_filing(
        filing=world.filing(world.department), by=world.reviewer, at=timezone.now(), reason="核", version=1
    )
    since = timezone.now() + HOUR
    with time_machine.travel(since + HOUR, tick=False):
        reopen(world)
        world.submit(world.filing(world.department))
        world.approve(world.filing(world.neighbour))
        world.submit(world.filing(world.city))
        return_filing(
            filing=world.filing(world.city),
            by=world.provincial_reviewer,
            at=timezone.now(),
            reason="核",
            version=1,
        )
        moved = moved_filings(Filing.objects.all(), since=since)
        counted = {each.filing for each in moved if move is None or move in each.moves}
        listed = having_moved(Filing.objects.all(), move, since=since)
    assert {filing.pk for filing in listed} == counted != set()
    assert not having_moved(Filing.objects.all(), move, since=since, until=since)


def test_acts_are_told_apart_alike_in_the_database_and_at_hand(world: "World") -> None:
    world.approve(world.filing())
    reopen(world)
    world.approve(world.filing(), by=world.second_reviewer)
    for move, acts in ACTS.items():
        found = set(FilingEvent.objects.filter(acts).values_list("pk", flat=True))
        events = FilingEvent.objects.all()
        assert found == {event.pk for event in events if move_of(event.action, event.version) == move}


def test_the_log_is_read_in_one_query(world: "World") -> None:
    since = timezone.now()
    world.approve(world.filing())
    world.approve(world.filing(world.neighbour))
    with CaptureQueriesContext(connection) as queries:
        assert len(moved_filings(Filing.objects.all(), since=since)) == 2
    assert len(queries) == 1
