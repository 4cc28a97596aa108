"""What a brief says of a cell, and how its columns share the sheet."""

from django.utils.safestring import SafeString

from reports.briefs.measures import (
    SIZE,
    SMALLEST,
    fit,
    is_cut,
    more_of,
    sheet_of,
    shortened,
    wanted_widths,
    words_of,
)
from reports.data_tables.pills import pill_cell
from reports.data_tables.values import Cell, DataTable, Head, Row
from tests.reports.dashboards.specimen import bullet, number

DRAWN = bullet(number("5", 0).value)


def table(*texts: str, is_number: bool = False) -> DataTable:
    heads = (
        Head("name", "机构"),
        *(Head(str(place), "列", is_number=is_number) for place in range(len(texts))),
    )
    return DataTable("t", "表", heads, (Row("r", (Cell("江苏"), *map(Cell, texts))),))


def test_a_drawing_that_says_the_words_stands_for_them_and_a_pill_does_not() -> None:
    assert words_of(Cell("一二三", drawing=DRAWN, is_drawn=True)) == ""
    assert words_of(pill_cell("met", "已达成")) == "已达成"
    assert words_of(Cell(number("5", 0), "5 家", drawing=DRAWN)) == "5 家"


def test_words_behind_a_cell_stand_beneath_it_without_markup() -> None:
    more = SafeString('<span class="cell__more">第 3 &amp; 末</span>')
    assert more_of(Cell("5", drawing=SafeString(DRAWN + more))) == "第 3 & 末"
    assert more_of(pill_cell("met", "已达成")) == ""
    assert more_of(Cell("5")) == ""


def test_a_long_text_is_cut_where_it_ends_with_dots() -> None:
    cut, whole = shortened(Cell("字" * 41), 40), shortened(Cell("字" * 40), 40)
    assert (words_of(cut), words_of(whole)) == ("字" * 40 + "…", "字" * 40)
    assert (is_cut(cut), is_cut(whole)) == (True, False)


def test_columns_take_the_whole_width() -> None:
    sheet = sheet_of(is_wide=False)
    for shown in (table("短"), table("很长的一段话" * 9, "x"), table(*["12,345,678.9"] * 30, is_number=True)):
        fitting = fit(shown, sheet)
        assert abs(sum(fitting.widths) - sheet.width) < 0.01
        assert SMALLEST <= fitting.size <= SIZE


def test_words_give_way_before_numbers_do() -> None:
    sheet = sheet_of(is_wide=False)
    numbers = table(*["12,345,678.9"] * 7, is_number=True)
    heads = (*numbers.heads, Head("text", "说明"))
    cells = (*numbers.rows[0].cells, Cell("很长的一段话" * 9))
    fitting = fit(DataTable("t", "表", heads, (Row("r", cells),)), sheet)
    wanted = wanted_widths(DataTable("t", "表", heads, (Row("r", cells),)))
    assert fitting.size == SIZE
    assert fitting.widths[1] >= wanted[1]
    assert fitting.widths[-1] < wanted[-1]
