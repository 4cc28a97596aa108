"""A table annexed to a plan joins it."""

import pytest

from reading import Document, cautions, read_document
from tests.reading.tables.documents import checked, duties, tabbed

PLAN = """\
某市关于推进工作的实施方案
一、总体要求
坚持统筹协调。
二、重点任务
（一）完善制度。健全体系，强化支撑。
（二）加强保护。严格执法，从严惩处。（市公安局负责）
（三）促进运用。推动转化，搭建平台。（市财政局牵头，市教育局配合）
"""
SIGNED = "某市人民政府\n2024年3月1日\n"
HEADER = ("序号", "任务", "牵头单位", "配合单位")


def read(*rows: tuple[str, ...], above: str = f"{SIGNED}附件：重点任务分工表\n") -> Document:
    text = PLAN + above + tabbed([HEADER, *rows])
    return checked(read_document(text), text)


def messages(document: Document) -> list[str]:
    return [warning.message for warning in document.warnings]


def test_a_row_that_says_a_task_of_the_plan_gives_it_its_owners() -> None:
    document = read(("1", "完善制度", "市科技局", "市司法局"), ("2", "加强保护", "市公安局", "市法院"))
    assert duties(document) == [
        ("二/一", ("市科技局",), ("市司法局",), "None"),
        ("二/二", ("市公安局",), ("市法院",), "None"),
        ("二/三", ("市财政局",), ("市教育局",), "None"),
    ]
    assert [section.path for section in document.sections] == ["一", "二", "二/一", "二/二", "二/三"]
    assert document.tasks[0].text == "健全体系，强化支撑。"
    assert messages(document) == []


def test_a_row_of_its_own_is_a_task_below_the_annex() -> None:
    document = read(("1", "完善制度", "市科技局", ""), ("9", "建设专门数据库。", "市档案局", ""))
    assert [section.path for section in document.sections][-2:] == ["附件", "附件/9"]
    assert duties(document)[-1] == ("附件/9", ("市档案局",), (), "None")
    assert document.title == "某市关于推进工作的实施方案"


def test_the_whole_text_of_a_task_is_the_task() -> None:
    document = read(
        ("5", "健全体系，强化支撑。", "市科技局", ""), ("6", "完善制度。健全体系，强化支撑", "市科技局", "")
    )
    assert [task.section for task in document.tasks] == ["二/一", "二/二", "二/三"]


def test_a_row_in_other_words_with_the_same_number_is_told() -> None:
    document = read(("一", "完善制度，健全体系，强化要素支撑", "市科技局", ""))
    assert duties(document)[0][:2] == ("二/一", ("市科技局",))
    warning = document.warnings[0]
    assert warning.message == cautions.ROW_TAKEN_FOR
    assert "强化要素支撑" in document.source[warning.starts_at : warning.ends_at]


def test_other_owners_are_told_and_those_of_the_text_kept() -> None:
    document = read(("2", "加强保护", "市科技局", "市公安局"))
    assert duties(document)[0][:3] == ("二/二", ("市公安局",), ())
    warning = document.warnings[0]
    assert warning.message == cautions.TABLE_DIFFERS
    assert "市科技局" in document.source[warning.starts_at : warning.ends_at]


def test_a_table_below_the_text_that_calls_itself_annexed() -> None:
    document = read(
        ("1", "完善制度", "市科技局", ""), ("9", "建设专库。", "市档案局", ""), above="附表：分工表\n"
    )
    assert [task.section for task in document.tasks] == ["二/一", "二/二", "二/三", "附表/9"]


@pytest.mark.parametrize("lead", ["公安局", "市公安局"])
def test_the_same_office_under_a_shorter_name_is_no_other(lead: str) -> None:
    document = read(("2", "加强保护", lead, ""))
    assert messages(document) == []
    assert document.tasks[0].lead == ("市公安局",)


def test_two_annexed_tables_have_paths_of_their_own() -> None:
    more = "附件2\n补充任务表\n" + tabbed([HEADER, ("1", "编制年鉴。", "市史志办", "")])
    text = (
        PLAN
        + SIGNED
        + "附件1\n分工表\n"
        + tabbed([HEADER, ("1", "建设专库。", "市档案局", "")])
        + "\n"
        + more
    )
    document = checked(read_document(text), text)
    assert [section.path for section in document.sections][-4:] == ["附件1", "附件1/1", "附件2", "附件2/1"]


def test_a_table_without_a_heading_is_an_annex() -> None:
    document = read(("1", "建设专库。", "市档案局", ""), above=SIGNED)
    assert [section.path for section in document.sections][-2:] == ["附表", "附表/1"]


def test_the_points_of_a_notice_are_not_the_plan_when_it_puts_out_a_table() -> None:
    text = (
        "某市人民政府关于印发《某市任务分工表》的通知\n各区人民政府：\n现印发给你们，并提出以下要求：\n"
        "一、加强领导。提高认识。\n二、强化督办。定期通报。\n" + SIGNED + "某市任务分工表\n"
    ) + tabbed([HEADER, ("1", "建设专库。", "市档案局", ""), ("2", "编制年鉴。", "市史志办", "")])
    document = checked(read_document(text), text)
    assert [section.path for section in document.sections] == ["1", "2"]
    assert document.title == "某市任务分工表"


def test_a_row_with_a_short_title_joins_the_section_of_that_title() -> None:
    text = (
        PLAN.replace("加强保护", "抓保护")
        + f"{SIGNED}附件：分工表\n"
        + tabbed([HEADER, ("7", "抓保护", "市公安局", "市法院")])
    )
    document = checked(read_document(text), text)
    assert ("二/二", ("市公安局",), ("市法院",), "None") in duties(document)
    assert not [section for section in document.sections if section.path.startswith("附件")]
