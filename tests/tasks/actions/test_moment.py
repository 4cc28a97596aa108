"""One act has one moment: what was sent before midnight is in time, however long it waits (design R20)."""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from django.urls import reverse

from tasks.actions import amend_dates, amend_task, remind, submission
from tasks.filings.timeliness import Timeliness
from tasks.models import Amendment, FilingEvent, FilingLine, Notice
from tasks.views import line
from tests.amending import confirm
from tests.world import World, seen_in

if TYPE_CHECKING:
    from tests.conftest import SignIn

MIDNIGHT = dt.datetime.fromisoformat("2021-10-21T00:00:00+08:00")
LAST_MOMENT = MIDNIGHT - dt.timedelta(milliseconds=500)
LATER = MIDNIGHT + dt.timedelta(minutes=3)
DUE = dt.date(2021, 10, 20)
LOCKS = [
    (submission, "locked"),
    (line, "filing_for"),
    (remind, "locked"),
    (amend_dates, "lock_published"),
    (amend_task, "lock_published"),
]


@pytest.fixture
def late_locks(world: World, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """The world half a second before the due day ends; whoever waits for a lock waits past midnight."""
    assert world.period.due_on == DUE
    world.fill(world.filing(), by=world.filer)

    def waiting(lock: Callable[..., Any], clock: time_machine.Traveller) -> Callable[..., Any]:
        def wait(*args: Any, **kwargs: Any) -> Any:
            clock.move_to(LATER)
            return lock(*args, **kwargs)

        return wait

    with time_machine.travel(LAST_MOMENT, tick=False) as clock:
        for module, name in LOCKS:
            monkeypatch.setattr(module, name, waiting(getattr(module, name), clock))
        yield world


def test_a_filing_signed_before_midnight_is_in_time_although_it_is_stored_after(
    late_locks: World, signed_in: "SignIn"
) -> None:
    filing = late_locks.filing()
    seen = {"seen": str(seen_in(filing))}
    signed_in("lead").post(reverse("tasks:filing-submit", args=[filing.pk]), seen)
    filing.refresh_from_db()
    assert dt.datetime.now(tz=dt.UTC) == LATER
    assert (filing.filed_on, filing.timeliness) == (DUE, Timeliness.ON_TIME)
    moments = {filing.submitted_at, filing.events.get().at, filing.snapshots.get().at}
    assert moments == {LAST_MOMENT}


def test_a_line_is_edited_when_it_was_sent(late_locks: World, signed_in: "SignIn") -> None:
    saved: FilingLine = late_locks.filing().progress_entries.get()
    address = reverse("tasks:line-edit", args=[saved.filing_id, "progress", saved.subject_id])
    signed_in("filer").post(address, {"version": saved.version, "achievements": "另一句。", "note": ""})
    saved.refresh_from_db()
    assert (saved.version, saved.edited_at) == (2, LAST_MOMENT)


def test_a_reminder_belongs_to_the_day_on_which_it_was_sent(late_locks: World, signed_in: "SignIn") -> None:
    filing, reviewer = late_locks.filing(), signed_in("reviewer")
    for _moment in (LAST_MOMENT, LATER):
        reviewer.post(reverse("tasks:filing-remind", args=[filing.pk]))
    assert list(FilingEvent.objects.order_by("at").values_list("at", flat=True)) == [LAST_MOMENT, LATER]
    days = Notice.objects.filter(user=late_locks.filer).order_by("on").values_list("on", flat=True)
    assert list(days) == [DUE, LATER.date()]


def test_a_window_can_be_moved_to_the_day_on_which_that_was_asked(
    late_locks: World, signed_in: "SignIn"
) -> None:
    year, period = late_locks.guidance.year, late_locks.period
    period.due_on = DUE + dt.timedelta(days=9)
    period.save()
    address = reverse("tasks:amend-period", args=[year, period.pk])
    asked = {"opens_on": period.opens_on, "due_on": DUE, "reason": "提前截止。"}
    confirm(signed_in("administrator"), address, asked)
    period.refresh_from_db()
    assert (period.due_on, Amendment.objects.get().at) == (DUE, LAST_MOMENT)


def test_a_task_is_withdrawn_from_the_day_on_which_that_was_asked(
    late_locks: World, signed_in: "SignIn"
) -> None:
    task = late_locks.department_task
    address = reverse("tasks:amend-task-withdraw", args=[late_locks.guidance.year, task.pk])
    confirm(signed_in("administrator"), address, {"reason": "不再需要。"})
    task.refresh_from_db()
    assert task.withdrawn_on == DUE
