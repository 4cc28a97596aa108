"""The gate of Word documents: what they cannot carry is shown, what turns lines is left out."""

import pytest
from docx.oxml.parser import parse_xml
from hypothesis import given

from tests.texts.strange import STRANGE
from texts.outgoing.word_text import property_text, replaced_signs, turning_marks, word_text


@given(STRANGE)
def test_any_text_can_be_written_as_xml(text: str) -> None:
    carried = word_text(text)
    escaped = carried.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert (parse_xml(f"<t>{escaped}</t>").text or "") == carried
    assert word_text(carried) == carried


@pytest.mark.parametrize("sign", ["\ufffe", "\x00", "\x07", "\x7f", "\x9f", "\ud800", "\U0010ffff", "\ufdd0"])
def test_what_cannot_be_carried_is_shown_and_counted(sign: str) -> None:
    assert word_text(f"a{sign}b�") == "a�b�"
    assert replaced_signs(f"a{sign}b�") == 1


@pytest.mark.parametrize("mark", list("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2069"))
def test_marks_of_direction_are_left_out_and_counted(mark: str) -> None:
    assert word_text(f"a{mark}b") == "ab"
    assert turning_marks(f"a{mark}b") == 1


@pytest.mark.parametrize("text", ["=1+1", "＝", "䶮𠮷镕", "👩‍👩‍👧", "“引”——…", "_x0041_", "a\tb\nc", "é"])
def test_everything_else_stays(text: str) -> None:
    assert word_text(text) == text
    assert not replaced_signs(text) + turning_marks(text)


def test_line_ends_are_one_kind() -> None:
    assert word_text("a\r\nb\rc\x85d\u2028e") == "a\nb\nc\nd\ne"


@given(STRANGE)
def test_any_text_is_a_property(text: str) -> None:
    assert "\n" not in property_text(text)
    assert len(property_text(text * 40).encode("utf-16-le")) // 2 <= 255
