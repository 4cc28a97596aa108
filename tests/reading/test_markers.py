"""The printed numbers that open a section, and what only looks like one."""

import pytest

from reading import SectionKind
from reading.markers import read_marker, read_markers


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


@pytest.mark.parametrize(
    ("before", "line", "number", "rest"),
    [
        ("11.甲。", "12.5G建设。", "12", "5G建设。"),
        ("10.甲。", "11.121项目。", "11", "121项目。"),
        ("4.甲。", "5.2024年底前完成。", "5", "2024年底前完成。"),
        ("9.甲。", "10.15分钟生活圈。", "10", "15分钟生活圈。"),
        ("9.甲。", "10.2小时通勤圈建设。", "10", "2小时通勤圈建设。"),
        ("1.甲。", "2.1+X体系。", "2", "1+X体系。"),
        ("7.甲。", "8.100个项目。", "8", "100个项目。"),
        ("11.甲。", "12.12345热线。", "12", "12345热线。"),
        ("4、甲。", "5、2024年底前完成。", "5", "2024年底前完成。"),
        ("（一）甲", "1.5G建设。", "1", "5G建设。"),
        ("１.甲。", "２．５G建设。", "2", "５G建设。"),
        ("甲。", "一、2024年工作目标", "一", "2024年工作目标"),
        ("一、甲。", "二、5G建设", "二", "5G建设"),
    ],
)
def test_a_digit_behind_the_mark_belongs_to_the_text_where_the_number_is_the_next(
    before: str, line: str, number: str, rest: str
) -> None:
    marker = read_markers([before, line]).of_lines[1]
    assert marker is not None
    assert (marker.number, line[marker.length :]) == (number, rest)


@pytest.mark.parametrize(
    ("before", "line", "is_doubtful"),
    [
        ("1.甲。", "1.2万件以上。", False),
        ("2.甲。", "3.5亿元以上。", True),
        ("4.甲。", "3.5亿元以上。", False),
        ("4、甲。", "5、6月底前完成。", True),
        ("2.甲。", "5、6月底前完成。", False),
        ("甲。", "2.5G建设。", False),
    ],
)
def test_a_figure_opens_no_section_and_is_doubted_where_its_number_is_the_next(
    before: str, line: str, *, is_doubtful: bool
) -> None:
    markers = read_markers([before, line])
    assert markers.of_lines[1] is None
    assert (1 in markers.doubtful) is is_doubtful


def test_items_begin_again_below_a_heading_with_a_digit_behind_the_mark() -> None:
    markers = read_markers(["（一）甲", "1.甲。", "2.乙。", "（二）乙", "1.5G建设。"]).of_lines
    assert markers[-1] is not None
    assert markers[-1].number == "1"


def test_decimal_numbers_stay_decimal_numbers() -> None:
    lines = ["1.准入", "1.1 推行", "1.2 深化", "2.审批", "2.1 联合", "2.2 并联", "3.1 其他"]
    read = [marker.number for marker in read_markers(lines).of_lines if marker]
    assert read == ["1", "1.1", "1.2", "2", "2.1", "2.2", "3.1"]


@pytest.mark.parametrize(
    ("line", "number", "value", "kind"),
    [
        ("㈠总体要求", "1", 1, SectionKind.SECTION),
        ("⒓拓展市场", "12", 12, SectionKind.ITEM),
        ("⑶拓展市场", "3", 3, SectionKind.ITEM),
        ("❷拓展市场", "2", 2, SectionKind.ITEM),
        ("㉑拓展市场", "21", 21, SectionKind.ITEM),
        ("㊱拓展市场", "36", 36, SectionKind.ITEM),
    ],
)
def test_numbers_of_one_character(line: str, number: str, value: int, kind: SectionKind) -> None:
    marker = read_marker(line)
    assert marker is not None
    assert (marker.number, marker.value, marker.kind) == (number, value, kind)


def test_a_number_without_a_mark_opens_a_heading_above_decimal_numbers() -> None:
    lines = [
        "1 突出产业",
        "1.1 聚焦链条",
        "1.2 培育集群",
        "2 创新方式",
        "2.1 推行招商",
        "3 家企业",
        "做好工作",
    ]
    read = [marker.number if marker else None for marker in read_markers(lines).of_lines]
    assert read == ["1", "1.1", "1.2", "2", "2.1", None, None]
