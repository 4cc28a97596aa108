"""Tables, headings and charts as Word finds them in the file."""

from io import BytesIO
from pathlib import Path

import msgspec
import pytest
from docx import Document
from docx.document import Document as Opened
from docx.oxml.ns import qn
from openpyxl import load_workbook

from reports.rendering import FormRefused
from reports.snapshot.document import Cell, Column, Table
from reports.word.measures import LANDSCAPE, PORTRAIT
from reports.word.tables import column_widths, with_room
from tests.reports.specimen import specimen_document
from tests.reports.word.documents import empty_document, rendered


@pytest.fixture
def opened(tmp_path: Path) -> Opened:
    return Document(str(rendered(specimen_document(paragraphs=2), tmp_path)))


def test_tables_have_fixed_widths_that_make_up_the_type_area(opened: Opened) -> None:
    for table, width in zip(opened.tables, (PORTRAIT, PORTRAIT, LANDSCAPE, PORTRAIT), strict=True):
        columns = [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid.iter(qn("w:gridCol"))]
        assert sum(columns) == width.width
        assert table._tbl.tblPr.find(qn("w:tblLayout")).get(qn("w:type")) == "fixed"
        for row in table._tbl.tr_lst:
            assert [int(cell.tcPr.tcW.get(qn("w:w"))) for cell in row.tc_lst] == columns


def test_heads_repeat_and_rows_stay_whole(opened: Opened) -> None:
    ledger = opened.tables[2]._tbl
    heads = [row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in ledger.tr_lst]
    assert heads == [True] + [False] * 60
    assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in ledger.tr_lst)


def test_a_row_longer_than_half_a_page_may_split(tmp_path: Path) -> None:
    table = Table("", (Column("列"),), ((Cell("长" * 50_000),), (Cell("短"),)))
    path = rendered(msgspec.structs.replace(empty_document(), body=(table,)), tmp_path)
    rows = Document(str(path)).tables[0]._tbl.tr_lst
    whole = [row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows]
    assert whole == [True, False, True]


def test_shares_of_the_width_are_whole_and_complete() -> None:
    columns = [Column(str(share), share) for share in (1, 3, 3, 0, 7)]
    assert column_widths(columns, 100) == [6, 20, 20, 7, 47]


def test_a_column_holds_its_numbers_in_one_line(tmp_path: Path) -> None:
    table = Table("", (Column("序号", 1), Column("任务", 60)), ((Cell("1,234"), Cell("长")),))
    path = rendered(msgspec.structs.replace(empty_document(), body=(table,)), tmp_path)
    narrow, wide = Document(str(path)).tables[0]._tbl.tblGrid.iter(qn("w:gridCol"))
    assert int(narrow.get(qn("w:w"))) >= 5 * 120 + 170
    assert int(narrow.get(qn("w:w"))) + int(wide.get(qn("w:w"))) == PORTRAIT.width


def test_columns_give_each_other_room() -> None:
    assert with_room([30, 70], [20, 40]) == [30, 70]
    assert with_room([30, 70], [60, 20]) == [60, 40]
    assert with_room([30, 30, 40], [20, 20, 43]) == [28, 29, 43]
    assert with_room([30, 70], [60, 60]) == [50, 50]


def test_a_table_wider_than_word_opens_is_refused(tmp_path: Path) -> None:
    table = Table("宽表", tuple(Column("列") for _place in range(64)), ())
    with pytest.raises(FormRefused, match=r"“宽表”.*64.*63"):
        rendered(msgspec.structs.replace(empty_document(), body=(table,)), tmp_path)


def test_headings_are_numbered_by_word_and_have_outline_levels(opened: Opened) -> None:
    headings = [paragraph for paragraph in opened.paragraphs if paragraph.style.name.startswith("Heading")]
    assert [(heading.style.name, heading.text) for heading in headings] == [
        ("Heading 1", "总体情况"),
        ("Heading 1", "主要做法和成效"),
        ("Heading 2", "加强知识产权转化运用"),
        ("Heading 3", "推进质押融资"),
        ("Heading 4", "扩大覆盖面"),
        ("Heading 1", "存在问题"),
    ]
    assert all(heading._p.pPr.numPr is not None for heading in headings)
    outlines = [
        int(opened.styles[f"Heading {level}"].element.pPr.find(qn("w:outlineLvl")).get(qn("w:val")))
        for level in (1, 2, 3, 4)
    ]
    assert outlines == [0, 1, 2, 3]


def test_a_chart_is_described_and_has_its_numbers_in_a_workbook(opened: Opened) -> None:
    (inline,) = (shape._inline for shape in opened.inline_shapes)
    assert inline.docPr.get("descr").startswith("各项指标完成比例")
    chart = next(part for name, part in opened.part.related_parts.items() if "charts" in part.partname)
    (workbook,) = chart.rels.values()
    sheet = load_workbook(BytesIO(workbook.target_part.blob)).worksheets[0]
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        [None, "实际值（%）", "目标值（%）"],
        ["专利商标质押融资规模", 170.8, 100],
        ["融资惠及企业数量增长率", 42, 100],
        ["在华 TISC  未报", None, None],
    ]
