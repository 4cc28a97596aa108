"""What discipline is counted from: the same from the rows as from the log, now and as of an earlier day."""

import datetime as dt
import random
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from organizations.calendar import today
from tasks.actions import reopen_filing, return_filing, submit_filing, withdraw_filing
from tasks.actions.filing import extend_filing
from tasks.actions.undo import take_back_approval
from tasks.filings.discipline import FilingRecord, Review
from tasks.filings.filing_records import (
    Past,
    fallen_due,
    late_between,
    past_of,
    pasts_of,
    records_of,
    returned_once,
)
from tasks.models import Filing, FilingEvent
from tests.world import seen_in

if TYPE_CHECKING:
    from tests.world import World

Action = FilingEvent.Action
LEADS_TO = {
    Action.SUBMIT: "submitted",
    Action.WITHDRAW: "draft",
    Action.RETURN: "returned",
    Action.APPROVE: "approved",
    Action.TAKE_BACK: "submitted",
    Action.REOPEN: "returned",
}
DUE = dt.date(2021, 10, 20)


def on(day: int, month: int = 10) -> dt.date:
    return dt.date(2021, month, day)


def noon(day: dt.date) -> time_machine.travel:
    return time_machine.travel(f"{day.isoformat()}T12:00:00+08:00", tick=False)


def record_of(filing: Filing, day: dt.date | None = None) -> FilingRecord:
    (found,) = records_of(Filing.objects.filter(pk=filing.pk), day or today())
    return found


def again(world: "World", filing: Filing) -> Filing:
    filing = Filing.objects.get(pk=filing.pk)
    return submit_filing(filing=filing, by=world.lead, at=timezone.now(), seen=seen_in(filing))


def give_back(world: "World", filing: Filing) -> Filing:
    return return_filing(
        filing=filing, by=world.reviewer, at=timezone.now(), reason="请核对。", version=filing.version
    )


def past(*moves: tuple[FilingEvent.Action, dt.date]) -> Past:
    return past_of((action, LEADS_TO[action], day) for action, day in moves)


class TestTheLog:
    def test_a_return_makes_nothing_late_and_each_decision_is_a_review(self) -> None:
        found = past(
            (Action.SUBMIT, on(10)),
            (Action.RETURN, on(12)),
            (Action.SUBMIT, on(25)),
            (Action.APPROVE, on(26)),
        )
        assert (found.filed_on, found.returns, found.status) == (on(10), 1, "approved")
        assert found.reviews == [Review(on(10), on(12)), Review(on(25), on(26))]

    def test_what_was_withdrawn_had_not_come_unless_it_had_been_given_back(self) -> None:
        withdrawn = [(Action.SUBMIT, on(10)), (Action.WITHDRAW, on(11))]
        assert (past(*withdrawn).filed_on, past(*withdrawn).waits_since) == (None, None)
        assert past(*withdrawn, (Action.SUBMIT, on(12))).filed_on == on(12)
        back = [(Action.SUBMIT, on(10)), (Action.RETURN, on(11)), (Action.SUBMIT, on(12))]
        assert past(*back, (Action.WITHDRAW, on(13))).filed_on == on(10)

    def test_an_approval_that_was_taken_back_is_no_decision(self) -> None:
        moves = [(Action.SUBMIT, on(10)), (Action.APPROVE, on(12)), (Action.TAKE_BACK, on(12))]
        assert (past(*moves).reviews, past(*moves).waits_since) == ([], on(10))
        assert past(*moves, (Action.RETURN, on(14))).reviews == [Review(on(10), on(14))]

    def test_a_reopening_is_no_return(self) -> None:
        moves = [(Action.SUBMIT, on(10)), (Action.APPROVE, on(12)), (Action.REOPEN, on(20))]
        assert past(*moves).returns == 0


class TestOneFiling:
    def test_rows_and_log_say_the_same_all_the_way(self, world: "World") -> None:
        """Submitted, returned, handed in again, approved, taken back, approved, reopened, approved."""
        filing = world.submit(world.filing())
        steps: list[Callable[[], Filing]] = [
            lambda: give_back(world, Filing.objects.get(pk=filing.pk)),
            lambda: again(world, filing),
            lambda: world.approve(world.filing(world.neighbour)),
        ]
        for number, step in enumerate(steps):
            with noon(on(11 + number)):
                step()
                self.agree()

    def agree(self) -> None:
        """Now, from rows and the log of what came back; and from the log alone."""
        logged = pasts_of(list(Filing.objects.values_list("pk", flat=True)), today())
        for record in records_of(Filing.objects.all(), today()):
            told = logged.get(record.pk, Past())
            assert (record.status, record.version) == (told.status, told.version)
            assert record.filed_on == told.filed_on
            assert (record.returns, record.waits_since) == (told.returns, told.waits_since)
            assert record.reviews == tuple(told.reviews)

    def test_withdrawn_taken_back_and_reopened(self, world: "World") -> None:
        filing = world.submit(world.filing())
        self.agree()
        withdraw_filing(filing=filing, by=world.lead, at=timezone.now(), version=1)
        self.agree()
        assert record_of(filing).filed_on is None
        approved = world.approve(world.filing())
        self.agree()
        take_back_approval(filing=approved, by=world.reviewer, at=timezone.now())
        self.agree()
        approved = world.approve(world.filing(world.neighbour))
        reopen_filing(
            filing=approved, by=world.reviewer, at=timezone.now(), reason="有误。", version=approved.version
        )
        self.agree()

    def test_the_end_of_the_due_day_in_shanghai_is_on_time(self, world: "World") -> None:
        with time_machine.travel(f"{DUE.isoformat()}T23:59:59+08:00", tick=False):
            world.submit(world.filing())
        with time_machine.travel("2021-10-21T00:00:01+08:00", tick=False):
            world.submit(world.filing(world.neighbour))
        with noon(on(22)):
            assert record_of(world.filing()).is_on_time
            assert record_of(world.filing(world.neighbour)).days_late(today()) == 1

    def test_an_extended_window_counts_as_extended(self, world: "World") -> None:
        extend_filing(
            filing=world.filing(),
            by=world.administrator,
            at=timezone.now(),
            due_on=on(29),
            reason="机构调整。",
            seen_due_on=DUE,
        )
        with noon(on(25)):
            assert not record_of(world.filing()).is_asked(today())
            assert record_of(world.filing(world.neighbour)).is_asked(today())
            world.submit(world.filing())
        with noon(on(30)):
            assert record_of(world.filing()).is_on_time

    def test_an_earlier_day_knows_nothing_of_what_came_later(self, world: "World") -> None:
        with noon(on(25)):
            world.approve(world.filing())
        with noon(on(30)):
            before, after = record_of(world.filing(), on(24)), record_of(world.filing(), on(25))
        assert (before.filed_on, before.reviews, before.days_late(on(24))) == (None, (), 4)
        assert (after.filed_on, after.reviews) == (on(25), (Review(on(25), on(25)),))

    def test_who_was_gone_by_the_end_of_the_period_is_not_asked(self, world: "World") -> None:
        world.neighbour.active_until = world.period.ends_on - dt.timedelta(days=1)
        world.neighbour.save()
        with noon(on(25)):
            assert not record_of(world.filing(world.neighbour)).is_asked(today())


class TestTheDatabase:
    def histories(self, world: "World", seed: int) -> None:
        """What came, or did not, on random days."""
        rng = random.Random(seed)  # noqa: S311 (data of a test)
        for filing in Filing.objects.filter(period=world.period).order_by("pk"):
            if rng.random() < 0.75:
                with noon(on(rng.randint(15, 28))):
                    submitted = world.submit(filing)
                    if rng.random() < 0.5 and filing.reports_to == world.office:
                        give_back(world, submitted)
                        if rng.random() < 0.5:
                            again(world, submitted)

    @pytest.mark.parametrize("seed", range(3))
    def test_it_finds_what_the_records_say(self, world: "World", seed: int) -> None:
        world.neighbour.active_until = world.period.ends_on - dt.timedelta(days=1)
        world.neighbour.save()
        self.histories(world, seed)
        with noon(on(30)):
            day, filings = today(), Filing.objects.all()
            records = records_of(filings, day)
            asked = {record.pk for record in records if record.is_asked(day)}
            assert {one.pk for one in fallen_due(filings, day)} == asked
            returned = {record.pk for record in records if record.returns}
            assert {one.pk for one in returned_once(filings)} == returned
            for least, most in ((1, 3), (4, 7), (8, None)):
                late = {
                    one.pk for one in records if least <= one.days_late(day) <= (most or one.days_late(day))
                }
                assert {one.pk for one in late_between(filings, day, least, most)} == late

    def test_two_statements_however_many_there_are(self, world: "World") -> None:
        give_back(world, world.submit(world.filing()))
        for day in (today(), today() - dt.timedelta(days=1)):
            with CaptureQueriesContext(connection) as captured:
                records_of(Filing.objects.all(), day)
            assert len(captured) == 2


@given(
    st.lists(st.sampled_from([Action.SUBMIT, Action.WITHDRAW, Action.RETURN, Action.APPROVE, Action.REOPEN]))
)
def test_whatever_the_log_holds_reviews_are_as_many_as_decisions(actions: list[FilingEvent.Action]) -> None:
    found = past(*((action, on(10)) for action in actions))
    assert len(found.reviews) == sum(action in {Action.RETURN, Action.APPROVE} for action in actions)
    assert found.returns == actions.count(Action.RETURN)
