"""Sentences and clauses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading.brackets import match_brackets
from reading.structure.sentences import clause_spans, first_sentence_end, split_clauses, split_sentences


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("做甲事。做乙事。", ["做甲事。", "做乙事。"]),
        ("做甲事；做乙事。", ["做甲事；做乙事。"]),
        ("做甲事", ["做甲事"]),
        ("推广《甲。乙》。做丙事。", ["推广《甲。乙》。", "做丙事。"]),
        ("推广“甲。乙”工作。做丙事。", ["推广“甲。乙”工作。", "做丙事。"]),
        ("推广（甲。乙）工作。做丙事。", ["推广（甲。乙）工作。", "做丙事。"]),
        ("推广《甲。做丙事。", ["推广《甲。", "做丙事。"]),
        ("做甲事。\n做乙事。", ["做甲事。", "做乙事。"]),
        ("。。做甲事。", ["做甲事。"]),
        ("", []),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    assert [text[begin:end] for begin, end in split_sentences(text)] == sentences


def test_a_part_of_a_text_keeps_its_offsets() -> None:
    assert split_sentences("甲。乙。丙。", 2, 4) == [(2, 4)]


def test_clauses_keep_numbers_whole() -> None:
    assert split_clauses("数量达到1,200家，规模扩大;质量提升。") == [
        "数量达到1,200家",
        "规模扩大",
        "质量提升",
    ]


@pytest.mark.parametrize(
    ("text", "end"), [("甲。乙。", 2), ("甲", None), ("甲\n乙。", None), ("“甲。”乙。", 6)]
)
def test_the_first_sentence(text: str, end: int | None) -> None:
    assert first_sentence_end(text) == end


def test_brackets_match_across_widths_and_not_across_paragraphs() -> None:
    assert match_brackets("（甲)（乙\n丙）") == [(0, 2, "round")]
    assert match_brackets("（甲（乙）") == [(2, 4, "round")]


@given(st.text(alphabet="甲乙1，；;。！？\n \u3000-—", max_size=40))
def test_clauses_without_brackets_are_cut_as_those_with_some(text: str) -> None:
    """A pair of brackets behind the text, in a clause of its own, changes nothing before it."""
    behind = clause_spans(f"{text}\n（丙）")
    assert behind[:-1] == clause_spans(text)
