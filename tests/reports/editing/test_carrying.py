"""A later composed version keeps what was edited and is composed the same."""

from collections.abc import Callable

from hypothesis import given

from reports.editing.carrying import carried_over
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
