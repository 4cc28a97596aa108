"""Tables that share out duties, and tables that only lay out."""

from collections.abc import Sequence

import pytest

from reading import Document, DocumentError, read_document, read_source
from reading.tables import limits
from reading.tables.laying_out import lay_out
from tests.reading.sources import making

BEFORE = ["某市重点任务分工方案", "一、总体要求", "坚持统筹协调。", "二、任务分工"]
HEADER = ["序号", "工作任务", "牵头单位", "配合单位", "完成时限"]


def read(rows: Sequence[Sequence[str]]) -> Document:
    return read_document(read_source(making.table(rows, BEFORE)))


def lines(rows: Sequence[Sequence[str]]) -> list[str]:
    """The lines that a table is laid out as."""
    return lay_out(read_source(making.table(rows))).text.replace("\u2029", "").splitlines()


def printed(rows: Sequence[Sequence[str]]) -> list[str]:
    """The lines of a table in the source."""
    return read_source(making.table(rows)).split("\u2029\n")[:-1]


def test_a_row_is_a_line_of_the_source_with_tabs_between_its_cells() -> None:
    rows = [
        ["序号", "任务", "责任单位", "<"],
        ["1", "完善\n制度", "市科技局", ""],
        ["^", "加强保护", "^", "省厅"],
    ]
    assert printed([["分工", "<", "<", "<"], *rows]) == [
        "分工",
        "序号\t任务\t责任单位\t",
        "1\t完善↵制度\t市科技局\t",
        "〃\t加强保护\t〃\t省厅",
    ]


def test_a_table_of_a_file_as_it_is_shown() -> None:
    document = read([["序号", "任务", "责任单位"], ["1", "完善\n制度", "市科技局"], ["2", "加强保护", "^"]])
    table = document.tables[0]
    assert table.rows[1:] == (("1", "完善\n制度", "市科技局"), ("2", "加强保护", "〃"))
    assert (table.header_rows, table.is_read, table.section) == (1, True, "二")
    assert document.source[table.starts_at :].startswith("序号\t任务")


def test_each_row_is_an_item_with_its_owners() -> None:
    document = read(
        [
            HEADER,
            ["1", "完善制度。建立健全制度体系。", "市科技局", "市财政局、市司法局", "2022年6月底"],
            ["2", "加强保护。严格执法。", "市市场监管局", "", "2022年12月底"],
        ]
    )
    assert [(task.section, task.lead, task.support, str(task.due_on)) for task in document.tasks] == [
        ("二/1", ("市科技局",), ("市财政局", "市司法局"), "2022-06-30"),
        ("二/2", ("市市场监管局",), (), "2022-12-31"),
    ]
    assert [task.text for task in document.tasks] == ["建立健全制度体系。", "严格执法。"]


def test_the_lines_that_a_row_becomes() -> None:
    row = ["一", "完善制度", "市科技局。", "市财政局\n市司法局", "长期坚持"]
    assert lines([HEADER, row]) == [
        "序号\u3000工作任务\u3000牵头单位\u3000配合单位\u3000完成时限",
        "一、完善制度",
        "牵头单位：市科技局；配合单位：市财政局、市司法局；完成时限：长期坚持",
    ]


def test_an_owner_cell_over_several_rows_covers_each() -> None:
    document = read(
        [
            ["序号", "工作任务", "责任单位"],
            ["1", "完善制度。", "市科技局"],
            ["2", "加强保护。", "^"],
            ["3", "促进运用。", "市财政局"],
        ]
    )
    assert [(task.section, task.lead) for task in document.tasks] == [
        *(("二/1", ("市科技局",)), ("二/2", ("市科技局",)), ("二/3", ("市财政局",)))
    ]


def test_a_task_cell_over_several_rows_stands_once() -> None:
    rows = [
        ["序号", "重点任务", "具体举措", "责任单位"],
        ["1", "完善制度", "制定办法。", "市科技局"],
        ["^", "^", "开展培训。", "市人社局"],
    ]
    assert lines(rows)[1:] == [
        *("1.完善制度", "具体举措：制定办法。", "责任单位：市科技局"),
        *("具体举措：开展培训。", "责任单位：市人社局"),
    ]
    document = read(rows)
    assert [(task.section, task.lead) for task in document.tasks] == [
        ("二/1", ("市科技局",)),
        ("二/1", ("市人社局",)),
    ]


def test_rows_without_number_column_are_counted() -> None:
    rows = [["任务", "责任单位"], ["完善制度。", "市科技局"], ["加强保护。", ""], ["促进运用。", "市财政局"]]
    assert [(task.section, task.lead) for task in read(rows).tasks] == [
        ("二/1", ("市科技局",)),
        ("二/3", ("市财政局",)),
    ]


def test_rows_that_bring_their_number_along_keep_it() -> None:
    rows = [["任务", "责任单位"], ["（一）完善制度。", "市科技局"], ["（二）加强保护。", "市公安局"]]
    assert [task.section for task in read(rows).tasks] == ["二/一", "二/二"]
    assert lines([["序号", "任务", "责任单位"], ["1", "1.完善制度", "市科技局"]])[1] == "1.完善制度"


def test_a_header_of_two_rows() -> None:
    rows = [
        ["序号", "任务", "责任单位", "<"],
        ["^", "^", "牵头", "配合"],
        ["1", "完善制度。", "市科技局", "市财政局"],
    ]
    task = read(rows).tasks[0]
    assert (task.lead, task.support) == (("市科技局",), ("市财政局",))


def test_a_table_title_a_heading_row_and_a_repeated_header() -> None:
    rows = [
        ["重点任务分工表", "<", "<"],
        ["序号", "任务", "责任单位"],
        ["一、强化创造", "<", "<"],
        ["1", "完善制度", "市科技局"],
        ["序号", "任务", "责任单位"],
        ["2", "加强保护", "市公安局"],
    ]
    assert lines(rows) == [
        *("重点任务分工表", "序号\u3000任务\u3000责任单位", "一、强化创造"),
        *("1.完善制度", "责任单位：市科技局", "2.加强保护", "责任单位：市公安局"),
    ]


def test_the_rule_that_the_first_one_leads_in_a_header() -> None:
    rows = [["序号", "任务", "责任单位（列第一位者为牵头单位）"], ["1", "完善制度。", "市科技局、市财政局"]]
    task = read(rows).tasks[0]
    assert (task.lead, task.support) == (("市科技局",), ("市财政局",))


def test_owners_with_verbs_of_their_own() -> None:
    task = read([["序号", "任务", "责任单位"], ["1", "完善制度。", "市科技局牵头，市财政局配合"]]).tasks[0]
    assert (task.lead, task.support) == (("市科技局",), ("市财政局",))


@pytest.mark.parametrize(
    ("cell", "printed"),
    [
        ("市科技局\n市财政局", "市科技局、市财政局"),
        ("市市场\n监管局", "市市场监管局"),
        ("市科技局、\n市财政局", "市科技局、市财政局"),
        ("市科技局 市财政局", "市科技局、市财政局"),
        ("各市 人民政府", "各市 人民政府"),
    ],
)
def test_names_on_several_lines_of_a_cell(cell: str, printed: str) -> None:
    assert lines([["任务", "责任单位"], ["完善制度", cell]])[-1] == f"责任单位：{printed}"


def test_no_text_of_a_cell_is_lost() -> None:
    rows = [["序号", "任务", "备注", "责任单位"], ["1.1", "完善制度", "见附表" * 40, "市科技局"]]
    text = "".join(lines(rows))
    assert all(cell in text for row in rows for cell in row)


def test_a_table_that_only_lays_out_is_the_text_of_its_cells() -> None:
    assert printed([["甲", "乙"], ["丙\n丁", ""]]) == ["甲", "乙", "丙", "丁"]


def test_a_table_of_other_things_is_read_as_the_text_of_its_cells() -> None:
    rows = [["指标", "单位", "目标"], ["企业数", "家", "100"]]
    assert printed(rows) == ["指标\t单位\t目标", "企业数\t家\t100"]
    assert lines(rows) == ["指标", "单位", "目标", "企业数", "家", "100"]
    document = read(rows)
    assert document.tables[0].rows[1] == ("企业数", "家", "100")
    assert not document.tables[0].is_read
    assert (
        "".join(document.source[span.starts_at : span.ends_at] for span in document.spans) == document.source
    )


def test_a_table_inside_a_cell() -> None:
    inner = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>内</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    body = f"<w:tbl><w:tr><w:tc><w:p><w:r><w:t>外</w:t></w:r></w:p>{inner}<w:p/></w:tc></w:tr></w:tbl>"
    assert read_source(making.word_of_xml(body)) == "外\u2029\n内\u2029\n"


def test_owners_said_once_for_all_rows_may_not_fill_the_memory() -> None:
    """A small file whose owners, said again for each row, would be 400 MB of text."""
    rows = [["任务", "责任单位"], ["加强协调", "市科技局、" * 4_000]]
    source = read_source(making.table(rows)) + "加强协调\t〃\u2029\n" * 20_000
    with pytest.raises(DocumentError, match="merged cells of a table"):
        read_document("某市分工方案\n一、任务\n" + source)


def test_more_cells_than_can_be_read_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_CELLS", 5)
    with pytest.raises(DocumentError, match="more cells than can be read"):
        read_source(making.table([["任务", "责任单位"]] * 3))
    with pytest.raises(DocumentError, match="more cells than can be read"):
        read_document("方案\n一、任务\n任务|责任单位\n" + "完善制度|市科技局\n" * 3)
