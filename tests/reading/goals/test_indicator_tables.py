"""Tables of indicators, and tables that are none."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from reading import FigureLeftOut, TableRead, cautions, read_document
from reading.goals import reasons
from reading.goals.indicator_tables import goal_rows, goals_in_table, with_table_goals

HEAD = ("指标", "单位", "目标值")
Rows = Sequence[Sequence[str]]


def goals_of(rows: Rows, header_rows: int = 1, year: int | None = 2021) -> list[tuple[str, ...]]:
    return [
        (
            row.indicator,
            row.comparator.name if row.comparator else "",
            row.value or "",
            row.upper_value or "",
            row.unit or "",
        )
        for row in goal_rows(rows, header_rows, year)
    ]


@pytest.mark.parametrize(
    ("row", "goal"),
    [
        (("网上可办率", "%", "≥95"), ("网上可办率", "AT_LEAST", "95", "", "%")),
        (("审查周期", "个月", "≤18.5"), ("审查周期", "AT_MOST", "18.5", "", "个月")),
        (("审查周期", "个月", "18.5以内"), ("审查周期", "AT_MOST", "18.5", "", "个月")),
        (("失业率", "%", "3—5"), ("失业率", "BETWEEN", "3", "5", "%")),
        (("失业率", "%", "5.5左右"), ("失业率", "HOLD_AT", "5.5", "", "%")),
        (("规模", "亿元", ">1,200"), ("规模", "MORE_THAN", "1200", "", "亿元")),
        (("覆盖率", "%", "100"), ("覆盖率", "ALL", "100", "", "%")),
        (("1.质押融资额（亿元）", "", "2400以上"), ("质押融资额", "AT_LEAST", "2400", "", "亿元")),
        (("企业 数量", "", "1000家"), ("企业数量", "AT_LEAST", "1000", "", "家")),
        (("研发经费", "—", "增长8%以上"), ("研发经费增长", "AT_LEAST", "8", "", "%")),
        (("满意度", "分", "较高水平"), ("满意度", "QUALITATIVE", "", "", "")),
        (("企业数", "家", "若干"), ("企业数", "", "", "", "")),
    ],
)
def test_a_row_is_a_goal(row: tuple[str, ...], goal: tuple[str, ...]) -> None:
    if goal[0] == "研发经费增长":
        goal = ("研发经费", *goal[1:])
    assert goals_of([HEAD, row]) == [goal]


@pytest.mark.parametrize(
    ("heads", "value"),
    [
        (("序号", "主要指标", "2020年实际", "2021年目标", "2025年目标"), "12"),
        (("序号", "指标名称", "2020年", "2021年", "2025年"), "12"),
        (("序号", "指标名称", "基期值", "目标值", "属性"), "12"),
    ],
)
def test_of_several_years_that_of_the_plan_counts(heads: tuple[str, ...], value: str) -> None:
    rows = [heads, ("1", "企业数（家）", "10", "12", "15")]
    assert [row.value for row in goal_rows(rows, 1, 2021)] == [value]


def test_without_the_year_of_the_plan_the_last_one_counts() -> None:
    rows = [("指标", "2022年", "2025年"), ("企业数（家）", "12", "15")]
    assert [row.value for row in goal_rows(rows, 1, 2021)] == ["15"]


def test_a_heading_of_two_rows_is_read_together() -> None:
    rows = [("指标", "单位", "目标", ""), ("", "", "2021年", "2025年"), ("企业数", "家", "12", "15")]
    assert goals_of(rows, 2) == [("企业数", "AT_LEAST", "12", "", "家")]


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [("序号", "任务", "责任方"), ("1", "建设", "甲局")],
        [("指标", "权重"), ("企业数", "12")],
        [HEAD],
        [HEAD, ("", "家", "12"), ("企业数", "家", "—"), ("企业数",)],
    ],
)
def test_other_tables_set_no_goals(rows: Rows) -> None:
    assert goals_of(rows) == []


def table(*rows: tuple[str, ...]) -> TableRead:
    return TableRead((HEAD, *rows), 1, is_read=False, section="一", starts_at=20, ends_at=40)


def test_a_bare_number_of_what_is_better_low_is_doubted_at_the_table() -> None:
    targets, left_out, warnings = goals_in_table(
        table(("审查周期", "个月", "18.5"), ("企业数", "家", "9")), 2021
    )
    assert [(goal.section, goal.comparator.name, goal.reason) for goal in targets] == [
        ("一", "AT_MOST", reasons.IN_TABLE),
        ("一", "AT_LEAST", reasons.IN_TABLE),
    ]
    assert [(doubt.message, doubt.starts_at, doubt.ends_at) for doubt in warnings] == [
        (cautions.GOAL_DIRECTION, 20, 40)
    ]
    assert left_out == []


def test_a_row_whose_value_cannot_be_read_is_left_out_with_the_reason() -> None:
    assert goals_in_table(table(("企业数", "家", "若干")), 2021)[:2] == (
        [],
        [FigureLeftOut("一", "企业数｜家｜若干", reasons.IN_TABLE_UNREAD)],
    )


def test_the_goals_of_a_table_stand_in_the_document_in_place_of_its_laid_out_text() -> None:
    read = read_document(
        "某市2021年工作要点\n一、主要目标\n企业数 家 9。\n力争覆盖率达到95%。\n二、其他\n做。\n"
    )
    assert [figure.text for figure in read.figures_left_out] == ["企业数家 9"]
    document = with_table_goals(replace(read, tables=(table(("企业数", "家", "9")),)))
    assert [goal.indicator for goal in document.targets] == ["覆盖率", "企业数"]
    assert document.figures_left_out == ()
