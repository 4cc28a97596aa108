"""The gate of PDFs: what a font has comes through, and what does not is shown or left out, and said."""

import unicodedata

from hypothesis import given

from tests.texts.strange import STRANGE
from texts.characters import UNSEEN
from texts.outgoing.pdf_text import SIGN, PdfGate

COVERED = frozenset([*range(0x20, 0x7F), *range(0x4E00, 0x9FA6), ord(SIGN), ord("ä")])


@given(STRANGE)
def test_all_that_comes_through_is_in_a_font(text: str) -> None:
    shown = PdfGate(COVERED).shown(text)
    assert {ord(sign) for sign in shown} <= COVERED | {0x0A}
    assert not UNSEEN.search(shown)
    assert PdfGate(COVERED).shown(shown) == shown


def test_what_a_font_has_is_as_it_was() -> None:
    gate = PdfGate(COVERED)
    text = "质押融资 512.36\n=1+1 #set _x_"
    assert gate.shown(text) == text
    assert gate.changes() == []


def test_what_no_font_has_is_shown_and_said_once_with_its_number() -> None:
    gate = PdfGate(COVERED)
    assert gate.shown("国\x00国\ufffe😀") == f"国{SIGN}国{SIGN}{SIGN}"
    gate.shown("😀")
    (said,) = gate.changes()
    assert "U+0000, U+FFFE, U+1F600" in said.replace("，", ", ").replace("、", ", ")


def test_marks_that_turn_a_line_and_invisible_ones_are_left_out_and_said() -> None:
    gate = PdfGate(COVERED)
    assert gate.shown("\u202egnp.exe\u202c a\u200bb\u00ad") == "gnp.exe ab"
    assert len(gate.changes()) == 1


def test_a_letter_in_two_parts_is_put_together_and_a_mark_of_its_own_is_shown() -> None:
    assert PdfGate(COVERED).shown("a\u0308") == unicodedata.normalize("NFC", "a\u0308")
    assert PdfGate(COVERED | {0x0301}).shown("q\u0301") == f"q{SIGN}"


def test_many_signs_are_not_all_named() -> None:
    gate = PdfGate(COVERED)
    gate.shown("".join(map(chr, range(0x3041, 0x3080))))
    (said,) = gate.changes()
    assert said.count("U+") == 12


def test_ends_of_lines_are_one_kind_and_one_line_has_none() -> None:
    gate = PdfGate(COVERED)
    assert gate.shown("a\r\nb\u2028c\td") == "a\nb\nc d"
    assert gate.one_line(" a\nb ") == "a b"
