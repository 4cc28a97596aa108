"""The text as of a version: every state that it was in is had again from its changes."""

from collections.abc import Callable

from hypothesis import given

from reports.editing.changes import Change, change_between, earlier
from reports.editing.parts import Text
from tests.reports.editing.texts import some_moves, text, tried


@given(some_moves)
def test_every_earlier_state_is_had_again(moves: list[Callable[[Text], Text]]) -> None:
    states, changes = [text()], list[Change]()
    for move in moves:
        after = tried(move, states[-1])
        changes.append(change_between(states[-1], after))
        states.append(after)
    for version, state in enumerate(states):
        assert earlier(states[-1], reversed(changes[version:])) == state
