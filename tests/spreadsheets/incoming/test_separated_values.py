"""Separated values in the encodings and with the separators that offices use."""

import codecs

import pytest
from django.utils.translation import override

from spreadsheets.incoming.reading import read_book
from spreadsheets.incoming.values import CellValue

TEXT = "指标,数值,单位\n专利质押融资额,120.5,亿元\n"
EXPECTED: dict[int, dict[int, CellValue]] = {
    1: {1: "指标", 2: "数值", 3: "单位"},
    2: {1: "专利质押融资额", 2: "120.5", 3: "亿元"},
}


def cells(content: bytes, name: str = "a.csv") -> dict[int, dict[int, CellValue]]:
    (sheet,) = read_book(content, name).sheets
    return {
        number: {column: cell.value for column, cell in row.items()} for number, row in sheet.rows.items()
    }


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        TEXT.encode("utf-32"),
        TEXT.encode("gb18030"),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
        TEXT.replace(",", ";").encode(),
        TEXT.replace(",", "\t").encode("utf-16"),
        ("sep=;\r\n" + TEXT.replace(",", ";")).encode("gb18030"),
        TEXT.replace("亿元", '"亿元"').encode(),
    ],
    ids=str,
)
def test_the_same_text_in_each_way(content: bytes) -> None:
    assert cells(content) == EXPECTED


@pytest.mark.parametrize("line", ['sep="', "sep=\n", "sep=\r\n", "sep=", "sep=\n\n"])
def test_a_first_line_that_names_no_separator_is_a_row(line: str) -> None:
    assert cells(f"{line}\n甲,1\n".encode())[1][1] == line.strip()


def test_a_value_in_quotes_may_have_line_ends_separators_and_quotes() -> None:
    assert cells('甲,"一\r\n二,""三"""\n乙,2\n'.encode()) == {
        1: {1: "甲", 2: '一\n二,"三"'},
        2: {1: "乙", 2: "2"},
    }


def test_separators_in_quotes_do_not_count() -> None:
    assert cells(b'"a,b,c";"d,e"\n1;2\n') == {1: {1: "a,b,c", 2: "d,e"}, 2: {1: "1", 2: "2"}}


def test_empty_lines_count_and_hold_nothing() -> None:
    assert cells(b"1,2\n\n,,\n3,\n") == {1: {1: "1", 2: "2"}, 4: {1: "3"}}


def test_formulas_are_text() -> None:
    assert cells(b'=1+2,"=HYPERLINK(""x"")"\n') == {1: {1: "=1+2", 2: '=HYPERLINK("x")'}}


@pytest.mark.parametrize(
    ("name", "title"), [("广东.csv", "广东"), ("C:\\数据\\广东.txt", "广东"), ("", "CSV"), (".csv", ".csv")]
)
def test_the_sheet_is_named_as_the_file(name: str, title: str) -> None:
    assert read_book(TEXT.encode(), name).sheets[0].title == title


@pytest.mark.parametrize(
    ("name", "is_said"), [("a.xlsx", True), ("a.xls", True), ("a.txt", False), ("a", False)]
)
def test_a_name_that_says_otherwise_is_a_caution(name: str, is_said: bool) -> None:
    with override("en"):
        cautions = read_book(TEXT.encode(), name).cautions
    assert cautions == (
        (f"The name ends in {name[1:]}, but the file is separated values and was read as such.",) * is_said
    )
