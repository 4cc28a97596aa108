"""Ranges that are to be held, as documents word them, and what only looks like one."""

import pytest

from reading import Comparator, cautions, read_document, to_json
from reading.goals.clauses import read_clause

RANGES = [
    ("城镇调查失业率控制在 3 % 至 5 % 之间", "城镇调查失业率", "3", "5", "%"),
    ("城镇调查失业率控制在3%至5%之间", "城镇调查失业率", "3", "5", "%"),
    ("群众满意度保持在95—100分", "群众满意度", "95", "100", "分"),
    ("群众满意度保持在９５——１００分", "群众满意度", "95", "100", "分"),
    ("失业率3%—5%之间", "失业率", "3", "5", "%"),
    ("失业率处于3%~5%区间", "失业率", "3", "5", "%"),
    ("失业率运行在3%–5%的区间内", "失业率", "3", "5", "%"),
    ("失业率控制在3%～5%范围内", "失业率", "3", "5", "%"),
    ("失业率控制在3%-5%以内", "失业率", "3", "5", "%"),
    ("失业率控制在百分之三至百分之五之间", "失业率", "3", "5", "%"),
    ("通胀率介于3%和5%之间", "通胀率", "3", "5", "%"),
    ("通胀率介于3%与5%之间", "通胀率", "3", "5", "%"),
    ("群众满意度在95分以上100分以下", "群众满意度", "95", "100", "分"),
    ("群众满意度达到95分以上、100分以下", "群众满意度", "95", "100", "分"),
    ("审查周期稳定在15到18个月", "审查周期", "15", "18", "个月"),
    ("占比保持在2个百分点～3个百分点", "占比", "2", "3", "个百分点"),
    ("占比提高2至3个百分点之间", "占比提高", "2", "3", "个百分点"),
    ("规模控制在9000亿元至1.2万亿元之间", "规模", "9000", "12000", "亿元"),
    ("规模保持在1—2万亿元", "规模", "1", "2", "万亿元"),
    ("融资规模控制在1,200—1,500亿元", "融资规模", "1200", "1500", "亿元"),
    ("企业数量稳定在3万至5万户", "企业数量", "3", "5", "万户"),
    ("能耗在1200至1300万吨标准煤之间", "能耗", "1200", "1300", "万吨标准煤"),
]


@pytest.mark.parametrize(("clause", "indicator", "value", "upper_value", "unit"), RANGES)
def test_a_range_to_hold(clause: str, indicator: str, value: str, upper_value: str, unit: str) -> None:
    goals = read_clause(clause)
    assert [
        (goal.indicator, goal.comparator, goal.value, goal.upper_value, goal.unit, goal.is_range)
        for goal in goals
    ] == [(indicator, Comparator.BETWEEN, value, upper_value, unit, False)]


@pytest.mark.parametrize(
    "clause",
    [
        *("2021—2025年", "规划期为2021—2025年", "在2021年至2025年之间完成", "落实第3至5条"),
        *("培育3—5家龙头企业", "在3至5家企业开展试点", "收入增长6%—8%", "失业率控制在5%—3%之间"),
        *("公众满意度和社会知晓率分别达到85%和90%", "审查周期从20个月缩短到15个月"),
        *("规模达到5亿元到2025年", "失业率控制在5.5%以内", "满意度保持在95分以上", "时限控制在3天至5%之间"),
    ],
)
def test_no_range_to_hold(clause: str) -> None:
    goals = read_clause(clause)
    assert Comparator.BETWEEN not in {goal.comparator for goal in goals}
    assert {goal.upper_value for goal in goals} <= {None}


def test_two_indicators_with_one_range() -> None:
    goals = read_clause("失业率和通胀率均控制在3%—5%之间")
    assert [(goal.indicator, goal.value, goal.upper_value) for goal in goals] == [
        ("失业率", "3", "5"),
        ("通胀率", "3", "5"),
    ]


def test_a_range_in_the_contract() -> None:
    document = read_document(
        "某市关于推进工作的方案\n一、主要目标\n失业率控制在 3 % 至 5 % 之间。企业数量超过1000家。\n"
    )
    assert [
        (target["comparator"], target["value"], target["upper_value"], target["unit"])
        for target in to_json(document)["targets"]
    ] == [("BETWEEN", "3", "5", "%"), ("MORE_THAN", "1000", None, "家")]
    assert cautions.GOAL_RANGE not in {warning.message for warning in document.warnings}
