"""Which digits are read, and which signs are named instead."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from texts.digits import OddDigit, half_width, plain_digits, whole_number

AROUND = (
    "\u200b\ufeff\u00a0\u202a\u202c\u202d\u202e\u2066\u2069\u3000\u2009\u202f\u2060\xad\x00\u200e"
    "\u200d\ufe0f\n\r\u2028"
)


@pytest.mark.parametrize("mark", AROUND)
def test_what_nobody_sees_around_a_number_is_no_part_of_it(mark: str) -> None:
    assert plain_digits(f"{mark}8{mark}") == "8"


@pytest.mark.parametrize("mark", "\u200b\ufeff\u2060\xad\x00\u200e\u200d\u202a\u202e\u2066")
def test_what_nobody_sees_within_a_number_is_no_part_of_it(mark: str) -> None:
    assert plain_digits(f"1{mark}2") == "12"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        *(
            ("１２３", "123"),
            ("１，２３４．５", "1,234.5"),
            ("－８", "-8"),
            ("\u22128", "-8"),
            ("８％", "8%"),
        ),
        *(
            ("1\u00a0234", "1,234"),
            ("1\u202f234\u2009567", "1,234,567"),
            ("1 234", "1 234"),
            ("８亿元", "8亿元"),
        ),
    ],
)
def test_only_the_width_is_levelled(typed: str, read: str) -> None:
    assert plain_digits(typed) == read


@pytest.mark.parametrize("sign", "①⑴⒈㊀²³½Ⅷ٣۳३৩𝟖🄂❽八〇两壹")
def test_what_looks_like_a_digit_is_named(sign: str) -> None:
    for typed in (f"8{sign}", f"{sign}8", sign, f"1.{sign}", f"\u200b{sign}"):
        with pytest.raises(OddDigit) as refused:
            plain_digits(typed)
        assert refused.value.sign == sign


def test_a_unit_may_hold_what_it_likes() -> None:
    assert plain_digits("8 m²", unit="m²") == "8 m²"


@given(st.text())
def test_levelling_the_width_keeps_every_offset(text: str) -> None:
    assert len(half_width(text)) == len(text)


@given(st.characters(categories=["Nd", "Nl", "No"]))
def test_every_digit_of_unicode_is_levelled_or_named(sign: str) -> None:
    if half_width(sign).isascii():
        assert plain_digits(sign) in set("0123456789")
    else:
        with pytest.raises(OddDigit):
            plain_digits(sign)


@pytest.mark.parametrize("text", ["2_021", "٢٠٢١", "20①1", "", "2021.0", "1" * 40, "abc"])
def test_python_would_read_more_as_a_whole_number(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        whole_number(text or "x")


def test_a_whole_number_is_read_in_either_width() -> None:
    assert (whole_number(" ２０２１\u200b"), whole_number("-3")) == (2021, -3)
