"""The edited document: what was not touched is as composed, and every sentence keeps its sources."""

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from reports.editing.document import edited_document
from reports.editing.moves import joined, left_out, moved, reworded, written
from reports.editing.parts import Text, begun, originals, standing
from reports.snapshot.document import Heading, Paragraph, Passage
from tests.reports.editing.texts import REPORT, document, quoted, some_moves, text, tried


def body(now: Text) -> tuple[object, ...]:
    return edited_document(REPORT, now).body


def passages(now: Text) -> list[Passage]:
    blocks = edited_document(REPORT, now).body
    return [passage for block in blocks if isinstance(block, Paragraph) for passage in block.passages]


def test_an_untouched_text_is_the_composed_document() -> None:
    assert edited_document(REPORT, text()) == REPORT


@given(some_moves)
def test_no_paragraph_of_filings_is_without_its_source(moves: list[Callable[[Text], Text]]) -> None:
    now = text()
    for move in moves:
        now = tried(move, now)
    for part in standing(now):
        grounds = [each.compiled for each in originals(now, part.number)]
        known = {
            source
            for block in grounds
            if isinstance(block, Paragraph)
            for passage in block.passages
            for source in passage.sources
        }
        (*blocks,) = edited_document(REPORT, (part, *(each for each in now if each != part))).body
        first = blocks[0]
        if isinstance(first, Paragraph):
            sources = {source for passage in first.passages for source in passage.sources}
            assert sources <= known
            assert bool(sources) == bool(known)


@given(some_moves)
def test_the_words_are_those_of_the_text(moves: list[Callable[[Text], Text]]) -> None:
    now = text()
    for move in moves:
        now = tried(move, now)
    paragraphs = [block.text for block in body(now) if isinstance(block, Paragraph)]
    said = [line for part in standing(now) if part.is_paragraph for line in part.words.split("\n")]
    assert paragraphs == said


def test_a_sentence_that_stays_keeps_what_it_rests_on() -> None:
    now = reworded(text(), 7, "全部 3 项举措均已完成。出台实施意见。")
    first, second = (each for each in passages(now) if "举措" in each.text or "出台" in each.text)
    assert second == quoted("出台实施意见。", "3.1")
    assert first == Passage("全部 3 项举措均已完成。", ("1.1",), is_edited=True)


def test_a_sentence_of_an_editor_rests_on_nothing_and_says_so() -> None:
    now = reworded(text(), 8, "召开推进会 2 次。天气晴朗，万里无云。")
    assert passages(now)[-3] == Passage("天气晴朗，万里无云。", is_edited=True)


def test_a_paragraph_that_was_rewritten_rests_on_what_stood_in_its_place() -> None:
    now = reworded(text(), 8, "天气晴朗，万里无云。")
    assert Passage("天气晴朗，万里无云。", ("4.1",), is_edited=True) in passages(now)


def test_a_sentence_is_quoted_only_where_people_wrote_all_of_it() -> None:
    now = reworded(text(), 3, "全年办结 12 件，质押融资 38.5 亿元。天气晴朗。")
    whole = next(each for each in passages(now) if "办结" in each.text)
    assert (whole.sources, whole.is_quoted) == (("1.1", "2.1"), False)


def test_a_joined_paragraph_rests_on_both() -> None:
    whole = passages(joined(text(), 8))
    assert quoted("出台实施意见。", "3.1") in whole
    assert quoted("召开推进会 2 次。", "4.1") in whole


def test_headings_are_counted_anew() -> None:
    now = moved(text(), 9, down=False)
    headings = [block for block in body(now) if isinstance(block, Heading) and block.level == 2]
    assert headings == [Heading(2, "（一）", "提升审查质量"), Heading(2, "（二）", "加强政策引导")]
    fewer = [block for block in body(left_out(text(), 6)) if isinstance(block, Heading) and block.level == 2]
    assert fewer == [Heading(2, "（一）", "提升审查质量")]


def test_what_an_editor_writes_stands_where_it_was_written() -> None:
    now = written(text(), "两行。\n第二行。", after=10)
    assert [block.text for block in body(now) if isinstance(block, Paragraph)][-3:-1] == [
        "两行。",
        "第二行。",
    ]


@given(st.text(min_size=1).filter(lambda words: words.strip()))
def test_any_words_make_a_document(words: str) -> None:
    now = reworded(begun(document(Paragraph((quoted("原文。", "1.1"),)))), 1, words)
    assert edited_document(document(), now).body
