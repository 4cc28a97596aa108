"""Numbers of all kinds, and headings run in or on lines of their own."""

import pytest

from reading import cautions, read_document

HEAD = "某市关于推进工作的方案\n"


def outline(body: str) -> list[tuple[str, str]]:
    return [(section.path, section.title) for section in read_document(HEAD + body).sections]


def test_numbering_that_runs_on_across_parts() -> None:
    body = "一、甲\n（一）甲一。做。再做。\n（二）甲二。做。再做。\n二、乙\n（三）乙三。做。再做。\n"
    assert outline(body) == [
        ("一", "甲"),
        ("一/一", "甲一"),
        ("一/二", "甲二"),
        ("二", "乙"),
        ("二/三", "乙三"),
    ]


def test_numbering_that_starts_again_in_each_part() -> None:
    body = "一、甲\n（一）甲一。做好。\n二、乙\n（一）乙一。做好。\n"
    assert outline(body) == [("一", "甲"), ("一/一", "甲一"), ("二", "乙"), ("二/一", "乙一")]


def test_numbering_that_is_regular_needs_no_warning() -> None:
    body = (
        "一、甲\n（一）甲一。做好。\n1.子项。做好。\n2.子项。做好。\n"
        "二、乙\n（一）乙一。做好。\n3.子项。做好。\n"
    )
    assert [warning.message for warning in read_document(HEAD + body).warnings] == [cautions.NO_TASKS]


def test_sections_without_parts() -> None:
    assert outline("（一）甲。做好。\n（二）乙。做好。\n") == [("一", "甲"), ("二", "乙")]


def test_parts_up_to_thirty_that_hold_the_text() -> None:
    numbers = ["一", "二", "九", "十", "十一", "二十", "二十九", "三十"]
    body = "".join(f"{number}、标题{number}。正文内容。（科技局负责）\n" for number in numbers)
    document = read_document(HEAD + body)
    assert [section.path for section in document.sections] == numbers
    assert len(document.tasks) == len(numbers)


def test_arabic_items_through_the_whole_document() -> None:
    body = "1.甲。做好甲。\n（1）子项。做好。\n（2）子项。做好。\n2．乙。做好乙。\n3、丙。做好丙。\n"
    assert [path for path, _ in outline(body)] == ["1", "1/1", "1/2", "2", "3"]


def test_four_levels() -> None:
    body = "一、甲\n（一）乙\n1.丙\n（1）丁\n——戊。做好。\n二、己\n做好。\n"
    assert [path for path, _ in outline(body)] == ["一", "一/一", "一/一/1", "一/一/1/1", "一/一/1/1/1", "二"]


@pytest.mark.parametrize(
    "heading",
    ["（一）指导思想。坚持稳中求进工作总基调。", "（一）指导思想。\n坚持稳中求进工作总基调。",
     "（一）指导思想\n坚持稳中求进工作总基调。", "（一）指导思想　坚持稳中求进，立足新发展阶段工作。",
     "（一） 指导思想。 \n坚持稳中求进工作总基调。", "（一）指导思想：坚持稳中求进工作总基调。",
     "（一）指导思想：\n坚持稳中求进工作总基调。"],
)  # fmt: skip
def test_a_heading_is_parted_from_its_text(heading: str) -> None:
    document = read_document(f"{HEAD}一、总体要求\n{heading}\n（二）基本原则。坚持问题导向。聚焦重点。\n")
    section = document.sections[1]
    assert section.title == "指导思想"
    assert section.text.startswith("坚持稳中求进")


def test_a_heading_over_two_lines() -> None:
    body = "一、强化知识产权高质量发展政策配套\n实施与统计监测\n（一）甲。做好。\n二、其他工作\n做好。\n"
    assert outline(body)[0] == ("一", "强化知识产权高质量发展政策配套实施与统计监测")


def test_sections_of_one_sentence_have_no_heading() -> None:
    body = "一、营造环境\n" + "".join(
        f"（{number}）支持在试验区设置窗口，受理业务{number}。（商务部负责）\n" for number in "一二三四"
    )
    document = read_document(HEAD + body)
    assert [section.title for section in document.sections] == ["营造环境", "", "", "", ""]
    assert document.tasks[0].text == "支持在试验区设置窗口，受理业务一。"
    assert document.tasks[0].title == "支持在试验区设置窗口"


def test_a_full_stop_inside_quotes_ends_no_heading() -> None:
    body = "一、甲\n（一）推进“放管服。”改革《办法。》工作。做好改革。\n（二）乙。做好。\n"
    assert outline(body)[1] == ("一/一", "推进“放管服。”改革《办法。》工作")


def test_a_number_inside_a_sentence_at_a_line_start_opens_nothing() -> None:
    body = (
        "一、总体要求\n（一）统筹推进城乡融合发展，加快构建现代产业体系，着力推动第\n"
        "一、协调推进各项工作，落实好各项任务，确保如期完成目标。再做好各项保障工作。\n（二）乙。做好工作。\n"
    )
    assert [path for path, _ in outline(body)] == ["一", "一/一", "一/二"]


def test_a_number_that_jumps_is_told() -> None:
    document = read_document(HEAD + "一、甲\n做好。\n三、乙\n做好。\n")
    assert [section.path for section in document.sections] == ["一", "三"]
    assert [warning.message for warning in document.warnings] == [cautions.NUMBER_JUMPS, cautions.NO_TASKS]
    assert "三、" in str(document.warnings[0])


def test_a_number_that_stands_twice_gets_a_path_of_its_own_and_is_told() -> None:
    document = read_document(HEAD + "一、甲\n做好。\n二、乙\n做好。\n二、丙\n做好。\n")
    assert [section.path for section in document.sections] == ["一", "二", "二-2"]
    assert [warning.message for warning in document.warnings] == [cautions.NUMBER_TWICE, cautions.NO_TASKS]


def test_decimal_numbers_open_sections_and_figures_do_not() -> None:
    items = "1.准入\n1.1 推行一件事。整合环节。\n1.2 深化改革。\n1.3万户企业受益。\n2.审批\n2.1 联合验收。\n"
    paths = [section.path for section in read_document(f"某区工作要点\n一、任务\n{items}").sections]
    assert paths == ["一", "一/1", "一/1/1.1", "一/1/1.2", "一/2", "一/2/2.1"]
