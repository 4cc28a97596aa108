"""The same spreadsheet a period later fills the filing; one that drifted is told, never misread."""

from decimal import Decimal

import pytest
from django.utils.translation import override

from spreadsheets.incoming.values import Cell, Merged, Sheet
from tasks.line_imports.edits import FilingEdits, Weight
from tasks.own_spreadsheets.labels import remark_of
from tasks.own_spreadsheets.mapping import Entry, FixedCell, HeadAndKey
from tasks.own_spreadsheets.reading import edits_of
from tests.tasks.own_spreadsheets.making import FILING, LOANS, PLEDGE, TASK, book, sheet

HEAD = ("指标", "本期完成（亿元）", "说明")
PLEDGED, LOANED = ("专利质押融资额", 120.5, "同比增长"), ("贷款笔数", 310, None)
SHEET = sheet(("2021年三季度",), HEAD, PLEDGED, LOANED)
UNDER_HEAD = Entry("汇总", HeadAndKey("本期完成（亿元）", "专利质押融资额", 3, 2), PLEDGE)
FIXED = Entry("汇总", FixedCell(4, 2, "贷款笔数", "本期完成（亿元）"), LOANS)
TOLD = Entry("汇总", HeadAndKey("说明", "专利质押融资额", 3, 3), TASK)


def read(given: Sheet, *entries: Entry) -> FilingEdits:
    with override("en"):
        return edits_of(entries or (UNDER_HEAD,), book(given), FILING)


def said(edits: FilingEdits) -> dict[tuple[str, int], dict[str, str]]:
    return {
        (line.kind, line.subject): {name: each.text for name, each in line.fields.items()}
        for line in edits.lines
    }


def errors(edits: FilingEdits) -> list[str]:
    return [finding.message for finding in edits.findings if finding.weight is Weight.ERROR]


def test_the_file_that_was_mapped_fills_the_filing() -> None:
    edits = read(SHEET, UNDER_HEAD, FIXED, TOLD)
    assert said(edits) == {
        ("measurement", 11): {"value": "120.5亿元"},
        ("measurement", 12): {"value": "310"},
        ("progress", 21): {"achievements": "同比增长"},
    }
    assert (edits.filing, edits.findings) == (7, ())
    line = edits.lines[0]
    assert (line.version, line.is_whole, str(line.place)) == (None, False, "汇总!B3")


@pytest.mark.parametrize(
    ("given", "place"),
    [
        (sheet(("2021年",), HEAD, ("新增一行", 1, None), PLEDGED), "汇总!B4"),
        (sheet(HEAD, PLEDGED), "汇总!B2"),
        (sheet((), (None, *HEAD), (None, *PLEDGED)), "汇总!C3"),
        (sheet(("序号", "单位", *HEAD), (1, "广东", *PLEDGED)), "汇总!D2"),
    ],
)
def test_rows_and_columns_that_moved_are_followed_and_said(given: Sheet, place: str) -> None:
    edits = read(given)
    assert said(edits) == {("measurement", 11): {"value": "120.5亿元"}}
    assert str(edits.lines[0].place) == place
    assert [(finding.weight, str(finding.place)) for finding in edits.findings] == [(Weight.NOTE, place)]


def test_width_blanks_and_line_ends_of_labels_do_not_matter() -> None:
    given = sheet((), ("指标", "本期 完成\n(亿元)"), ("专利质押\n融资额 ", 120.5))
    assert said(read(given)) == {("measurement", 11): {"value": "120.5亿元"}}


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (sheet(HEAD, PLEDGED, title="汇总表"), "The sheet “汇总” is not in the file"),
        (
            sheet(("指标", "本期完成（万元）"), PLEDGED),
            "The head “本期完成（亿元）” now reads “本期完成（万元）”",
        ),
        (sheet(("指标", "本期完成"), PLEDGED), "The head “本期完成（亿元）” now reads “本期完成”"),
        (sheet(("指标", "累计"), PLEDGED), "No column of the sheet “汇总” is headed"),
        (
            sheet((*HEAD, "本期完成（亿元）"), PLEDGED),
            "“本期完成（亿元）” stands in the sheet more than once",
        ),
        (sheet(HEAD, LOANED), "No row of the sheet “汇总” begins with “专利质押融资额”"),
        (sheet(PLEDGED, HEAD), "No row of the sheet “汇总” begins with “专利质押融资额”"),
        (
            sheet(HEAD, PLEDGED, PLEDGED),
            "“专利质押融资额” stands in the sheet more than once (汇总!A2、汇总!A3)",
        ),
        (sheet(HEAD, PLEDGED, merged=(Merged(1, 2, 1, 3),)), "The cell is merged"),
        (sheet(HEAD, PLEDGED, LOANED, merged=(Merged(2, 1, 3, 1),)), "The cell is merged"),
        (sheet(HEAD, PLEDGED, merged=(Merged(2, 2, 2, 3),)), "The cell is merged"),
    ],
)
def test_drift_is_told_and_nothing_is_read(given: Sheet, sentence: str) -> None:
    edits = read(given)
    assert said(edits) == {}
    assert len(errors(edits)) == 1
    assert errors(edits)[0].startswith(sentence)


@pytest.mark.parametrize(
    "given",
    [
        sheet(("2021年三季度",), HEAD, ("新增一行", 1), PLEDGED, LOANED),
        sheet(("2021年三季度",), ("指标", "上期完成（亿元）"), PLEDGED, LOANED),
        sheet(("2021年三季度",), HEAD, PLEDGED, ("贷款金额", 310)),
        sheet(("2021年三季度",), ("序号", *HEAD), (1, *PLEDGED), (2, *LOANED)),
        sheet(),
    ],
)
def test_a_fixed_cell_is_read_only_between_the_labels_it_had(given: Sheet) -> None:
    edits = read(given, FIXED)
    assert said(edits) == {}
    assert [message.startswith("Beside this cell stood") for message in errors(edits)] == [True]


def test_a_cell_that_cannot_be_taken_keeps_its_line_from_being_taken() -> None:
    edits = read(sheet(HEAD, ("专利质押融资额", Cell(None, "=1/0", "#DIV/0!"))))
    (line,) = edits.lines
    assert (line.fields, len(line.findings)) == ({}, 1)
    assert str(line.findings[0].place) == "汇总!B2"


def test_an_empty_cell_says_nothing() -> None:
    assert read(sheet((), HEAD, ("专利质押融资额", None, "x"))).lines == ()


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("1,234.5", "1,234.5亿元"),
        ("１，２３４．５", "１，２３４．５亿元"),
        ("1234 ", "1234亿元"),
        ("12.", "12.亿元"),
        ("12万元", "12万元"),
        (Cell(Decimal(12), "", "", '0.0"万元"'), "12万元"),
        ("１２ 万元", "１２ 万元"),
        (Cell(Decimal("0.42"), "", "", "0%"), "42%"),
        ("无", "无"),
    ],
)
def test_a_unit_goes_behind_bare_numbers_alone(value: object, text: str) -> None:
    assert said(read(sheet(HEAD, ("专利质押融资额", value)))) == {("measurement", 11): {"value": text}}


def test_what_the_filing_does_not_ask_is_left_out_and_said() -> None:
    other = Entry("汇总", UNDER_HEAD.anchor, type(PLEDGE)("measurement", "gone", "value"))
    edits = read(SHEET, other)
    assert (edits.lines, [finding.weight for finding in edits.findings]) == ((), [Weight.NOTE])


def test_the_unit_of_a_head_stands_in_its_brackets() -> None:
    assert [remark_of(text) for text in ("完成（亿元）", "完成(万元)", "完成")] == ["亿元", "万元", ""]


IN_UNITS = Entry("汇总", HeadAndKey("本期完成", "专利质押融资额", 2, 3), PLEDGE)


@pytest.mark.parametrize(
    ("stated", "told"),
    [
        (("单位：亿元", "亿元"), []),
        (("单位：亿元", "万元"), ["万元"]),
        (("单位：万元", "亿元"), []),
        (("", "万元"), ["万元"]),
        (("单位：万元", ""), ["万元"]),
        (("单位：广东省", "家"), []),
        (("", ""), []),
    ],
)
def test_another_unit_in_a_column_or_above_the_table_is_told(
    stated: tuple[str, str], told: list[str]
) -> None:
    above, beside = stated
    given = sheet((above,), ("指标", "单位", "本期完成"), ("专利质押融资额", beside, 120.5))
    edits = read(given, IN_UNITS)
    assert said(edits) == {("measurement", 11): {"value": "120.5亿元"}}
    notes = [finding for finding in edits.findings if "states the unit" in finding.message]
    assert [(finding.message.split()[5], str(finding.place)) for finding in notes] == [
        (unit, "汇总!C3") for unit in told
    ]
