"""Which lines make a paragraph, which open a section, and which look as if they did."""

import pytest

from reading import SpanKind, cautions, read_document

HEAD = "某市关于推进工作的方案\n"
WRAPPED = (
    "一、总体要求\n统筹推进城乡融合发展，加快构建现代产业体系，着力推动高\n质量发展，全面落实好各项重点任务，确保如期完成年度目标\n"
    "任务。\n二、主要工作\n统筹推进城乡融合发展，加快构建现代产业体系，着力推动高\n质量发展，全面落实好各项重点任务，确保如期完成年度目标\n任务。\n"
)


def paths(text: str) -> list[str]:
    return [section.path for section in read_document(text).sections]


def unread(text: str) -> list[str]:
    """The words of the lines that look numbered and were read as text."""
    return [
        text[warning.starts_at : warning.ends_at]
        for warning in read_document(text).warnings
        if warning.message == cautions.NUMBER_UNREAD
    ]


def test_a_number_in_an_open_sentence_is_told_where_it_stands() -> None:
    text = (
        HEAD
        + WRAPPED
        + "三、统筹推进城乡融合发展，加快构建现代产业体系，着力推动高，\n七、质量发展，全面落实好。\n"
    )
    assert paths(text) == ["一", "二", "三"]
    assert unread(text) == ["七、质量发展，全面落实好。"]


def test_a_reference_in_an_open_sentence_is_not_told() -> None:
    text = (
        HEAD
        + WRAPPED
        + "三、统筹推进城乡融合发展，加快构建现代产业体系，落实好方案第\n七、质量发展，全面落实好。\n"
    )
    assert unread(text) == []


def test_a_figure_that_a_line_begins_with_is_no_item() -> None:
    text = (
        f"{HEAD}{WRAPPED}三、其他\n1.甲。做好。\n2.乙。统筹推进城乡融合发展，加快构建现代产业，总投资达到\n"
        "3.5万平方米以上。\n"
    )
    assert paths(text) == ["一", "二", "三", "三/1", "三/2"]
    assert unread(text) == []


def test_a_figure_in_an_open_sentence_is_no_item_though_its_number_is_the_next() -> None:
    text = (
        f"{HEAD}{WRAPPED}三、其他\n1.甲。做好。\n2.乙。统筹推进城乡融合发展，加快构建现代产业，总里程达到\n"
        "3.5公里以上。\n"
    )
    assert paths(text) == ["一", "二", "三", "三/1", "三/2"]
    assert unread(text) == []


def test_a_figure_with_the_next_number_is_told_where_a_sentence_ended() -> None:
    text = HEAD + "一、任务\n1.甲。做好。\n2.乙。做好。\n3.5亿元专项资金用于补助。\n"
    assert paths(text) == ["一", "一/1", "一/2"]
    assert unread(text) == ["3.5亿元专项资金用于补助。"]


@pytest.mark.parametrize(
    "note",
    [
        "（牵头部门：市教育局；配合部门：市科技局，各乡（镇）人民政府）",
        "（市教育局牵头，市科技局指导）",
        "牵头单位：市教育局",
        "责任领导：李文博　责任单位：市教育局",
    ],
)
def test_a_bullet_below_a_note_opens_a_section(note: str) -> None:
    text = f"{HEAD}一、任务\n——做好甲事。统筹推进，加快构建现代产业体系。{note}\n——做好乙事。统筹推进。\n"
    assert paths(text) == ["一", "一/1", "一/2"]
    own_line = f"{HEAD}一、任务\n——做好甲事。统筹推进，加快构建。\n{note}\n——做好乙事。统筹推进。\n"
    assert paths(own_line) == ["一", "一/1", "一/2"]


@pytest.mark.parametrize("break_", ["\n— 2 —\n", "\f"])
def test_a_heading_above_a_page_break_ends_there(break_: str) -> None:
    heading = "　　（一）做好开放工作，形成合力"
    rest = "　　推广先进经验。做好。\n　　（二）乙。做好。再做好。\n"
    text = f"{HEAD}　　一、任务\n{heading}{break_}{rest}"
    assert read_document(text).sections[1].title == "做好开放工作，形成合力"


@pytest.mark.parametrize("count", [1, 2, 3])
def test_the_title_at_the_head_of_each_page_is_furniture(count: int) -> None:
    page = f"\n— 1 —\n{HEAD}做到应改尽改，"
    text = f"{HEAD}一、任务\n（一）甲。做好甲事，{page * count}做完。\n（二）乙。做好。再做好。\n"
    document = read_document(text)
    assert document.sections[1].text == "做好甲事，" + "做到应改尽改，" * count + "做完。"
    furniture = "".join(
        text[span.starts_at : span.ends_at] for span in document.spans if span.kind is SpanKind.FURNITURE
    )
    assert furniture.count(HEAD.strip()) == count


def test_a_sentence_below_a_heading_is_no_part_of_it() -> None:
    text = (
        HEAD
        + "一、任务\n（一）夯实数据资源共享，形成合力\n各方面要各负其责、密切协作。\n（二）乙。做。再做。\n"
    )
    assert read_document(text).sections[1].title == "夯实数据资源共享，形成合力"


@pytest.mark.parametrize("title", ["强化要素支撑", "完善5G网络建设"])
def test_a_very_short_first_sentence_is_a_heading_among_sections_without(title: str) -> None:
    plain = "".join(
        f"{number}.支持在试验区设置窗口，受理业务{number}。（商务部负责）\n" for number in range(1, 9)
    )
    document = read_document(f"{HEAD}一、任务\n{plain}9.{title}。依托平台，打通信息壁垒。（商务部负责）\n")
    assert [section.title for section in document.sections[1:]] == [""] * 8 + [title]


def test_doubts_about_numbers_stand_on_the_numbers() -> None:
    text = HEAD + "一、甲\n做好。\n三、乙\n做好。\n三、丙\n做好。\n"
    places = {
        warning.message: (warning.starts_at, text[warning.starts_at : warning.ends_at])
        for warning in read_document(text).warnings
    }
    assert places[cautions.NUMBER_JUMPS] == (text.index("三、乙"), "三、")
    assert places[cautions.NUMBER_TWICE] == (text.index("三、丙"), "三、")


def test_a_document_without_tasks_says_so() -> None:
    assert cautions.NO_TASKS in [one.message for one in read_document(HEAD + "一、甲\n做好。\n").warnings]
    owned = read_document(HEAD + "一、甲\n做好。（乙局负责）\n")
    assert cautions.NO_TASKS not in [one.message for one in owned.warnings]
