"""On which page each part begins, as it is read off the pages."""

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from reports.editing.document import edited_document
from reports.editing.moves import left_out, reworded, written
from reports.editing.parts import Part, Text, begun, standing
from reports.editing.places import ENOUGH, beginning, begun_on
from reports.preview import pages_of
from reports.snapshot.document import Chart, Paragraph, Passage
from tests.reports.editing.texts import REPORT, document, some_moves, text, tried

# Every part begins with other words than any part has in its midst.
CLEAR = document(
    *[structs.replace(each, title="分季情况") if isinstance(each, Chart) else each for each in REPORT.body]
)
FOOT = "\r\n— 1 —"


def on_paper(of: Text, breaks: set[int]) -> tuple[list[str], dict[int, int]]:
    """Pages of a text that end before the parts at the places of ``breaks``, and where each part then is."""
    pages, truth = [""], {}
    for place, part in enumerate(standing(of)):
        if place in breaks and pages[-1]:
            pages[-1] += FOOT
            pages.append("")
        truth[part.number] = len(pages)
        words = beginning(part)
        pages[-1] += "".join(f"{sign} " if sign.isascii() else sign for sign in words) + "\r\n"
    return pages, truth


@given(some_moves, st.sets(st.integers(0, 12)))
def test_each_part_is_on_the_page_that_it_was_set_on(
    moves: list[Callable[[Text], Text]], breaks: set[int]
) -> None:
    now = begun(CLEAR)
    for move in moves:
        now = tried(move, now)
    pages, truth = on_paper(now, breaks)
    found = begun_on(now, pages)
    assert set(found) == set(truth)
    assert sorted(found.values()) == [found[part.number] for part in standing(now)]
    whole = "".join("".join(page.split()) for page in pages)
    if all(whole.count(start_of(part)) == 1 for part in standing(now)):
        assert found == truth


def start_of(part: Part) -> str:
    return "".join(beginning(part).split())[:ENOUGH]


def test_the_same_words_twice_are_two_places() -> None:
    same = begun(document(*[Paragraph((Passage("该项工作共 1 项举措，已全部完成。"),))] * 2))
    said = "该项工作共1项举措，已全部完成。"
    assert begun_on(same, [said, said]) == {1: 1, 2: 2}


def test_what_is_not_found_begins_where_the_one_before_it_does() -> None:
    now = written(reworded(text(), 3, "页面上没有的话。"), "也没有。", after=12)
    found = begun_on(now, ["现将落实情况报告如下。总体情况", "存在问题人才不足。"])
    assert (found[2], found[3], found[12], found[13]) == (1, 1, 2, 2)


def test_what_does_not_stand_is_nowhere() -> None:
    assert 8 not in begun_on(left_out(text(), 8), ["召开推进会"])


def test_pages_as_they_are_set_are_read() -> None:
    sentences = [f"第{number}段写明当年工作的进展和成效。" * 6 for number in range(40)]
    composed = document(*REPORT.body, *[Paragraph((Passage(words),)) for words in sentences])
    now = begun(composed)
    pages = pages_of(edited_document(composed, now))
    found = begun_on(now, pages.texts)
    assert pages.count > 3
    for part in now[len(REPORT.body) :]:
        start = "".join(part.words.split())[:12]
        assert start in "".join(pages.texts[found[part.number] - 1].split())
