"""What cells say, as text that a form takes."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spreadsheets.incoming.cell_text import CellText, is_percent, number_of, text_of, yes_or_no
from spreadsheets.incoming.values import Cell, CellValue


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (None, "General", ""),
        ("1,234.5亿元", "General", "1,234.5亿元"),
        ("１２０．５", "General", "１２０．５"),
        (Decimal("0.30000000000000004"), "General", "0.3"),
        (Decimal("0.1") * 3, "General", "0.3"),
        (Decimal("120.50"), "#,##0.00", "120.5"),
        (Decimal("1E+15"), "General", "1000000000000000"),
        (Decimal("12345678901234568"), "0", "12345678901234568"),
        (Decimal("123456.78900000001"), "0", "123456.789"),
        (Decimal("-0.0"), "0", "0"),
        (Decimal("0.42"), "0%", "42%"),
        (Decimal("0.42"), "0.00%;-0.00%", "42%"),
        (Decimal("0.07"), "0.0%", "7%"),
        (Decimal("0.07000000000000001"), "0.0%", "7%"),
        (Decimal("42"), '0.0"%"', "42"),
        (Decimal("42"), "0\\%", "42"),
        (dt.date(2021, 11, 22), "yyyy-mm-dd", "2021-11-22"),
        (dt.datetime(2021, 11, 22), "yyyy-mm-dd", "2021-11-22"),  # noqa: DTZ001 (as workbooks have them)
        (dt.datetime(2021, 11, 22, 8, 5), "yyyy-mm-dd hh:mm", "2021-11-22 08:05"),  # noqa: DTZ001 (as above)
        (dt.time(8, 5), "hh:mm", "08:05"),
        (True, "General", "yes"),
    ],
)
def test_a_cell_is_the_text_that_a_person_would_type(value: CellValue, number_format: str, text: str) -> None:
    assert text_of(Cell(value, number_format=number_format)) == CellText(text)


@pytest.mark.parametrize(
    ("number_format", "text"),
    [
        ('#,##0.00"亿元"', "120.5亿元"),
        ('0.0" 万元";-0.0" 万元"', "120.5万元"),
        ("0.0\\亿\\元", "120.5亿元"),
        ("General亿元", "120.5亿元"),
        ('0.0"（万元）"', "120.5万元"),
        ('0.0" [亿元] "', "120.5亿元"),
        ('0.0"万元/年"', "120.5万元/年"),
        ('_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ ', "120.5"),
        ('"¥"#,##0.00', "120.5"),
        ("[$¥-804]#,##0.00", "120.5"),
        ("0.00E+00", "120.5"),
        ("#,##0.00_);[Red]\\(#,##0.00\\)", "120.5"),
    ],
)
def test_a_unit_that_a_format_writes_belongs_to_the_number(number_format: str, text: str) -> None:
    assert number_of(Cell(Decimal("120.5"), number_format=number_format)) == CellText(text)


@pytest.mark.parametrize("number_format", ['0.0,"千"', "#,##0,,", "0,.0", "0\\.0000", '0!.0,"万"', '0"."0'])
def test_a_number_that_is_shown_divided_is_no_number_to_take(number_format: str) -> None:
    read = number_of(Cell(Decimal(1205000), number_format=number_format))
    assert (read.text, "shows its number 1205000 divided" in read.fault) == ("", True)


def test_an_absent_cell_is_empty() -> None:
    assert text_of(None) == number_of(None) == CellText("")


@pytest.mark.parametrize("value", [dt.date(2021, 1, 2), dt.time(1, 2), True])
def test_days_times_and_truths_are_no_numbers(value: CellValue) -> None:
    read = number_of(Cell(value))
    assert read.text == ""
    assert "not a number" in read.fault


@pytest.mark.parametrize(
    ("number", "number_format", "shown"),
    [("1.5", "[h]:mm:ss", "36:00"), ("5.0625", "[hh]:mm", "121:30"), ("0.5", "[mm]:ss", "12:00")],
)
def test_a_lapse_of_time_is_no_number(number: str, number_format: str, shown: str) -> None:
    read = number_of(Cell(Decimal(number), number_format=number_format))
    assert (read.text, f"a day or a time ({shown})" in read.fault) == ("", True)


@pytest.mark.parametrize("read", [text_of, number_of])
def test_errors_and_formulas_without_a_result_are_faults(read: Callable[[Cell | None], CellText]) -> None:
    assert "#DIV/0!" in read(Cell(None, formula="=1/0", error="#DIV/0!")).fault
    assert "save it once more" in read(Cell(None, formula="=A1")).fault


def test_a_formula_with_its_result_is_taken_and_said() -> None:
    read = number_of(Cell(Decimal("7.5"), formula="=A1*5"))
    assert (read.text, read.fault) == ("7.5", "")
    assert read.remark


@pytest.mark.parametrize("number", ["1E+999999", "1E-999999", "NaN", "Infinity"])
def test_what_cannot_be_written_out_is_a_fault(number: str) -> None:
    assert "too large" in number_of(Cell(Decimal(number))).fault


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=0, max_value=10**10))
def test_a_number_of_a_form_comes_back_from_its_binary_form(number: Decimal) -> None:
    assert Decimal(number_of(Cell(Decimal(float(number)))).text) == number


@pytest.mark.parametrize(
    "word", ["是", "yes", "YES", " Ｙｅｓ　", "\u3000是\u00a0", "y", "TRUE", "1", "１", "√"]
)
def test_words_for_yes(word: str) -> None:
    assert yes_or_no(word) is True


@pytest.mark.parametrize("word", ["否", "no", "Ｎｏ", " 否 ", "false", "0", "×"])
def test_words_for_no(word: str) -> None:
    assert yes_or_no(word) is False


@pytest.mark.parametrize("word", ["", "maybe", "是否", "2"])
def test_other_words_say_neither(word: str) -> None:
    assert yes_or_no(word) is None


def test_percent_formats() -> None:
    assert is_percent("[Red]0.0%")
    assert not is_percent("General")
    assert not is_percent('0.00"%"')
