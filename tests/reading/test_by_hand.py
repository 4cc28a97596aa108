"""A text that cannot be read is taken whole, to be parted by hand."""

from hypothesis import given
from hypothesis import strategies as st

from reading import SpanKind, cautions, read_by_hand, to_json


def test_one_section_holds_everything_below_the_title() -> None:
    text = "某市工作方案\n\n　　做好工作。\n— 1 —\n　　抓好落实。\n"
    document = read_by_hand(text)
    [section] = document.sections
    assert (document.title, section.title, section.text) == ("某市工作方案", "", "做好工作。\n抓好落实。")
    assert (document.tasks, document.targets) == ((), ())
    assert [span.kind for span in document.spans] == [SpanKind.TITLE, SpanKind.SECTION]
    assert [warning.message for warning in document.warnings] == [cautions.READ_BY_HAND]


def test_a_title_of_ones_own_takes_no_line_from_the_text() -> None:
    document = read_by_hand("做好工作。\n抓好落实。", "某市工作方案")
    assert (document.title, document.sections[0].text) == ("某市工作方案", "做好工作。\n抓好落实。")
    assert [span.kind for span in document.spans] == [SpanKind.SECTION]


def test_a_title_of_ones_own_that_is_the_first_line_is_not_doubled() -> None:
    assert read_by_hand("某市工作方案\n做好工作。", "某市工作方案").sections[0].text == "做好工作。"


@given(st.text(max_size=200), st.text(max_size=20))
def test_any_text_is_taken_whole(text: str, title: str) -> None:
    document = read_by_hand(text, title)
    assert "".join(text[span.starts_at : span.ends_at] for span in document.spans) == text
    [section] = document.sections
    for run in section.runs:
        assert text[run.source_at : run.source_at + run.length] == section.text[run.at : run.at + run.length]
    assert to_json(document)
