"""What the columns of a table become: labels, headings, parts of a task."""

from collections.abc import Sequence

import pytest

from reading.tables.headers import ColumnKind, column_of, is_known
from reading.tables.laying_out import lay_out
from tests.reading.tables.documents import read, tabbed


def lines(rows: Sequence[Sequence[str]]) -> list[str]:
    """The lines below the names of the columns."""
    return lay_out(tabbed(rows)).text.splitlines()[1:]


def test_persons_stand_behind_the_offices_and_before_the_time() -> None:
    rows = [
        ("序号", "任务", "责任领导", "牵头部门", "责任部门", "指导部门", "完成时限"),
        ("1", "完善制度。", "张三", "市科技局", "市财政局", "省科技厅", "6月底"),
    ]
    assert lines(rows)[1] == (
        "牵头部门：市科技局；责任部门：市财政局；指导部门：省科技厅；责任领导：张三；完成时限：6月底"
    )


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        (("序号", "任务", "责任分工", ""), ("〃", "〃", "牵头单位", "配合单位")),
        (("序号", "任务", "责任单位", ""), ("", "", "牵头", "配合")),
        (("序号", "任务", "责任单位", "〃"), ("〃", "〃", "牵头单位", "协助单位")),
    ],
)
def test_two_rows_of_names(upper: tuple[str, ...], lower: tuple[str, ...]) -> None:
    task = read(tabbed([upper, lower, ("1", "完善制度。", "市科技局", "市财政局")])).tasks[0]
    assert (task.lead, task.support) == (("市科技局",), ("市财政局",))


def test_a_number_over_rows_with_texts_of_their_own_has_several_tasks() -> None:
    rows = [
        ("序号", "任务", "措施", "责任单位"),
        ("1", "完善制度", "制定办法。", "市科技局"),
        ("〃", "〃", "开展培训。", "〃"),
        ("〃", "〃", "加强督查。", "市财政局"),
    ]
    assert [(task.section, task.lead) for task in read(tabbed(rows)).tasks] == [
        ("二/1", ("市科技局",)),
        ("二/1", ("市科技局",)),
        ("二/1", ("市财政局",)),
    ]


def test_a_number_over_rows_that_only_name_further_owners_is_one_task() -> None:
    rows = [("序号", "任务", "责任单位"), ("1", "完善制度。", "市科技局"), ("〃", "〃", "市财政局")]
    assert [task.lead for task in read(tabbed(rows)).tasks] == [("市科技局", "市财政局")]


def test_a_category_with_a_number_is_a_heading_and_another_a_part_of_the_text() -> None:
    numbered = [
        ("类别", "序号", "任务", "责任单位"),
        ("（一）创造", "1", "完善制度。", "市科技局"),
        ("〃", "2", "加强保护。", "市公安局"),
    ]
    assert [task.section for task in read(tabbed(numbered)).tasks] == ["二/一/1", "二/一/2"]
    plain = [("类别", *numbered[0][1:]), ("创造", *numbered[1][1:]), numbered[2]]
    document = read(tabbed(plain))
    assert [task.section for task in document.tasks] == ["二/1", "二/2"]
    assert "类别：创造" in document.tasks[0].text


@pytest.mark.parametrize(
    ("cell", "note"),
    [
        ("牵头单位：市科技局↵配合单位：市财政局", "牵头单位：市科技局；配合单位：市财政局"),
        ("牵头：市科技局↵配合：市财政局", "牵头单位：市科技局；配合单位：市财政局"),
        ("市市场↵监管局", "责任单位：市市场监管局"),
        ("市科技局 市财政局", "责任单位：市科技局、市财政局"),
    ],
)
def test_what_a_cell_of_owners_says(cell: str, note: str) -> None:
    assert lines([("任务", "责任单位"), ("完善制度。", cell)])[-1] == note


@pytest.mark.parametrize(
    ("number", "section"),
    [("1", "二/1"), ("01", "二/1"), ("２", "二/2"), ("一", "二/一"), ("（三）", "二/三"), ("1-2", "二/1.2")],
)
def test_the_number_of_a_row(number: str, section: str) -> None:
    rows = [("序号", "任务", "责任单位"), (number, "完善制度。", "市科技局")]
    assert [task.section for task in read(tabbed(rows)).tasks] == [section]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        *(("序号", ColumnKind.NUMBER), ("重点任务", ColumnKind.TEXT), ("牵头单位", ColumnKind.OWNERS)),
        *(("责任单位（部门）", ColumnKind.OWNERS), ("配合", ColumnKind.OWNERS), ("责 任", ColumnKind.OWNERS)),
        *(("责任领导", ColumnKind.PEOPLE), ("分管市领导", ColumnKind.PEOPLE), ("联系人", ColumnKind.PEOPLE)),
        *(("完成时限", ColumnKind.TIME), ("进度要求", ColumnKind.TIME), ("指导部门", ColumnKind.OWNERS)),
        *(("责任单位及责任人", ColumnKind.OWNERS), ("任务分工", ColumnKind.OWNERS)),
    ],
)
def test_what_a_column_of_a_name_holds(name: str, kind: ColumnKind) -> None:
    assert column_of(name).kind is kind


@pytest.mark.parametrize("name", ["市科技局", "完善制度", "一、任务", "任务是完善制度", "姓名", ""])
def test_what_is_the_name_of_no_column(name: str) -> None:
    assert not is_known(name)


@pytest.mark.parametrize("header", ["姓名\t单位\t联系人", "项目名称\t负责人\t联系电话", "阶段\t时间\t内容"])
def test_a_table_that_shares_out_no_duties(header: str) -> None:
    assert not lay_out(f"{header}\n甲\t乙\t丙").tables


def test_rows_are_counted_beyond_a_thousand() -> None:
    rows = [
        ("序号", "任务", "责任单位"),
        *((str(n), f"完善第{n}项制度。", "市科技局") for n in range(998, 1003)),
    ]
    assert [task.section for task in read(tabbed(rows)).tasks] == [f"二/{n}" for n in range(998, 1003)]
