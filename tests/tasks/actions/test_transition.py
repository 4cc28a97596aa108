"""Every state of a filing tried with every move (design R2)."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.utils import timezone

from tasks.actions import (
    approve_filing,
    extend_filing,
    give_back_filing,
    hand_over_filing,
    remind_filing,
    reopen_filing,
    return_filing,
    start_review,
    submit_filing,
    take_back_approval,
    withdraw_filing,
)
from tasks.errors import ActionRefused
from tasks.models import Filing, FilingEvent
from tests.world import World, seen_in

Status = Filing.Status


def now() -> dt.datetime:
    return timezone.now()


MOVES: dict[str, Callable[[World, Filing], Filing]] = {
    "submit": lambda world, filing: submit_filing(
        filing=filing, by=world.lead, at=now(), seen=seen_in(filing)
    ),
    "withdraw": lambda world, filing: withdraw_filing(
        filing=filing, version=filing.version, by=world.lead, at=now()
    ),
    "start_review": lambda world, filing: start_review(
        filing=filing, by=world.reviewer, at=now(), version=filing.version
    ),
    "approve": lambda world, filing: approve_filing(
        filing=filing, by=world.reviewer, at=now(), version=max(filing.version, 1)
    ),
    "return": lambda world, filing: return_filing(
        filing=filing, by=world.reviewer, at=now(), reason="补充", version=max(filing.version, 1)
    ),
    "take_back": lambda world, filing: take_back_approval(filing=filing, by=world.reviewer, at=now()),
    "reopen": lambda world, filing: reopen_filing(
        filing=filing, version=filing.version, by=world.reviewer, at=now(), reason="更正"
    ),
    "extend": lambda world, filing: extend_filing(
        filing=filing,
        seen_due_on=filing.due_on,
        by=world.administrator,
        at=now(),
        due_on=dt.date(2021, 11, 1),
        reason="延期",
    ),
    "hand_over": lambda world, filing: hand_over_filing(filing=filing, by=world.filer, at=now()),
    "give_back": lambda world, filing: give_back_filing(
        filing=filing, by=world.lead, at=now(), reason="核对金额"
    ),
    "remind": lambda world, filing: remind_filing(filing=filing, by=world.reviewer, at=now()).filing,
}
# The state afterwards; None where the move is refused. Nothing waits for a signature here, to be given back.
OUTCOMES: dict[Filing.Status, dict[str, Filing.Status | None]] = {
    Status.DRAFT: {
        "submit": Status.SUBMITTED,
        "extend": Status.DRAFT,
        "remind": Status.DRAFT,
        "hand_over": Status.DRAFT,
    },
    Status.SUBMITTED: {
        "submit": Status.SUBMITTED,
        "withdraw": Status.DRAFT,
        "start_review": Status.SUBMITTED,
        "approve": Status.APPROVED,
        "return": Status.RETURNED,
    },
    Status.RETURNED: {
        "submit": Status.SUBMITTED,
        "extend": Status.RETURNED,
        "remind": Status.RETURNED,
        "hand_over": Status.RETURNED,
    },
    Status.APPROVED: {
        "submit": Status.APPROVED,
        "approve": Status.APPROVED,
        "take_back": Status.SUBMITTED,
        "reopen": Status.RETURNED,
    },
}


def filing_in(world: World, status: Filing.Status) -> Filing:
    """A complete filing in the given state, reached by legal moves."""
    filing = world.filing()
    if status == Status.DRAFT:
        world.fill(filing, by=world.filer)
        return world.filing()
    filing = world.submit(filing)
    if status == Status.RETURNED:
        return MOVES["return"](world, filing)
    return MOVES["approve"](world, filing) if status == Status.APPROVED else filing


@pytest.mark.parametrize("move", MOVES)
@pytest.mark.parametrize("status", list(Status))
def test_every_move_from_every_state(world: World, status: Filing.Status, move: str) -> None:
    filing = filing_in(world, status)
    before = FilingEvent.objects.count()
    expected = OUTCOMES[status].get(move)
    if expected is None:
        with pytest.raises(ActionRefused):
            MOVES[move](world, filing)
        assert world.filing().status == status
        assert FilingEvent.objects.count() == before
        return
    assert MOVES[move](world, filing).status == expected
    stored = world.filing()
    assert stored.status == expected
    last = stored.events.order_by("pk").last()
    assert last is not None or status == Status.DRAFT
    if FilingEvent.objects.count() > before:
        assert last is not None
        assert (last.from_status, last.to_status) == (status, expected)
