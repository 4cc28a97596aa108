"""Material goes where it belongs, once, and says on what it rests."""

from collections.abc import Callable

import pytest
from hypothesis import given

from reports.editing.carrying import carried_over
from reports.editing.document import edited_document
from reports.editing.findings import Examination, Kind
from reports.editing.insertion import Material, Place, end_of, inserted, part_with
from reports.editing.moves import MoveRefused, joined, left_out, moved, reworded, written
from reports.editing.parts import Text, begun, part_of, standing
from reports.editing.tally import tally
from reports.snapshot.document import Heading, Paragraph
from tests.reports.editing.texts import CHART, DRAWN, REPORT, TOLD, document, quoted, some_moves, text, tried

NEW = Paragraph((quoted("出台实施细则。", "9.1"),))
LATER = document(*REPORT.body[:6], NEW, *REPORT.body[7:])


def order(of: Text) -> list[int]:
    return [part.number for part in standing(of)]


def words(of: Text) -> list[str]:
    return [part.words for part in standing(of)]


@pytest.mark.parametrize(
    ("place", "last"),
    [
        (Place(1), 4),
        (Place(2, "加强政策引导"), 8),
        (Place(2, "提升审查质量"), 10),
        (Place(2, "没有这一节"), 10),
        (Place(2), 10),
        (Place(3), 12),
        (Place(5), 12),
    ],
)
def test_each_goes_to_the_end_of_its_section(place: Place, last: int) -> None:
    assert end_of(text(), place) == last
    now = inserted(text(), [Material("figure-1", (NEW,), place)])
    assert order(now).index(13) == order(now).index(last) + 1


def test_a_section_that_was_moved_or_worded_anew_is_found() -> None:
    now = reworded(moved(text(), 9, down=False), 6, "引导")
    assert order(now)[5:9] == [9, 10, 6, 7]
    assert end_of(now, TOLD.place) == 8
    assert end_of(left_out(now, 8), TOLD.place) == 8


def test_a_heading_that_was_inserted_is_no_section_of_the_report() -> None:
    case = Material("case-1", (Heading(2, "", "加强政策引导"), NEW), Place(2))
    now = inserted(text(), [case], after=5)
    assert end_of(now, TOLD.place) == 8


def test_an_empty_text_takes_it_too() -> None:
    assert [part.number for part in inserted((), [TOLD])] == [1, 2]


def test_several_stand_one_behind_the_other() -> None:
    assert order(inserted(text(), [TOLD, DRAWN], after=3))[2:7] == [3, 13, 14, 15, 4]
    assert order(inserted(text(), [DRAWN, TOLD], after=0))[:4] == [13, 14, 15, 1]
    with pytest.raises(MoveRefused):
        inserted(text(), [TOLD], after=99)


def test_what_stands_already_is_not_inserted_again() -> None:
    once = inserted(text(), [TOLD])
    assert inserted(once, [TOLD], after=3) == once
    again = inserted(left_out(left_out(once, 13), 14), [TOLD])
    part = part_with(again, TOLD.origin)
    assert part is not None
    assert part.number == 15


def test_it_rests_on_its_filing_also_when_it_is_worded_otherwise() -> None:
    now = reworded(inserted(text(), [TOLD]), 13, "广东开办 3 家中心。")
    (block,) = [
        block
        for block in edited_document(REPORT, now).body
        if isinstance(block, Paragraph) and "3 家" in block.text
    ]
    assert {source for passage in block.passages for source in passage.sources} == {"7.2"}


def test_its_own_figures_are_right_and_others_are_pointed_out() -> None:
    now = inserted(text(), [TOLD, DRAWN])
    assert not list(Examination(now, ()).findings())
    (found,) = Examination(reworded(now, 13, "广东：开办 4 家中心。"), ()).findings()
    assert (found.kind, found.part, found.written, found.official) == (Kind.NUMBER, 13, "4 家", "3 家")


def test_what_is_not_in_force_any_more_is_pointed_out_where_it_stands() -> None:
    now = inserted(text(), [TOLD])
    (found,) = Examination(now, (), {13}).findings()
    assert (found.kind, found.part, found.is_blocking) == (Kind.MATERIAL, 13, True)
    assert not list(Examination(left_out(now, 13), (), {13}).findings())
    (found,) = Examination(joined(now, 13), (), {13}).findings()
    assert (found.kind, found.part) == (Kind.MATERIAL, 8)


def test_a_case_brings_its_heading_which_is_counted_with_the_others() -> None:
    case = Material("case-1", (Heading(2, "", "案例（广东）"), NEW), Place(3))
    body = edited_document(REPORT, inserted(text(), [case, case], after=None)).body
    assert [(block.number, block.text) for block in body if isinstance(block, Heading)][-1] == (
        "（一）",
        "案例（广东）",
    )


def test_a_later_version_keeps_it() -> None:
    now = inserted(text(), [TOLD, DRAWN])
    later = carried_over(now, begun(LATER))
    assert [part.origin for part in later if part.is_inserted] == [DRAWN.origin, TOLD.origin, TOLD.origin]
    assert {part.sources for part in later if part.origin == TOLD.origin} == {TOLD.sources}
    assert words(later).count("培训 40 人。") == 1


def test_a_chart_like_one_that_was_composed_is_another() -> None:
    """It was inserted where the report has the same one: both stay, each in its place."""
    now = inserted(text(), [DRAWN])
    later = carried_over(left_out(now, 4), text())
    assert not part_of(later, 4).stands
    assert [part.compiled for part in standing(later)].count(CHART) == 1


def test_one_that_was_inserted_is_not_taken_for_one_that_is_composed_later() -> None:
    without = begun(document(*REPORT.body[:3], *REPORT.body[4:]))
    later = carried_over(inserted(without, [DRAWN]), text())
    assert [part.compiled for part in standing(later)].count(CHART) == 2


@given(some_moves)
def test_nothing_that_editors_put_in_is_lost_in_a_later_version(moves: list[Callable[[Text], Text]]) -> None:
    now = text()
    for move in moves:
        now = tried(move, now)
    later = carried_over(now, begun(LATER))
    kept = [part for part in now if part.is_editors]
    carried = [part for part in later if part.is_editors]
    assert [(part.origin, part.words) for part in kept] == [(part.origin, part.words) for part in carried]
    for part in carried:
        target = part
        while target.joined_into is not None:
            target = part_of(later, target.joined_into)
        assert target == part or target.is_left_out or target.is_reworded or target.compiled is None


def test_words_that_were_joined_stand_alone_where_the_paragraph_is_composed_otherwise() -> None:
    """The whole is composed anew, so that what was joined to it would be lost with its words."""
    now = joined(joined(written(text(), "自写。", after=7), 13), 8)
    assert part_of(now, 7).words.endswith("自写。召开推进会 2 次。")
    other = document(*REPORT.body[:7], NEW, *REPORT.body[8:])
    later = carried_over(now, begun(other))
    assert words(later).count("自写。") == 1


def test_it_is_counted_apart_from_what_was_written_and_reworded() -> None:
    now = reworded(inserted(written(text(), "自写。", after=3), [TOLD, DRAWN]), 14, "广东办了 3 家。")
    counted = tally(left_out(now, 15), base=1, version=2, confirmed=())
    assert (counted.written, counted.inserted, counted.reworded, counted.left_out) == (1, 2, 0, 0)
    assert tally(left_out(now, 16), base=1, version=2, confirmed=()).inserted == 1
