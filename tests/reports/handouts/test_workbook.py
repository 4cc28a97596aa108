"""A view's workbook, read with a reader of its own and compared with what the view shows."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from reports.data_tables.values import Cell, DataTable, Head, Row
from reports.handouts.table_sheet import titles
from reports.handouts.workbook import workbook_of
from reports.handouts.workbook_proof import prove_sheet
from reports.rendering import FileDiffers
from spreadsheets.values import Number
from tests.reports.dashboards.specimen import FACTS, places_table, specimen_page


def opened() -> Workbook:
    return load_workbook(BytesIO(workbook_of(specimen_page())))


def values(sheet: Any) -> list[list[object]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


@pytest.fixture
def places() -> Any:
    return opened()["各地与指标"]


def test_the_first_sheet_says_what_was_asked_and_what_the_view_says(english: None) -> None:
    cover = opened().worksheets[0]
    said = [tuple(value for value in row if value is not None) for row in values(cover)]
    for fact in FACTS:
        assert fact in said
    page = specimen_page()
    assert (page.headline.sentence,) in said
    assert ("质押融资", 1121.5, "亿元", "比上周 +121.5") in said
    assert ("江苏省知识产权局已逾期 3 天", "由第三季度填报起") in said
    assert ("自上次查看以来没有变化。",) in said
    assert ("各地与指标", 4) in said


def test_text_that_looks_like_a_formula_stays_text() -> None:
    cell = next(cell for row in opened().worksheets[0].iter_rows() for cell in row if cell.value == "=1+1")
    assert (cell.data_type, cell.quotePrefix) == ("s", True)


def test_a_table_has_its_heads_in_two_rows_and_the_further_columns_under_one_title(places: Any) -> None:
    first, second, *_rest = values(places)
    assert first == [None, "质押融资额", None, None, "目标", None, None]
    assert second[0] == "机构"
    assert second[2:] == ["位次", "结果", "完成率 (%)", "期限", "其他指标"]
    assert {str(area) for area in places.merged_cells.ranges} == {"B1:D1", "E1:F1"}
    assert (places.freeze_panes, places.print_title_rows) == ("B3", "$1:$2")


def test_rows_hold_numbers_days_and_words_as_the_page_shows_them(places: Any) -> None:
    row = places[3]
    assert [cell.value for cell in row] == [
        "省份1",
        120.5,
        3,
        "有风险",
        0.946,
        dt.datetime(2021, 12, 15),  # noqa: DTZ001 (workbooks have no zones)
        18.4,
    ]
    formats = [cell.number_format for cell in row]
    assert formats[1] == "#,##0.0"
    assert formats[4:] == ["0.0%", "yyyy-mm-dd", '#,##0.0" 个月"']


def test_rows_keep_their_order_beneath_each_other_and_totals_come_last(places: Any) -> None:
    names = [places.cell(row, 1).value for row in range(3, 8)]
    assert names == ["省份1", "城市", "省份2", "省份3", "合计"]
    assert places.row_dimensions[4].outlineLevel == 1
    assert places["A4"].alignment.indent == 2
    assert places["A7"].font.bold
    assert places["B7"].value == 741.5
    assert places["A8"].value == "不含港澳台。"
    assert places.auto_filter.ref == "A2:G6"


def test_a_table_without_rows_says_so() -> None:
    sheet = opened()["尚无数据"]
    assert values(sheet) == [["机构", "家数"], ["没有符合条件的行。", None]]


def test_paper_carries_what_was_asked_and_who_took_it_when(places: Any) -> None:
    assert "国家知识产权局 · 总览" in places.oddHeader.left.text
    assert "2021年第三季度" in places.oddHeader.right.text
    assert "王芳" in places.oddFooter.left.text
    assert "截至" in places.oddFooter.left.text
    assert "王芳" not in places.oddHeader.right.text
    assert (places.page_setup.orientation, places.page_setup.paperSize) == ("landscape", 9)


def test_sheets_of_one_title_are_told_apart() -> None:
    tables = [places_table(), places_table(), replace(places_table(), title="说明")]
    assert titles(tables, "说明") == ["各地与指标", "2 各地与指标", "2 说明"]


def test_what_is_read_back_otherwise_is_refused() -> None:
    book = load_workbook(BytesIO(workbook_of(specimen_page())))
    sheet = book["各地与指标"]
    prove_sheet(sheet, places_table())
    sheet["B4"] = 20.4
    with pytest.raises(FileDiffers):
        prove_sheet(sheet, places_table())


def test_ratios_that_never_end_stay_numbers() -> None:
    share = Number(Decimal(100) / Decimal(3), 1)
    heads = (Head("a", "甲"), Head("b", "占比", unit="%", is_number=True))
    table = DataTable("t", "占比", heads, (Row("x", (Cell("x"), Cell(share))),))
    sheet = load_workbook(BytesIO(workbook_of(replace(specimen_page(), tables=(table,)))))["占比"]
    assert (sheet["B2"].value, sheet["B2"].number_format) == (0.33333333, "0.0%")


def test_numbers_of_any_kind_are_read_back() -> None:
    heads = (Head("a", "甲"), Head("b", "乙"))
    kinds: list[object] = [0, 12_345_678, True, False, None, "", dt.datetime(2021, 1, 2, 3, tzinfo=dt.UTC)]
    rows = tuple(Row(str(place), (Cell("x"), Cell(kind))) for place, kind in enumerate(kinds))  # type: ignore[arg-type]
    page = replace(specimen_page(), tables=(DataTable("t", "种类", heads, rows),))
    assert workbook_of(page)
