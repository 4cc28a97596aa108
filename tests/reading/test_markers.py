"""The printed numbers that open a section, and what only looks like one."""

import pytest

from reading import SectionKind
from reading.markers import read_marker


@pytest.mark.parametrize(
    ("line", "number", "kind"),
    [
        ("一、总体要求", "一", SectionKind.PART),
        ("三十、其他", "三十", SectionKind.PART),
        ("一 、总体要求", "一", SectionKind.PART),
        ("第一章 总则", "一", SectionKind.PART),
        ("第二部分 任务", "二", SectionKind.PART),
        ("（一）指导思想", "一", SectionKind.SECTION),
        ("(一)指导思想", "一", SectionKind.SECTION),
        ("（五十三）支持试点", "五十三", SectionKind.SECTION),
        ("（ 二十一 ）支持试点", "二十一", SectionKind.SECTION),
        ("1.拓展市场", "1", SectionKind.ITEM),
        ("1．拓展市场", "1", SectionKind.ITEM),
        ("１．拓展市场", "1", SectionKind.ITEM),
        ("1、拓展市场", "1", SectionKind.ITEM),
        ("21. 推广制度", "21", SectionKind.ITEM),
        ("（1）拓展市场", "1", SectionKind.ITEM),
        ("1）拓展市场", "1", SectionKind.ITEM),
        ("③拓展市场", "3", SectionKind.ITEM),
        ("——知识产权创造", "——", SectionKind.BULLET),
        ("—知识产权创造", "—", SectionKind.BULLET),
    ],
)
def test_a_number_opens_a_section(line: str, number: str, kind: SectionKind) -> None:
    marker = read_marker(line)
    assert marker
    assert (marker.number, marker.kind) == (number, kind)


@pytest.mark.parametrize(
    "line",
    [
        *("2021 年底，工作完成", "18.5 个月", "1.5亿元", "3、4月份", "一、二、三产业融合", "一些工作"),
        *(
            "（一）项规定的情形",
            "（一）至（三）项",
            "第一批",
            "第三方机构",
            "10%以上",
            "——",
            "一",
            "",
            "（TISC）",
        ),
        *("第一、二产业", "十四五规划", "0.工作", "（2021）年度"),
    ],
)
def test_what_only_looks_like_a_number(line: str) -> None:
    marker = read_marker(line)
    assert marker is None or line == "——"


@pytest.mark.parametrize(
    "title", ["目标任务", "项目管理", "节约用地", "及时响应", "和谐发展", "到2025年的目标", "款项拨付"]
)
def test_a_title_may_begin_like_a_reference(title: str) -> None:
    for printed in ("（二）", "（2）", "二、", "2."):
        marker = read_marker(printed + title)
        assert marker is not None
        assert marker.printed == printed


@pytest.mark.parametrize(
    "text", ["（二）项规定", "（二）款的", "（二）和（三）", "（二）至（四）", "（二）到（四）"]
)
def test_a_reference_opens_no_section(text: str) -> None:
    marker = read_marker(text)
    assert marker is None
