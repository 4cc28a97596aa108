"""Every state of a hand-in × every act: what is done, what changes nothing, and what is refused."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from reports.models import AnnualReport, HandIn, HandInStep
from tasks.errors import ActionRefused
from tests.reports.frozen import frozen_report
from tests.reports.frozen_again import corrected_from
from tests.reports.hand_ins.handed import arrived, handed_in, reminded, sent_back, taken_back
from tests.world import World

DONE, SAME, REFUSED, NONE = "done", "the same", "refused", "not there to be acted on"


def frozen(world: World) -> None:
    frozen_report(world)


def submitted(world: World) -> None:
    frozen(world)
    handed_in(world)


def returned(world: World) -> None:
    submitted(world)
    sent_back(world, HandIn.objects.get())


def outdated(world: World) -> None:
    submitted(world)
    corrected_from(world, AnnualReport.objects.get())


def replaced(world: World) -> None:
    outdated(world)
    handed_in(world, seen=2)


def complete(world: World) -> None:
    submitted(world)
    arrived(world, AnnualReport.objects.get())


def withdrawn(world: World) -> None:
    complete(world)
    taken_back(world, HandInStep.objects.get())


STATES: dict[str, Callable[[World], None]] = {
    "nothing frozen": lambda _world: None,
    "frozen": frozen,
    "handed in": submitted,
    "sent back": returned,
    "outdated": outdated,
    "replaced": replaced,
    "complete": complete,
    "paper withdrawn": withdrawn,
}


def hand_in_latest(world: World) -> object:
    latest = AnnualReport.objects.order_by("version").last()
    return handed_in(world, seen=latest.version if latest else 1)


def send_first_back(world: World) -> object:
    first = HandIn.objects.order_by("number").first()
    return sent_back(world, first) if first else None


def note_first(world: World) -> object:
    first = AnnualReport.objects.order_by("version").first()
    return arrived(world, first) if first else None


def take_first_back(world: World) -> object:
    first = HandInStep.objects.filter(kind="arrived").first()
    return taken_back(world, first) if first else None


def remind(world: World) -> object:
    return reminded(world, world.province)


ACTS: dict[str, Callable[[World], object]] = {
    "hand in": hand_in_latest,
    "send back": send_first_back,
    "note paper": note_first,
    "take back": take_first_back,
    "remind": remind,
}
#                     hand in  send back note paper take back remind
TABLE = {
    "nothing frozen": (REFUSED, NONE, NONE, NONE, DONE),
    "frozen": (DONE, NONE, DONE, NONE, DONE),
    "handed in": (SAME, DONE, DONE, NONE, DONE),
    "sent back": (DONE, SAME, DONE, NONE, DONE),
    "outdated": (DONE, DONE, REFUSED, NONE, DONE),
    "replaced": (SAME, REFUSED, REFUSED, NONE, DONE),
    "complete": (SAME, DONE, SAME, DONE, REFUSED),
    "paper withdrawn": (SAME, DONE, DONE, SAME, DONE),
}


@dataclass(frozen=True, slots=True)
class Rows:
    receipts: int
    steps: int

    @classmethod
    def now(cls) -> "Rows":
        return cls(HandIn.objects.count(), HandInStep.objects.count())


def what_came_of(act: Callable[[World], object], world: World) -> str:
    before = Rows.now()
    try:
        made = act(world)
    except ActionRefused:
        assert Rows.now() == before
        return REFUSED
    if made is None:
        return NONE
    return SAME if Rows.now() == before else DONE


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("state", STATES)
def test_every_state_answers_every_act(world: World, state: str, act: str) -> None:
    STATES[state](world)
    expected = TABLE[state][list(ACTS).index(act)]
    assert what_came_of(ACTS[act], world) == expected
