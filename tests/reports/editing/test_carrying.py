"""A later composed version keeps what was edited and is composed the same."""

from collections.abc import Callable

from hypothesis import given

from reports.editing.carrying import carried_over, numbers_in_next
from reports.editing.findings import Examination, Kind, key_in_next, key_of
from reports.editing.moves import joined, left_out, moved, reworded, written
from reports.editing.parts import Text, begun, part_of, standing
from reports.snapshot.document import Paragraph
from tests.reports.editing.texts import REPORT, document, quoted, some_moves, text, tried

NEW = Paragraph((quoted("出台实施细则。", "9.1"),))
LATER = document(*REPORT.body[:6], NEW, *REPORT.body[7:])


def words(of: Text) -> list[str]:
    return [part.words for part in standing(of)]


@given(some_moves)
def test_the_same_version_keeps_everything(moves: list[Callable[[Text], Text]]) -> None:
    now = text()
    for move in moves:
        now = tried(move, now)
    again = carried_over(now, text())
    assert words(again) == words(now)
    assert [part.is_left_out for part in again] == [part.is_left_out for part in now]


def test_what_is_composed_otherwise_stands_as_it_is_composed() -> None:
    edited = reworded(reworded(text(), 7, "旧段改写。"), 8, "开会。")
    later = carried_over(edited, begun(LATER))
    assert part_of(later, 7).words == "出台实施细则。"
    assert part_of(later, 8).words == "开会。"


def test_what_was_left_out_and_written_stays_so() -> None:
    edited = written(left_out(text(), 8), "自写。", after=10)
    later = carried_over(edited, begun(LATER))
    assert not part_of(later, 8).stands
    assert "自写。" in words(later)


def test_a_joined_paragraph_stands_alone_where_the_other_is_composed_otherwise() -> None:
    later = carried_over(joined(text(), 8), begun(LATER))
    assert [part.number for part in standing(later)] == list(range(1, 13))
    assert part_of(later, 8).words == "召开推进会 2 次。"


def test_the_order_stays() -> None:
    later = carried_over(moved(text(), 9, down=False), begun(LATER))
    order = [part.number for part in standing(later)]
    assert order.index(9) < order.index(6) < order.index(7)


@given(some_moves)
def test_each_part_that_is_carried_over_is_known_by_its_next_number(
    moves: list[Callable[[Text], Text]],
) -> None:
    now = text()
    for move in moves:
        now = tried(move, now)
    later = carried_over(now, begun(LATER))
    numbers = numbers_in_next(now, begun(LATER))
    assert len(set(numbers.values())) == len(numbers)
    for part in now:
        if part.number in numbers:
            assert part_of(later, numbers[part.number]).compiled == part.compiled
    written_ones = {part.number: part.words for part in now if part.compiled is None}
    assert all(part_of(later, numbers[number]).words == said for number, said in written_ones.items())


@given(some_moves)
def test_what_is_pointed_out_has_the_key_that_it_gets_in_the_next_text(
    moves: list[Callable[[Text], Text]],
) -> None:
    now = text()
    for move in moves:
        now = tried(move, now)
    numbers = numbers_in_next(now, text())
    pointed_out = {each.key for each in Examination(now, ()).findings() if each.is_blocking}
    again = {each.key for each in Examination(carried_over(now, text()), ()).findings() if each.is_blocking}
    assert {key_in_next(key, numbers) for key in pointed_out} == again


def test_a_part_that_is_gone_has_no_key() -> None:
    assert key_in_next(key_of(Kind.NUMBER, 7, "987 件|"), {8: 8}) is None
