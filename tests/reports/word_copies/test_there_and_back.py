"""Out to Word and back: unchanged is no change, and taken over as a whole it says what the file says."""

from collections.abc import Callable
from functools import partial

from hypothesis import example, given, settings
from hypothesis import strategies as st

from reading.sources.package import open_parts
from reports.editing.document import blocks_of
from reports.editing.insertion import inserted
from reports.editing.parts import Text, originals, part_of, standing
from reports.snapshot.document import Paragraph
from reports.word_copies.opening import KINDS
from reports.word_copies.taking_back import compared
from reports.word_copies.taking_over import taken_over
from reports.word_copies.units import units
from tests.reports.editing.texts import DRAWN, some_moves, text, tried
from tests.reports.word_copies import copies
from tests.reports.word_copies.copies import Edit, came_back, edited, said_by, said_in, word_bytes

type Moves = list[Callable[[Text], Text]]
FEW = settings(max_examples=60, deadline=None)


def moved_text(moves: Moves) -> Text:
    found = text()
    for move in moves:
        found = tried(move, found)
    return found


@given(some_moves)
@FEW
def test_what_comes_back_unchanged_changes_nothing(moves: Moves) -> None:
    left = moved_text(moves)
    returned = came_back(left)
    assert units(left, left, returned) == []
    assert (returned.gone, returned.notes) == ((), ())
    assert taken_over(left, left=left, returned=returned, chosen=set()) == left


@example([], [copies.join(3)])
@example([], [copies.split(2), copies.drop_all_marks])
@example([partial(inserted, materials=[DRAWN])], [copies.drop_all_marks])
@example([], [copies.reorder(4, 0), copies.insert(1, "新写一段。"), copies.delete(2)])
@given(some_moves, copies.some_edits)
@settings(max_examples=150, deadline=None)
def test_taken_over_as_a_whole_it_says_what_the_file_says(moves: Moves, edits: list[Edit]) -> None:
    left = moved_text(moves)
    data = edited(word_bytes(left), *edits)
    returned = compared(1, copies.sent_of(left), open_parts(data, KINDS))
    keys = {unit.key for unit in units(left, left, returned)}
    after = taken_over(left, left=left, returned=returned, chosen=keys)
    assert said_by(after) == said_in(data)
    assert {part.number for part in left} <= {part.number for part in after}


@given(some_moves, copies.some_edits)
@FEW
def test_no_paragraph_of_filings_is_without_its_source(moves: Moves, edits: list[Edit]) -> None:
    left = moved_text(moves)
    returned = came_back(left, *edits)
    keys = {unit.key for unit in units(left, left, returned)}
    after = taken_over(left, left=left, returned=returned, chosen=keys)
    for part in standing(after):
        blocks = [block for block in blocks_of(after, part) if isinstance(block, Paragraph)]
        grounds = [each.compiled for each in originals(after, part.number)]
        if any(
            passage.sources for each in grounds if isinstance(each, Paragraph) for passage in each.passages
        ):
            assert all(any(passage.sources for passage in block.passages) for block in blocks), part


@given(some_moves, copies.some_edits, st.data())
@FEW
def test_what_is_left_stays_as_it_was(moves: Moves, edits: list[Edit], data: st.DataObject) -> None:
    left = moved_text(moves)
    returned = came_back(left, *edits)
    known = {unit.key: unit for unit in units(left, left, returned)}
    chosen = data.draw(st.sets(st.sampled_from(sorted(known)))) if known else set()
    after = taken_over(left, left=left, returned=returned, chosen=chosen)
    touched = {number for key in chosen for number in (known[key].number, *known[key].joined)}
    for part in left:
        assert part.number in touched or part_of(after, part.number) == part
    written = sum(known[key].number is None for key in chosen)
    assert len(after) == len(left) + written
