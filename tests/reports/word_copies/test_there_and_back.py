"""Out to Word and back: unchanged is no change, and taken over as a whole it says what the file says."""

from hypothesis import given, settings

from reading.sources.package import open_parts
from reports.editing.parts import Text
from reports.word_copies.opening import KINDS
from reports.word_copies.taking_back import compared
from reports.word_copies.taking_over import taken_over
from reports.word_copies.units import units
from tests.reports.editing.texts import some_moves, text, tried
from tests.reports.word_copies import copies
from tests.reports.word_copies.copies import Edit, came_back, edited, said_by, said_in, word_bytes

FEW = settings(max_examples=60, deadline=None)


def moved_text(moves: list[object]) -> Text:
    found = text()
    for move in moves:
        found = tried(move, found)  # type: ignore[arg-type] (drawn by lot)
    return found


@given(some_moves)
@FEW
def test_what_comes_back_unchanged_changes_nothing(moves: list[object]) -> None:
    left = moved_text(moves)
    returned = came_back(left)
    assert units(left, left, returned) == []
    assert (returned.gone, returned.notes) == ((), ())
    assert taken_over(left, left=left, returned=returned, chosen=set()) == left


@given(some_moves, copies.some_edits)
@settings(max_examples=150, deadline=None)
def test_taken_over_as_a_whole_it_says_what_the_file_says(moves: list[object], edits: list[Edit]) -> None:
    left = moved_text(moves)
    data = edited(word_bytes(left), *edits)
    returned = compared(1, copies.sent_of(left), open_parts(data, KINDS))
    keys = {unit.key for unit in units(left, left, returned)}
    after = taken_over(left, left=left, returned=returned, chosen=keys)
    assert said_by(after) == said_in(data)
    assert {part.number for part in left} <= {part.number for part in after}
