"""What text is once it has come in: one kind of line end, nothing unseen, all that means something."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from texts.incoming import incoming, length, one_line

ODD = (
    "\ufffe\uffff\ufdd0\x00\x08\x1a\x7f\x80\x9f\xad\u200b\u200c\u200d\u202e\u2066\ufeff\ufe0f\u180b"
    "\U000e0041❤汉a1"
)
ANY_TEXT = st.text(st.one_of(st.characters(exclude_categories=()), st.sampled_from(ODD)))


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n", "\v", "\f", "\x1c", "\x85", "\u2028", "\u2029"])
def test_every_line_end_is_one_line_feed(end: str) -> None:
    assert incoming(f"第一行{end}第二行{end}") == "第一行\n第二行\n"


def test_a_selector_of_glyphs_stays_with_its_ideograph_alone() -> None:
    assert incoming("葛\U000e0100a\U000e0100") == "葛\U000e0100a"


def test_two_line_ends_stay_two() -> None:
    assert incoming("一\r\n\r\n二\n\r三\r\r四") == "一\n\n二\n\n三\n\n四"


UNSEEN = (
    "\x00\x08\x1b\x7f\x80\x9f\ufffe\uffff\ufdd0\U0001fffe\U0010ffff\ud800\udfff\xad\ufeff\u200b\u200e\u202a\u202e"
    "\u2060\u2066\u2069\u200c\u200d\ufe0f\u180e\u3164\U000e0041"
)


@pytest.mark.parametrize("unseen", UNSEEN)
def test_what_nobody_sees_is_left_out(unseen: str) -> None:
    assert incoming(f"{unseen}知识{unseen}产权 8{unseen}") == "知识产权 8"


@pytest.mark.parametrize(
    "seen",
    [
        *("❤️", "👩‍🔬", "👨🏽‍💻", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "1️⃣", "❤️‍🔥", "🙂‍↔️", "葛󠄀", "می‌خواهم", "ᠮᠣᠩᠭᠣᠯ᠎ᠠ", "क्‍ष"),
        *("制表\t符", "全角　空格", "不换行\u00a0空格", "\ue000", "𠮷", "é", "�"),
    ],
)
def test_what_a_script_or_picture_needs_stays(seen: str) -> None:
    assert incoming(seen) == seen


@given(ANY_TEXT)
def test_what_came_in_once_comes_in_unchanged(text: str) -> None:
    once = incoming(text)
    assert incoming(once) == once
    assert once.encode("utf-8").decode() == once
    assert one_line(one_line(text)) == one_line(text)
    assert "\n" not in one_line(text)


def test_one_line_has_a_space_for_a_line_end() -> None:
    assert one_line("质押\r\n融资\t登记") == "质押 融资 登记"


def test_signs_are_counted_as_browsers_count_them() -> None:
    assert length("行\n" * 3) == 6
    assert length("𠮷😀") == 4
