"""Moves lose nothing that was composed, and keep the five parts of a report."""

from collections.abc import Callable

import pytest
from hypothesis import given

from reports.editing.changes import change_between, undone
from reports.editing.moves import MoveRefused, joined, left_out, moved, put_back, reworded, separated, written
from reports.editing.parts import Text, begun, originals, part_of, standing, words_of
from tests.reports.editing.texts import REPORT, a_move, some_moves, text, tried

type Move = Callable[[Text], Text]


def order(of: Text) -> list[int]:
    return [part.number for part in standing(of)]


def after(moves: list[Move]) -> Text:
    now = text()
    for move in moves:
        now = tried(move, now)
    return now


@given(some_moves)
def test_every_composed_part_stands_is_left_out_or_is_taken_in(moves: list[Move]) -> None:
    now = after(moves)
    compiled = [part for part in now if not part.is_editors]
    assert sorted(part.number for part in compiled) == [part.number for part in text()]
    for part in compiled:
        target = part
        while target.joined_into is not None:
            target = part_of(now, target.joined_into)
        assert target.stands or target.is_left_out
        assert part in originals(now, target.number)


@given(some_moves)
def test_the_main_parts_keep_their_order(moves: list[Move]) -> None:
    headings = [part.words for part in standing(after(moves)) if part.is_main_heading]
    assert headings == ["总体情况", "主要做法和成效", "存在问题"]


@given(some_moves)
def test_what_is_drawn_says_what_was_composed(moves: list[Move]) -> None:
    for part in after(moves):
        if part.is_drawn:
            assert part.words == words_of(part.compiled) if part.compiled else False


@given(some_moves, a_move)
def test_a_change_can_be_undone(moves: list[Move], last: Move) -> None:
    before = after(moves)
    now = tried(last, before)
    change = change_between(before, now)
    back = undone(now, change)
    new = {part.number for part in now} - {part.number for part in before}
    assert tuple(part for part in back if part.number not in new) == before
    assert all(part.is_left_out for part in back if part.number in new)


@given(some_moves, a_move, a_move)
def test_what_has_changed_since_is_not_undone(moves: list[Move], one: Move, other: Move) -> None:
    before = after(moves)
    first = tried(one, before)
    second = tried(other, first)
    change, later = change_between(before, first), change_between(first, second)
    touched = {each.number for each in change.parts} & {each.number for each in later.parts}
    if touched:
        with pytest.raises(MoveRefused):
            undone(second, change)


def test_a_joined_paragraph_runs_on_and_comes_apart_again() -> None:
    once = joined(text(), 8)
    assert part_of(once, 7).words == "举措共 3 项，均已完成。出台实施意见。召开推进会 2 次。"
    assert 8 not in order(once)
    assert separated(once, 8) == text()


def test_a_joined_paragraph_whose_words_were_changed_stays() -> None:
    once = reworded(joined(text(), 8), 7, "举措均已完成。")
    with pytest.raises(MoveRefused, match="changed since"):
        separated(once, 8)


@pytest.mark.parametrize("number", [1, 3, 4, 5, 6, 7, 10, 99])
def test_only_a_paragraph_below_a_paragraph_is_joined(number: int) -> None:
    with pytest.raises(MoveRefused):
        joined(text(), number)


@pytest.mark.parametrize("number", [2, 4, 5, 11])
def test_main_headings_and_drawings_are_not_worded(number: int) -> None:
    with pytest.raises(MoveRefused, match="cannot be worded"):
        reworded(text(), number, "别的")


@pytest.mark.parametrize("number", [2, 5, 11])
def test_main_headings_are_not_left_out(number: int) -> None:
    with pytest.raises(MoveRefused):
        left_out(text(), number)


@pytest.mark.parametrize("words", ["", "  \n "])
def test_a_part_without_words_is_refused(words: str) -> None:
    with pytest.raises(MoveRefused):
        reworded(text(), 3, words)
    with pytest.raises(MoveRefused):
        written(text(), words, after=3)


def test_what_is_left_out_comes_back_to_its_place() -> None:
    assert order(left_out(text(), 7)) == [1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12]
    assert put_back(left_out(text(), 7), 7) == text()


def test_a_paragraph_moves_past_its_neighbour() -> None:
    assert order(moved(text(), 8, down=False))[5:9] == [6, 8, 7, 9]
    assert order(moved(text(), 8, down=True))[5:9] == [6, 7, 9, 8]


def test_a_heading_takes_along_what_stands_under_it() -> None:
    up = moved(text(), 9, down=False)
    assert order(up)[4:10] == [5, 9, 10, 6, 7, 8]
    assert moved(up, 9, down=True) == text()


@pytest.mark.parametrize(
    ("number", "down"), [(3, False), (10, True), (6, False), (9, True), (1, True), (12, True)]
)
def test_nothing_leaves_its_main_part(number: int, down: bool) -> None:
    with pytest.raises(MoveRefused):
        moved(text(), number, down=down)


def test_what_an_editor_writes_gets_a_number_of_its_own() -> None:
    now = written(written(text(), "引言。", after=0), "结语。", after=12)
    assert (now[0].number, now[0].words, now[0].compiled) == (13, "引言。", None)
    assert (now[-1].number, now[-1].words) == (14, "结语。")


def test_a_text_begins_as_it_was_composed() -> None:
    assert [words_of(part.compiled) for part in begun(REPORT) if part.compiled] == [
        part.words for part in text()
    ]
