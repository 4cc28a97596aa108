"""How a picked cell is found again, and which cell probably answers which field."""

import pytest
from django import forms

from spreadsheets.incoming.values import Cell, Merged, Sheet
from tasks.own_spreadsheets.anchors import anchors_of, column_heads
from tasks.own_spreadsheets.labels import Labels
from tasks.own_spreadsheets.mapping import FixedCell, HeadAndKey
from tasks.own_spreadsheets.proposals import proposals_for_cells, proposals_for_columns
from tasks.own_spreadsheets.subjects import AskedField
from tasks.own_spreadsheets.units import unit_beside, units_around
from tests.tasks.own_spreadsheets.making import sheet

SHEET = sheet(
    ("2021年三季度",),
    ("序号", "指标", "年度目标", "本期完成（亿元）", "上年同期", "进展"),
    (1, "专利质押融资", 100, 88.5, 70, "稳步推进"),
    (2, "贷款笔数", 20, 9, 8, "完成发布"),
)


class Quantity(forms.CharField):
    """Takes numbers in 亿元 alone."""

    unit = "亿元"

    def clean(self, value: str) -> str:
        if value.lstrip("0123456789.") not in {"", "亿元", "万元"}:
            raise forms.ValidationError("unit")
        return value


def field(name: str = "value", wording: str = "专利质押融资规模", label: str = "数值") -> AskedField:
    is_number = name == "value"
    words = (wording, wording, label)
    return AskedField(
        "measurement", "pledge", name, *words, is_number, "亿元" if is_number else "", Quantity()
    )


def first(given: Sheet, row: int, column: int) -> FixedCell | HeadAndKey:
    return anchors_of(Labels(given), row, column)[0]


def test_a_number_is_found_by_the_nearest_head_and_the_name_of_its_row() -> None:
    assert first(SHEET, 3, 4) == HeadAndKey("本期完成（亿元）", "专利质押融资", 3, 4)


def test_a_text_is_found_by_the_head_of_its_column_and_not_by_the_answer_above() -> None:
    assert first(SHEET, 4, 6) == HeadAndKey("进展", "贷款笔数", 4, 6)


def test_where_words_do_not_tell_it_the_place_between_its_labels_does() -> None:
    twice = sheet(("指标", "完成"), ("融资", 1), ("融资", 2))
    assert first(twice, 3, 2) == FixedCell(3, 2, "融资", "完成")


def test_a_merged_cell_is_not_found_at_all() -> None:
    merged = sheet(("指标", "完成"), ("融资", 1), merged=(Merged(2, 2, 3, 2),))
    assert anchors_of(Labels(merged), 2, 2) == ()


@pytest.mark.parametrize(("row", "head"), [(2, "地市"), (3, "地市"), (4, "地市")])
def test_a_title_alone_in_its_row_is_no_head(row: int, head: str) -> None:
    cities = sheet(("各市2021年三季度",), ("地市", "金额"), ("广州", 2), ("深圳", 3))
    assert column_heads(Labels(cities), row, 1)[0] == head


def test_the_cell_of_this_period_is_proposed_and_no_goal() -> None:
    found = list(proposals_for_cells(Labels(SHEET), [field(), field("achievements")], ()))
    assert [(each.field.name, each.address, each.shown) for each in found] == [
        ("value", "D3", "88.5"),
        ("achievements", "F3", "稳步推进"),
    ]
    assert not list(proposals_for_cells(Labels(SHEET), [field()], {field().key}))


def test_nothing_is_proposed_where_two_cells_would_do() -> None:
    both = sheet(("指标", "本期完成", "本年完成"), ("专利质押融资规模", 1, 2))
    assert not list(proposals_for_cells(Labels(both), [field()], ()))
    other = sheet(("指标", "本期完成"), ("海外纠纷指导", 1))
    assert not list(proposals_for_cells(Labels(other), [field()], ()))


class Asked(dict[int, dict[int, Cell]]):
    """Rows that count how often one of them is asked for."""

    count = 0

    def __getitem__(self, row: int) -> dict[int, Cell]:
        self.count += 1
        return super().__getitem__(row)


def test_a_long_list_costs_no_more_than_its_rows() -> None:
    """The same name in every row, as in a list of single cases, and a cell far to the right."""
    made = sheet(("单位", "指标", "本期完成"), *[("广州", "专利质押融资规模", 1)] * 1000)
    rows = Asked(made.rows)
    rows[1] = {**rows[1], 200: Cell("甲")}
    labels = Labels(Sheet(made.title, rows))
    assert not list(proposals_for_cells(labels, [field(), field("achievements")], ()))
    assert len(anchors_of(labels, 900, 3)) == 1
    assert rows.count < 10_000


def test_a_sheet_of_very_many_words_is_searched_for_the_same_ones_alone() -> None:
    words = [(f"第{number}项",) for number in range(6000)]
    made = sheet(("指标", "本期完成"), ("专利质押融资规模", 1), ("专利质押融资总额", 2), *words)
    [found] = proposals_for_cells(Labels(made), [field()], ())
    assert found.address == "B2"
    assert not list(proposals_for_cells(Labels(made), [field(wording="专利质押融资额度")], ()))


def test_a_column_is_proposed_by_the_name_in_its_head() -> None:
    cities = sheet(("地市", "专利质押融资规模（万元）"), ("广州", 2))
    [found] = proposals_for_columns(Labels(cities), [field()], ())
    assert found.address == "B1"


@pytest.mark.parametrize(
    ("label", "unit"),
    [
        *(("完成（万元）", "万元"), ("完成（本期）", ""), ("完成", "")),
        *(("完成（件）", "件"), ("完成（2021年）", "")),
        *(("完成（单位：万元）", "万元"), ("完成（计量单位：万件）", "万件"), ("完成【万元】", "万元")),
        *(("完成（万元/年）", "万元/年"), ("完成（万元，含税）", "万元"), ("完成（截至9月，万元）", "万元")),
        *(("完成（万元）（不含税）", "万元"), ("完成（万元）：", "万元"), ("完成（万元）\n本期", "万元")),
        *(("完成/万元", "万元"), ("万元", "万元"), ("完成：万元", "万元")),
        *(("完成（含个人、企业）", ""), ("专利（发明）完成", ""), ("完成/件", ""), ("完成（同比）", "")),
    ],
)
def test_a_unit_is_kept_even_where_the_field_will_refuse_it(label: str, unit: str) -> None:
    assert unit_beside(field(), [label]) == unit
    assert not unit_beside(field("note"), [label])


@pytest.mark.parametrize(
    ("given", "unit"),
    [
        (sheet(("指标", "单位", "本期"), ("质押", "万元", 5)), "万元"),
        (sheet(("", "", "单位：万元"), ("指标", "省", "本期"), ("质押", "全省", 5)), "万元"),
        (sheet(("单位：件、万元",), ("指标", "省", "本期"), ("质押", "全省", 5)), "万元"),
        (sheet(("单位：件",), ("指标", "单位", "本期"), ("质押", "件", 5)), ""),
        (sheet(("指标", "填报单位", "本期"), ("质押", "单位：万元", 5), ("单位：万元",)), "万元"),
        (sheet(("指标", "省", "本期"), ("质押", "全省", 5), ("单位：万元",)), ""),
    ],
)
def test_a_unit_is_told_by_a_column_of_units_or_for_the_whole_table(given: Sheet, unit: str) -> None:
    row = max(row for row, cells in given.rows.items() if len(cells) == 3)
    around = units_around(Labels(given), row, 3)
    assert unit_beside(field(), ["本期", "质押"], around) == unit
    assert unit_beside(field(), ["本期（亿元）", "质押"], around) == "亿元"


@pytest.mark.parametrize("unit", ["0", "100万元", "００", ".", "e3"])
def test_a_unit_with_digits_would_run_into_the_number(unit: str) -> None:
    assert not field().takes_unit(unit)
    assert field().takes_unit("万元")
