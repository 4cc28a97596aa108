"""Reading numbers as people type them (design R13)."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from targets.quantity import parse_quantity, unit_in
from texts.numbers import plain_number


@pytest.mark.parametrize(
    ("text", "unit", "expected"),
    [
        ("240", "亿元", "240"),
        ("1,234.5", "亿元", "1234.5"),
        ("１２３．５", "亿元", "123.5"),
        ("240 亿元", "亿元", "240"),
        ("0.031 万亿元", "亿元", "310"),
        ("25000万元", "亿元", "2.5"),
        ("1.2e3", "亿元", "1200"),
        ("0", "家", "0"),
        ("18.5个月", "个月", "18.5"),
        (" 42 % ", "%", "42"),
        ("42％", "%", "42"),
        ("42%", "％", "42"),
        ("42％", "％", "42"),
        ("3件（含）", "件（含）", "3"),
        ("3 件/万人", "件／万人", "3"),
        ("\u200b8\ufeff", "家", "8"),
        ("\u00a0\u202a8\u202c\u3000", "家", "8"),
        ("1\u00a0234\u202f567", "家", "1234567"),
        ("１，２３４．５　亿元", "亿元", "1234.5"),
    ],
)
def test_what_people_type_is_understood(text: str, unit: str, expected: str) -> None:
    assert parse_quantity(text, unit) == Decimal(expected)


@pytest.mark.parametrize(
    ("text", "unit", "sentence"),
    [
        ("-5", "亿元", "negative"),
        ("1e30", "亿元", "too large"),
        ("1" + "0" * 30, "亿元", "too large"),
        ("约 240", "亿元", "not a number"),
        ("NaN", "亿元", "not a number"),
        ("Infinity", "亿元", "not a number"),
        ("12,34", "亿元", "decimals"),
        ("1.2.3", "亿元", "not a number"),
        ("5 家", "亿元", "The unit here is"),
        ("0.12345678", "亿元", "decimals"),
        ("=1+1", "亿元", "not a number"),
        ("8①", "亿元", "“①” is none of the digits"),
        ("8²", "家", "“²” is none of the digits"),
        ("٣", "家", "“٣” is none of the digits"),
        ("八", "家", "“八” is none of the digits"),
        ("－8", "家", "negative"),
        ("1_0", "家", "not a number"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(text: str, unit: str, sentence: str) -> None:
    with pytest.raises(ValidationError, match=sentence):
        parse_quantity(text, unit)


def test_the_unit_may_be_written_as_the_page_calls_it() -> None:
    assert parse_quantity("8 centers", "家", shown="centers") == Decimal(8)
    assert parse_quantity("8 人（次）", "家", shown="人（次）") == Decimal(8)
    with pytest.raises(ValidationError, match="The unit here is “centers”, not “亿元”"):
        parse_quantity("8 亿元", "家", shown="centers")


def test_a_number_without_unit_is_to_be_written_alone() -> None:
    with pytest.raises(ValidationError, match="Write the number alone, without “亿元”"):
        parse_quantity("8 亿元", "")
    with pytest.raises(ValidationError) as refused:
        parse_quantity("1e15", "")
    assert refused.value.messages == ["This number is too large."]


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("今年以来惠及企业数（家）", "家"),
        ("贷款（含续贷）额 (亿元) ", "亿元"),
        ("惠及企业数", ""),
        ("（家）惠及企业数", ""),
        ("窗口数（）", ""),
    ],
)
def test_the_unit_of_what_is_counted_stands_at_the_end_of_its_name(name: str, unit: str) -> None:
    assert unit_in(name) == unit


@given(st.text(max_size=80))
def test_no_text_breaks_the_reading(text: str) -> None:
    try:
        number = parse_quantity(text, "亿元")
    except ValidationError:
        return
    assert 0 <= number < Decimal(10) ** 14


@given(st.decimals(min_value=0, max_value=Decimal(10) ** 13, places=6))
def test_a_number_written_plainly_reads_back_as_itself(number: Decimal) -> None:
    assert parse_quantity(plain_number(number), "亿元") == number
