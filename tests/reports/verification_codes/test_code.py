"""Codes as they are made, printed, read, and found mistyped."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.verification_codes.code import (
    LENGTH,
    SIGNS,
    Misread,
    MistypedCode,
    check_sign,
    codes_in,
    new_code,
    printed_code,
    read_code,
)

CODES = st.text(SIGNS, min_size=LENGTH - 1, max_size=LENGTH - 1).map(lambda signs: signs + check_sign(signs))
PLACES = st.integers(0, LENGTH - 1)
FULL_WIDTH = str.maketrans({sign: chr(ord(sign) + 0xFEE0) for sign in f"{SIGNS}-"})
# What people type, or a reader of texts finds, for each sign.
LOOKS_LIKE = {"0": "0Oo", "1": "1IiLl"}
BETWEEN = ["", " ", "-", "–", "—", "−", " - ", "\u3000", "_", ".", "·", "－", "\u00ad"]


def reason_of(text: str) -> Misread:
    with pytest.raises(MistypedCode) as mistyped:
        read_code(text)
    return mistyped.value.reason


def test_a_new_code_is_whole_and_no_two_are_alike() -> None:
    codes = {new_code() for _number in range(200)}
    assert len(codes) == 200
    assert {read_code(code) for code in codes} == codes


def test_a_code_is_printed_in_groups_of_signs_that_cannot_be_mistaken() -> None:
    assert re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}", printed_code(new_code()))


@given(CODES)
def test_a_printed_code_is_read_again(code: str) -> None:
    assert read_code(printed_code(code)) == read_code(code) == code
    assert codes_in(f"验证码：{printed_code(code)}\n核验地址") == [code]


@given(CODES, st.data())
def test_a_code_is_read_however_it_is_typed(code: str, data: st.DataObject) -> None:
    typed = ""
    for place, sign in enumerate(code):
        if place and place % 4 == 0:
            typed += data.draw(st.sampled_from(BETWEEN))
        typed += data.draw(st.sampled_from(LOOKS_LIKE.get(sign, sign + sign.lower())))
    assert read_code(f" {typed}\n") == code
    assert read_code(printed_code(code).translate(FULL_WIDTH)) == code


@given(CODES, PLACES, st.sampled_from(SIGNS))
def test_one_wrong_sign_is_always_noticed(code: str, place: int, sign: str) -> None:
    typed = code[:place] + sign + code[place + 1 :]
    if typed != code:
        assert reason_of(typed) == Misread.CHECK


@given(CODES, PLACES, PLACES)
def test_two_signs_that_changed_places_are_always_noticed(code: str, first: int, second: int) -> None:
    signs = list(code)
    signs[first], signs[second] = signs[second], signs[first]
    if (typed := "".join(signs)) != code:
        assert reason_of(typed) == Misread.CHECK


@given(st.text(max_size=40))
def test_any_text_is_a_code_or_told_why_not(text: str) -> None:
    try:
        code = read_code(text)
    except MistypedCode:
        return
    assert len(code) == LENGTH


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", Misread.EMPTY),
        (" - ", Misread.EMPTY),
        ("0000-0000-0000", Misread.LENGTH),
        ("0000-0000-0000-0000-0", Misread.LENGTH),
        ("UUUU-0000-0000-0000", Misread.SIGN),
        ("验证码", Misread.SIGN),
        ("0000-0000-0000-0001", Misread.CHECK),
    ],
)
def test_what_is_no_code_is_told_why(text: str, reason: Misread) -> None:
    assert reason_of(text) == reason


def test_only_whole_codes_are_found_in_a_text() -> None:
    code = printed_code(check := "0" * LENGTH)
    assert codes_in(f"{code} 0000-0000-0000-0001 X{code} {code}0") == [check]
