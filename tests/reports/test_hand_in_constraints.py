"""What the database itself refuses of hand-ins, whoever writes."""

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from django.db import IntegrityError, connection, transaction

from reports.models import AnnualReport, HandIn, HandInStep
from tests.refused import constraints_of, refused_by
from tests.world import DAY
from tests.written_once import annual_report, hand_in, hand_in_step

if TYPE_CHECKING:
    from tests.world import World


def another(world: "World", **values: Any) -> HandIn:
    return hand_in(world, **{"report": AnnualReport.objects.get(), "number": 2, **values})


def replaces_itself(world: "World") -> None:
    """A row may name only one that is there, or itself."""
    another(world, pk=99, replaces_id=99)


def arrival(world: "World", **values: Any) -> HandInStep:
    made = {"kind": "arrived", "report": AnnualReport.objects.get(), "arrived_on": DAY, "note": ""}
    return hand_in_step(world, **made | values)


BROKEN: "dict[str, Callable[[World], Any]]" = {
    "reports_handin_once": lambda world: another(world, number=1),
    "reports_handin_counts_from_one": lambda world: another(world, number=0),
    "reports_handin_has_checksums": lambda world: another(world, sm3=""),
    "reports_handin_replaces_no_self": replaces_itself,
    "reports_handin_forms_known": lambda world: another(world, forms="exe"),
    "reports_handinstep_kind_known": lambda world: hand_in_step(world, kind="lost"),
    "reports_handinstep_returned_with_reason": lambda world: hand_in_step(
        world, hand_in=HandIn.objects.get(), note=""
    ),
    "reports_handinstep_arrived_with_day": lambda world: arrival(world, arrived_on=None),
    "reports_handinstep_arrived_by_then": lambda world: arrival(world, arrived_on=DAY + dt.timedelta(days=1)),
    "reports_handinstep_taken_back_with_reason": lambda world: hand_in_step(
        world, kind="taken_back", arrival=arrival(world), note=""
    ),
    "reports_handinstep_reminded_once_a_day": lambda world: [
        hand_in_step(world, kind="reminded") for _time in range(2)
    ],
}


@pytest.fixture
def kept(world: "World") -> "World":
    hand_in(world, report=annual_report(world))
    return world


@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses_what_breaks_a_rule(kept: "World", name: str) -> None:
    with refused_by(name):
        BROKEN[name](kept)


def test_every_constraint_is_tried() -> None:
    assert constraints_of(HandIn, HandInStep) == set(BROKEN)


def test_a_receipt_and_what_followed_stay(kept: "World") -> None:
    step = hand_in_step(kept, hand_in=HandIn.objects.get())
    for write in (
        lambda: HandIn.objects.update(number=7),
        lambda: HandIn.objects.all().delete(),
        lambda: HandInStep.objects.update(note="-"),
        step.delete,
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            write()
    assert connection.is_usable()


def test_nothing_is_sent_back_or_taken_back_twice(kept: "World") -> None:
    hand_in_step(kept, hand_in=HandIn.objects.get())
    with pytest.raises(IntegrityError), transaction.atomic():
        hand_in_step(kept, hand_in=HandIn.objects.get())
    noted = arrival(kept)
    hand_in_step(kept, kind="taken_back", arrival=noted)
    with pytest.raises(IntegrityError), transaction.atomic():
        hand_in_step(kept, kind="taken_back", arrival=noted)
