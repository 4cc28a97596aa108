"""The gate of workbooks: any text at all comes back as the same, but for what is named here."""

import datetime as dt
import re
from decimal import Decimal
from io import BytesIO

import pytest
from hypothesis import example, given
from openpyxl import load_workbook

from spreadsheets.values import Number
from tests.texts.strange import STRANGE
from tests.texts.written import shown_texts, workbook_of
from texts.outgoing.workbook_text import LONGEST_CELL, cell_text, property_text, sheet_title


def as_typed(text: str) -> str:
    """What XML 1.0 lets through of a text (its production Char, without the non-characters), else �."""
    text = re.sub("\r\n|[\r\x0b\x0c\x85\u2028\u2029]", "\n", text)
    return "".join(sign if is_char(ord(sign)) else "�" for sign in text)


def is_char(code: int) -> bool:
    in_xml = code in {0x9, 0xA, 0xD} or 0x20 <= code <= 0xD7FF or code >= 0xE000
    return in_xml and code & 0xFFFE != 0xFFFE and not 0xFDD0 <= code <= 0xFDEF


@given(STRANGE)
@example("\ufffe")
@example("_x0041_")
@example("_x005F_x0041_x0042_")
@example("a\r\nb\rc\td")
@example(" \n ")
def test_any_text_is_in_the_workbook_as_it_was_typed(text: str) -> None:
    content = workbook_of([(text, "after")])
    assert [as_typed(text)] * bool(text) + ["after"] == shown_texts(content)
    load_workbook(BytesIO(content))


@given(STRANGE)
def test_no_text_is_a_formula(text: str) -> None:
    sheet = load_workbook(BytesIO(workbook_of([(text, "after")]))).worksheets[0]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "inlineStr", "n"}
    assert b"<f>" not in workbook_of([(text, "after")])


@pytest.mark.parametrize("sign", list("=+-@＝＋－＠﹦"))
@pytest.mark.parametrize("before", ["", " ", "\n", "\u3000", "\u200b", "\ufeff\t", "\u202e"])
def test_a_formula_sign_is_made_harmless_whatever_stands_before_it(sign: str, before: str) -> None:
    text = f"{before}{sign}1+1"
    cell = load_workbook(BytesIO(workbook_of([(text,)]))).worksheets[0]["A2"]
    assert (cell.data_type, cell.quotePrefix) == ("s", True)


def test_numbers_stay_numbers() -> None:
    numbers = [Number(Decimal(text), 2) for text in ("-1.50", "0", "123456789012.345", "-0.01", "1E+3")]
    sheet = load_workbook(BytesIO(workbook_of([tuple(numbers)]))).worksheets[0]
    assert [cell.value for cell in sheet[2]] == [-1.5, 0, 123456789012.345, -0.01, 1000]


@pytest.mark.parametrize("text", ["1234567890123456.7", "12345678901.123456", "Infinity", "-Infinity"])
def test_a_number_that_excel_would_change_stands_there_as_text(text: str) -> None:
    assert shown_texts(workbook_of([(Number(Decimal(text), 6),)])) == [text]


def test_a_day_before_the_calendar_of_workbooks_stands_there_as_text() -> None:
    assert shown_texts(workbook_of([(dt.date(1899, 12, 31),)])) == ["1899-12-31"]
    sheet = load_workbook(BytesIO(workbook_of([(dt.date(2021, 12, 15),)]))).worksheets[0]
    assert sheet["A2"].value == dt.datetime(2021, 12, 15)  # noqa: DTZ001 (workbooks know no zones)


@pytest.mark.parametrize("sign", ["长", "😀", "_x0041_"])
def test_a_text_too_long_is_cut_by_the_units_of_excel_and_says_so(sign: str) -> None:
    (shown,) = shown_texts(workbook_of([(sign * (LONGEST_CELL + 1),)]))
    assert LONGEST_CELL - 2 < len(shown.encode("utf-16-le")) // 2 <= LONGEST_CELL
    assert shown.endswith(" … (cut: the cell holds no more)")
    exact = ("😀" * LONGEST_CELL)[: LONGEST_CELL // 2]
    assert cell_text(exact) == exact


def test_line_breaks_beyond_the_last_are_shown_in_the_line() -> None:
    """Excel has 253 of them in a cell."""
    text = cell_text("\n".join(str(line) for line in range(256)))
    assert text.count("\n") == 253
    assert text.endswith("253 ↵ 254 ↵ 255")


@given(STRANGE)
@example("[a]:*?/\\b")
@example("'quoted'")
@example("History")
@example("😀" * 31)
@example("'\u3000=")
@example("= \u3000'")
def test_any_text_names_a_sheet(text: str) -> None:
    title = sheet_title(text)
    assert 0 < len(title.encode("utf-16-le")) // 2 <= 31
    assert not re.search(r"[\[\]:*?/\\\n\t\x00-\x1f]", title)
    assert title[0] != "'" != title[-1]
    assert title.casefold() != "history"
    assert load_workbook(BytesIO(workbook_of([("x",)], title))).sheetnames == [title]


@given(STRANGE)
@example("😀" * 255)
def test_any_text_is_a_property_of_a_document(text: str) -> None:
    assert "\n" not in property_text(text)
    assert len(property_text(text).encode("utf-16-le")) // 2 <= 255
    assert property_text(text).isprintable() or is_char(ord(property_text(text)[0]))
