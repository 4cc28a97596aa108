"""Texts sentence by sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from texts.sentences import ended, paragraphs, run_on, sentences_in


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("完成A。推进B！", ["完成A。", "推进B！"]),
        ("他说：“已完成。”随后推广。", ["他说：“已完成。”", "随后推广。"]),
        ("增长3.5%，办结1.2万件。", ["增长3.5%，办结1.2万件。"]),
        ("Held 3 courses. Opened a window.", ["Held 3 courses.", "Opened a window."]),
        ("没有句号", ["没有句号"]),
        ("1. 培训3期。2. 走访5家。", ["1. 培训3期。", "2. 走访5家。"]),
        ("(2). Held 3 courses. 3. Next.", ["(2). Held 3 courses.", "3. Next."]),
        ("No. 5 was issued. See Fig. 2.", ["No. 5 was issued.", "See Fig. 2."]),
        (
            "U.S. patents of Dr. Li, e.g. two. Done in 2021. Next.",
            ["U.S. patents of Dr. Li, e.g. two.", "Done in 2021.", "Next."],
        ),
        ("完成。。。", ["完成。。。"]),
        ("完成。……", ["完成。……"]),
        ("", []),
    ],
)
def test_sentences_end_where_a_mark_ends_them(text: str, sentences: list[str]) -> None:
    assert sentences_in(text) == sentences


@given(st.text(alphabet="完成a1。！？. “”\n", max_size=60))
def test_splitting_loses_nothing_but_blanks(text: str) -> None:
    split = [sentence for paragraph in paragraphs(text) for sentence in sentences_in(paragraph)]

    assert "".join("".join(split).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("sentence", "whole"),
    [
        ("完成A", "完成A。"),
        ("完成A；", "完成A。"),
        ("完成A，", "完成A。"),
        ("完成A。", "完成A。"),
        ("完成A！", "完成A！"),
        ("“已完成。”", "“已完成。”"),
    ],
)
def test_a_sentence_has_one_mark_at_its_end(sentence: str, whole: str) -> None:
    assert ended(sentence) == whole


def test_a_blank_parts_sentences_of_latin_script_alone() -> None:
    assert run_on(["完成A。", "推进B。"]) == "完成A。推进B。"
    assert run_on(["Done.", "Next."]) == "Done. Next."
