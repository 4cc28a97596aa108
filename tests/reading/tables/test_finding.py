"""Tables that were typed: with tabs, bars, blanks, or one cell a line."""

from collections.abc import Callable, Sequence
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reading import Document, DocumentError, cautions, read_document
from tests.reading.tables import documents
from tests.reading.tables.documents import HEADER, READ, ROWS, WAYS, checked, duties, plan, read

Way = Callable[[Sequence[Sequence[str]]], str]
ways = pytest.mark.parametrize("way", WAYS.values(), ids=WAYS.keys())
FILLED = [row[:4] for row in ROWS]


def messages(document: Document) -> list[str]:
    return [warning.message for warning in document.warnings]


@ways
def test_each_row_is_a_task(way: Way) -> None:
    document = read(way([HEADER, *ROWS]))
    assert duties(document) == READ
    assert [section.path for section in document.sections] == ["一", "二", "二/1", "二/2", "二/3", "三"]
    assert messages(document) == []


@ways
def test_the_table_is_given_as_printed(way: Way) -> None:
    document = read(way([HEADER, *ROWS]))
    table = document.tables[0]
    assert table.rows == (HEADER, *ROWS)
    assert (table.header_rows, table.is_read, table.section) == (1, True, "二")
    printed = document.source[table.starts_at : table.ends_at]
    assert printed.strip().startswith(("序号", "| 序号"))
    assert printed.rstrip().endswith(("长期坚持", "长期坚持 |"))


@ways
def test_the_words_of_a_section_lead_to_the_cell(way: Way) -> None:
    document = read(way([HEADER, *ROWS]))
    section = document.sections[3]
    at = section.source_offset(section.text.index("市公安局"))
    assert document.source[at : at + 4] == "市公安局"


@ways
def test_a_table_that_is_the_whole_document(way: Way) -> None:
    text = "某市2022年重点任务分工表\n" + way([HEADER, *ROWS])
    document = checked(read_document(text), text)
    assert [section.path for section in document.sections] == ["1", "2", "3"]
    assert document.title == "某市2022年重点任务分工表"


@ways
def test_the_first_row_behind_an_attachment_line_is_a_task(way: Way) -> None:
    text = "某市2022年重点任务分工表\n附件：\n" + way([HEADER, *ROWS])
    assert len(checked(read_document(text), text).tasks) == 3


@ways
def test_the_header_again_on_the_next_page(way: Way) -> None:
    first, second = way([HEADER, *ROWS[:2]]), way([HEADER, *ROWS[2:]])
    assert duties(read(f"{first}\n— 1 —\n\f{second}")) == READ


@pytest.mark.parametrize("name", ["tabs", "markdown", "bars", "aligned"])
def test_an_empty_cell_names_nobody(name: str) -> None:
    rows = [HEADER, ("1", "完善制度。", "市科技局", "", "2022年6月底"), ROWS[1]]
    assert duties(read(WAYS[name](rows)))[0] == ("二/1", ("市科技局",), (), "2022-06-30")


@pytest.mark.parametrize("name", ["tabs", "markdown"])
def test_the_lines_of_a_cell(name: str) -> None:
    sign = "<br>" if name == "markdown" else "↵"
    rows = [HEADER, ("1", f"完善制度。{sign}健全体系。", f"市科技局{sign}市财政局", "无", "长期")]
    task = read(WAYS[name](rows)).tasks[0]
    assert task.lead == ("市科技局", "市财政局")
    assert "健全体系。" in task.text


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_line_ends_in_the_cells_of_a_copied_workbook(end: str) -> None:
    row = f'1\t"完善制度。{end}健全体系。"\t"市科技局{end}市财政局"\t市司法局\t长期'
    document = read(end.join(["\t".join(HEADER), row, "\t".join(ROWS[1])]))
    assert [task.lead for task in document.tasks] == [("市科技局", "市财政局"), ("市市场监管局",)]
    assert document.tables[0].rows[1][2] == "市科技局\n市财政局"


def test_a_cell_that_goes_on_from_above() -> None:
    rows = [HEADER, ROWS[0], ("2", "加强保护。", "〃", "同上", "2022年12月底")]
    assert duties(read(documents.tabbed(rows)))[1] == (
        *("二/2", ("市科技局",), ("市财政局", "市司法局"), "2022-12-31"),
    )


def test_a_row_that_names_nobody_is_told_where_merged_cells_left_no_sign() -> None:
    rows = [("序号", "任务", "责任单位"), ("1", "完善制度。", "市科技局"), ("2", "加强保护。", "")]
    document = read(documents.tabbed(rows))
    warning = document.warnings[0]
    assert warning.message == cautions.ROW_UNOWNED
    assert document.source[warning.starts_at : warning.ends_at] == "2\t加强保护。"[2:]


def test_a_drawn_table_whose_cells_take_several_lines() -> None:
    table = (
        "┌──┬────┬────┐\n│序号│任务    │责任单位│\n├──┼────┼────┤\n"
        "│1   │完善制度│市科技  │\n│    │体系。  │局      │\n├──┼────┼────┤\n"
        "│2   │加强保护│市公安局│\n└──┴────┴────┘"
    )
    document = read(table)
    assert [(task.text, task.lead) for task in document.tasks] == [
        ("完善制度体系。", ("市科技局",)),
        ("加强保护", ("市公安局",)),
    ]


def test_cells_that_go_on_below_in_their_column() -> None:
    table = (
        "序号  任务              牵头单位    配合单位\n"
        "1     完善制度，建立    市科技局    市财政局、\n"
        "      健全体系                      市司法局\n"
        "2     加强保护          市公安局    市教育局"
    )
    assert [(task.text, task.support) for task in read(table).tasks] == [
        ("完善制度，建立健全体系", ("市财政局", "市司法局")),
        ("加强保护", ("市教育局",)),
    ]


def test_a_heading_between_the_rows() -> None:
    rows = [*ROWS[:1], ROWS[1]]
    table = documents.tabbed([HEADER, *rows]) + "\n（二）强化运用\n" + "\t".join(ROWS[2])
    document = read(table)
    assert [section.path for section in document.sections][-3:] == ["二/二", "二/二/3", "三"]


def test_a_row_with_too_few_lines_is_read_by_its_words_and_told() -> None:
    table = "序号\n任务\n牵头单位\n配合单位\n1\n完善制度。\n市科技局\n2\n加强保护。\n市公安局\n市教育局"
    document = read(table)
    assert duties(document)[0][:3] == ("二/1", ("市科技局",), ())
    assert messages(document) == [cautions.ROW_UNFIT]


@pytest.mark.parametrize(
    ("row", "lead", "is_told"),
    [
        ("1\t完善制度。\t市科技局", ("市科技局",), False),
        ("完善制度。\t市科技局\t市财政局\t2022年6月底", ("市科技局",), True),
        ("1\t完善制度。\t市科技局\t市财政局\t长期\t另行通知", ("市科技局",), True),
        ("1\t完善制度。\t2022年6月底", (), True),
    ],
)
def test_a_row_with_too_few_or_too_many_cells(row: str, lead: tuple[str, ...], is_told: bool) -> None:
    document = read("\t".join(HEADER) + f"\n{row}\n" + "\t".join(ROWS[1]))
    assert (document.tasks[0].lead == lead) is bool(lead)
    doubts = [warning for warning in document.warnings if warning.message == cautions.ROW_UNFIT]
    assert [document.source[doubt.starts_at : doubt.ends_at] in row for doubt in doubts] == [True] * is_told


def test_a_title_above_stacked_names_is_no_column() -> None:
    text = "某市\n工作要点\n任务\n责任单位\n完善制度。\n市科技局\n加强保护。\n市公安局"
    document = checked(read_document(text), text)
    assert [(task.section, task.lead) for task in document.tasks] == [
        ("1", ("市科技局",)),
        ("2", ("市公安局",)),
    ]


@pytest.mark.parametrize(
    "table",
    [
        "负责部门划分\t甲\t乙\n丙\t丁\t戊\n己\t庚\t辛",
        "事项  由谁牵头  说明\n甲  乙  丙\n丁  戊  己",
        "1\t完善制度体系\t市科技局\n2\t加强保护工作\t市公安局",
        "序号\n任务\n责任单位\n另有规定的从其规定，本表不再列出。",
    ],
)
def test_a_table_that_may_share_out_duties_is_told_where_it_stands(table: str) -> None:
    document = read(table)
    doubts = [warning for warning in document.warnings if warning.message == cautions.TABLE_UNREAD]
    assert [document.source[doubt.starts_at : doubt.ends_at][:4] for doubt in doubts] == [table[:4]]
    assert not document.tables[0].is_read


def test_another_table_is_given_and_not_doubted() -> None:
    document = read("指标\t单位\t目标\n企业数\t家\t100\n专利数\t件\t200")
    assert [(table.is_read, len(table.rows)) for table in document.tables] == [(False, 3)]
    assert messages(document) == [cautions.NO_TASKS]


@pytest.mark.parametrize(
    "lines",
    [
        "1.\t完善制度。\n2.\t加强保护。\n3.\t促进运用。",
        "市科技局　　市财政局\n2022年3月1日　　2022年3月1日",
        "首页 | 政务公开",
        "　　工作任务　要抓紧落实。",
        "联系人：张三\t电话：123",
        "责任单位\n市科技局",
    ],
)
def test_lines_that_are_no_table(lines: str) -> None:
    document = read(lines)
    assert document.tables == ()
    assert cautions.TABLE_UNREAD not in messages(document)


def test_what_stands_below_a_table_is_none_of_its_last_row() -> None:
    document = read(documents.tabbed([HEADER, *ROWS]) + "\n注：以上任务按季度调度。")
    assert duties(document) == READ
    assert document.sections[4].text.endswith("注：以上任务按季度调度。")


cells = st.text(alphabet="甲乙丙任务局委、。|\t 　\n1一（）〃↵", max_size=12)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(list(WAYS.values())), st.lists(st.lists(cells, min_size=4, max_size=4), max_size=6))
def test_any_cells_are_read_and_nothing_is_lost(way: Way, rows: list[list[str]]) -> None:
    text = plan(way([HEADER[:4], *rows, FILLED[0]]))
    checked(read_document(text), text)


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_a_table_cut_anywhere_is_read_and_nothing_is_lost(data: st.DataObject) -> None:
    text = plan(data.draw(st.sampled_from(list(WAYS.values())))([HEADER, *ROWS]))
    begin = data.draw(st.integers(0, len(text)))
    text = text[:begin] + text[begin + data.draw(st.integers(0, 12)) :]
    with suppress(DocumentError):
        checked(read_document(text), text)


def test_names_below_a_title_are_all_the_names_there_are() -> None:
    text = "某市\n工作要点\n任务\n责任单位\n完善制度。\n市科技局\n加强保护。\n市公安局"
    document = read_document(text)
    assert document.tables[0].rows[0] == ("任务", "责任单位")
    assert document.title == "某市工作要点"


def test_rows_that_are_counted_anew_in_the_next_table() -> None:
    table = documents.tabbed([HEADER, *ROWS[:2], ("3", "促进运用", "", "", "")])
    text = f"某市任务分工表\n{table}\n{table}"
    document = checked(read_document(text), text)
    assert [section.path for section in document.sections] == ["1", "2", "3", "1-2", "2-2", "3-2"]


def test_a_section_begins_where_its_row_does() -> None:
    document = read(documents.piped([HEADER, *ROWS]))
    assert document.source[document.sections[3].starts_at :].startswith("| 2 | 加强保护")
