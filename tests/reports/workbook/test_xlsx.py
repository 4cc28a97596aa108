"""The workbook of a snapshot: what it says, how it prints, and that nothing in it runs."""

import datetime as dt
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import msgspec
import pytest
from msgspec.structs import replace
from openpyxl import Workbook, load_workbook
from openxml_audit import OpenXmlValidator

from reports.rendering import silent
from reports.snapshot.snapshot import Snapshot, write_snapshot
from reports.snapshot.year import Name
from reports.workbook import plan
from reports.workbook.paper import FONT_SIZE, LEAST_SIZE
from reports.workbook.xlsx import render_xlsx
from reports.workbook.xlsx_proof import prove_xlsx
from tests.reports.specimen import specimen_head, write_specimen
from tests.reports.workbook.year_snapshot import line, national_year, snapshot_with

SHEETS = [
    *("封面", "目标完成情况", "各地指标完成情况及排名", "图表", "任务完成情况"),
    *("各地填报", "典型案例", "数据来源"),
]


def rendered(snapshot: Snapshot, path: Path, language: str = "zh-hans") -> Workbook:
    """The workbook, read back by another program."""
    render_xlsx(snapshot, language, path, silent)
    prove_xlsx(snapshot, language, path, silent)
    return load_workbook(path)


def rows_of(book: Workbook, title: str) -> list[tuple[Any, ...]]:
    return list(book[title].values)


@pytest.fixture
def snapshot(tmp_path: Path) -> Snapshot:
    return snapshot_with(tmp_path / "s.json", [line("已完成。"), line(None, value=None)])


def test_it_has_its_sheets_in_order_and_every_one_has_rows(snapshot: Snapshot, tmp_path: Path) -> None:
    book = rendered(snapshot, tmp_path / "a.xlsx")
    assert book.sheetnames == SHEETS
    assert all(page.max_row > 1 for page in book.worksheets)


def test_numerator_and_denominator_stand_under_their_own_names(snapshot: Snapshot, tmp_path: Path) -> None:
    head, row = rows_of(rendered(snapshot, tmp_path / "a.xlsx"), "目标完成情况")
    told = dict(zip(head, row, strict=True))
    assert (told["分子名称"], told["分子"]) == ("惠及企业数", 142)
    assert (told["分母名称"], told["分母"]) == ("上年同期", 100)
    assert (told["指标"], told["数值（带单位）"]) == ("专利商标质押融资规模", "3,098.4 亿元")
    assert {"上年数", "比上年"} <= told.keys()


def test_the_matrix_has_each_bureau_with_its_rank(snapshot: Snapshot, tmp_path: Path) -> None:
    page = rendered(snapshot, tmp_path / "a.xlsx")["各地指标完成情况及排名"]
    rows = list(page.values)
    assert rows[0][2:] == ("专利商标质押融资规模（亿元）", "排名")
    assert rows[1:] == [("广东", "44", 512.36, 1), ("江苏", "32", 411.5, 2), ("北京", "11", None, None)]
    assert page["C2"].number_format == "#,##0.00"


def test_one_that_left_stands_in_the_matrix_by_its_name(tmp_path: Path) -> None:
    year = national_year()
    name = Name("江苏省知识产权局", "Jiangsu IP Office")
    left = msgspec.structs.replace(year.sources[0], organization="32", organization_name=name)
    standings = tuple(each for each in year.standings if each.organization != "32")
    year = msgspec.structs.replace(year, sources=(*year.sources, left), standings=standings)
    write_snapshot(tmp_path / "s.json", head=specimen_head(), year=year, documents={}, tables=[])

    page = rendered(Snapshot(tmp_path / "s.json"), tmp_path / "a.xlsx")["各地指标完成情况及排名"]

    assert ("江苏省知识产权局", "32", 411.5, 2) in list(page.values)


def test_one_organization_alone_has_no_matrix(tmp_path: Path) -> None:
    write_specimen(tmp_path / "s.json")
    book = rendered(Snapshot(tmp_path / "s.json"), tmp_path / "a.xlsx")
    assert "各地指标完成情况及排名" not in book.sheetnames


def test_values_are_numbers_days_and_moments(snapshot: Snapshot, tmp_path: Path) -> None:
    page = rendered(snapshot, tmp_path / "a.xlsx")["各地填报"]
    assert [cell.value for cell in page[2]] == [
        *("广东", 2, 512.36, dt.datetime(2021, 12, 10), dt.datetime(2021, 12, 14, 15, 30), "是"),  # noqa: DTZ001
        "已完成。",
    ]
    assert [cell.number_format for cell in page[2]][1:5] == [
        *("0", "#,##0.00", "yyyy-mm-dd", "yyyy-mm-dd hh:mm"),
    ]


def test_each_language_has_its_own_names(snapshot: Snapshot, tmp_path: Path) -> None:
    book = rendered(snapshot, tmp_path / "a.xlsx", "en")
    assert rows_of(book, "Lines")[0][:2] == ("Organization", "Version")
    assert rows_of(book, "Lines")[1][0] == "Guangdong"
    assert "Page &P of &N" in book["Lines"].oddFooter.center.text


def test_the_cover_says_what_it_is_and_what_it_stands_on(snapshot: Snapshot, tmp_path: Path) -> None:
    said = dict(rows_of(rendered(snapshot, tmp_path / "a.xlsx"), "封面"))
    assert said["状态"].startswith("未定稿")
    assert "2021-12-14 15:30 " in said["状态"]
    assert said["统计口径"].startswith("仅计已审核通过的填报")
    assert said["覆盖情况"] == "共 3 个单位的年终填报。已定稿（更正中）：1；已审核通过：1；未报：1。"
    assert len(said["快照 SHA-256 校验值"]) == 64
    assert "示例数据" in said


def test_rows_that_rest_on_submitted_filings_are_marked(tmp_path: Path) -> None:
    year = national_year()
    figures = tuple(replace(each, is_provisional=each.organization == "32") for each in year.figures)
    waiting = replace(year.sources[0], id="8.1", status="submitted", approved_at=None, approved_by=None)
    task = replace(year.tasks[0], organizations=3, approved=2, sources=("7.2", "8.1"))
    told = replace(year, figures=figures, tasks=(task,), sources=(*year.sources, waiting))
    snapshot = snapshot_with(tmp_path / "s.json", [line("")], year=told, with_submitted=True)
    book = rendered(snapshot, tmp_path / "a.xlsx")
    matrix = rows_of(book, "各地指标完成情况及排名")
    assert [row[-1] for row in matrix] == ["含待审", None, "是", None]
    head, row = rows_of(book, "任务完成情况")
    counts = dict(zip(head, row, strict=True))
    assert (counts["应报机构数"], counts["已通过"], counts["待审"]) == (3, 1, 1)


def test_the_cover_says_that_submitted_rows_are_among_them(tmp_path: Path) -> None:
    snapshot = snapshot_with(tmp_path / "s.json", [line("")], with_submitted=True)
    assert "待审" in dict(rows_of(rendered(snapshot, tmp_path / "a.xlsx"), "封面"))["统计口径"]


def test_the_cover_of_a_frozen_report_names_its_version(tmp_path: Path) -> None:
    snapshot = snapshot_with(tmp_path / "s.json", [], is_frozen=True, version=3, frozen_by="周敏")
    said = dict(rows_of(rendered(snapshot, tmp_path / "a.xlsx"), "封面"))["状态"]
    assert "第 3 版" in said
    assert "周敏" in said


# --- Paper ------------------------------------------------------------------------------------------


def test_every_sheet_prints_on_a4_and_can_be_read(snapshot: Snapshot, tmp_path: Path) -> None:
    for page in rendered(snapshot, tmp_path / "a.xlsx").worksheets:
        assert page.page_setup.orientation == "landscape"
        assert page.page_setup.paperSize == 9
        assert FONT_SIZE * (page.page_setup.scale or 100) / 100 >= LEAST_SIZE
        assert page["A1"].font.size == FONT_SIZE
        assert page.print_title_rows == "$1:$1"
        assert "第 &P 页 共 &N 页" in page.oddFooter.center.text
        assert page.title in page.oddHeader.right.text


def test_a_sheet_too_wide_for_a_page_repeats_what_names_its_rows(snapshot: Snapshot, tmp_path: Path) -> None:
    page = rendered(snapshot, tmp_path / "a.xlsx")["目标完成情况"]
    assert page.print_title_cols == "$A:$A"
    assert len(page.col_breaks.brk) >= 2


def test_heads_stay_in_view_and_tables_have_filters_and_names(snapshot: Snapshot, tmp_path: Path) -> None:
    book = rendered(snapshot, tmp_path / "a.xlsx")
    page = book["各地填报"]
    assert (page.freeze_panes, page.auto_filter.ref) == ("C2", "A1:G3")
    assert book.defined_names["lines_rows"].attr_text == "'各地填报'!$A$1:$G$3"
    assert book["封面"].auto_filter.ref is None


def test_charts_are_drawn_of_cells(snapshot: Snapshot, tmp_path: Path) -> None:
    rendered(snapshot, tmp_path / "a.xlsx")
    with ZipFile(tmp_path / "a.xlsx") as package:
        charts = [package.read(name).decode() for name in package.namelist() if "charts/chart" in name]
    assert len(charts) == 2
    assert "目标完成情况!$H$2" in charts[0]
    assert "图表!$B$2:$B$4" in charts[1]


# --- Bad input --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["=1+1", "＝1+1", "\u3000-1", "+1", "-1", "＠A1", "\t=1", '=HYPERLINK("http://x")', "\u200b=1"]
)
def test_text_that_looks_like_a_formula_stays_text(tmp_path: Path, text: str) -> None:
    snapshot = snapshot_with(tmp_path / "s.json", [line(text)])
    cell = rendered(snapshot, tmp_path / "a.xlsx")["各地填报"]["G2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("前\ufffe后\x00\x0b", "前�后�\n"),
        ("a & b < c > \"d\" 'e'", "a & b < c > \"d\" 'e'"),
        (" 两端有空格 ", " 两端有空格 "),
        ("镕䶮𠮷😀\u202e右到左\u200f", "镕䶮𠮷😀\u202e右到左\u200f"),
    ],
)
def test_text_comes_through_as_it_can_be_carried(tmp_path: Path, text: str, shown: str) -> None:
    snapshot = snapshot_with(tmp_path / "s.json", [line(text)])
    assert rendered(snapshot, tmp_path / "a.xlsx")["各地填报"]["G2"].value == shown


def test_what_looks_like_an_escape_is_none(tmp_path: Path) -> None:
    snapshot = snapshot_with(tmp_path / "s.json", [line("_x0041_ _x005F_x0041_")])
    rendered(snapshot, tmp_path / "a.xlsx")
    with ZipFile(tmp_path / "a.xlsx") as package:
        sheet = package.read("xl/worksheets/sheet6.xml").decode()
    assert "_x005F_x0041_ _x005F_x005F_x005F_x0041_" in sheet


def test_what_had_to_be_changed_is_answered_and_said_on_the_cover(tmp_path: Path) -> None:
    snapshot = snapshot_with(
        tmp_path / "s.json", [line("\ufffe"), line("好"), line("\x00")], title="标题\uffff"
    )
    changes = render_xlsx(snapshot, "zh-hans", tmp_path / "a.xlsx", silent)
    assert [sentence.split("：")[0] for sentence in changes] == ["工作表“各地填报”", "工作表“封面”"]
    assert "2 个单元格" in changes[0]
    cover = [said for _subject, said in rows_of(load_workbook(tmp_path / "a.xlsx"), "封面")]
    assert set(changes) <= set(cover)


def test_a_text_of_fifty_thousand_signs_goes_on_over_rows(tmp_path: Path) -> None:
    text = "长" * 50_000
    snapshot = snapshot_with(tmp_path / "s.json", [line(text), line("后")])
    assert render_xlsx(snapshot, "zh-hans", tmp_path / "a.xlsx", silent) == []
    rows = rows_of(rendered(snapshot, tmp_path / "b.xlsx"), "各地填报")[1:]
    assert "".join(row[6] for row in rows) == text + "后"
    assert {row[:2] for row in rows} == {("广东", 2)}
    assert sum(row[2] is not None for row in rows) == 2


def test_numbers_with_more_digits_than_excel_keeps_stay_text(tmp_path: Path) -> None:
    snapshot = snapshot_with(tmp_path / "s.json", [line("", value="12345678901234567.25")])
    assert rendered(snapshot, tmp_path / "a.xlsx")["各地填报"]["C2"].value == "12345678901234567.25"


# --- The file ---------------------------------------------------------------------------------------


def test_rows_that_no_sheet_holds_go_on_in_a_second_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plan, "MOST_ROWS", 20)
    rows = [line(f"第{place}行") for place in range(45)]
    book = rendered(snapshot_with(tmp_path / "s.json", rows), tmp_path / "a.xlsx")
    parts = ["各地填报", "各地填报 2", "各地填报 3"]
    assert [title for title in book.sheetnames if title.startswith("各地填报")] == parts
    told = [row[6] for title in parts for row in rows_of(book, title)[1:]]
    assert told == [f"第{place}行" for place in range(45)]
    assert {book[title]["A1"].value for title in parts} == {"机构"}
    assert book.defined_names["lines_3_rows"].attr_text == "'各地填报 3'!$A$1:$G$8"


def test_the_same_snapshot_makes_the_same_bytes(snapshot: Snapshot, tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        render_xlsx(snapshot, "zh-hans", tmp_path / name, silent)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_validator_finds_no_fault(tmp_path: Path, language: str) -> None:
    rows = [line("=1"), line("\ufffe _x0041_"), line("a\n" * 300), line(None)]
    rendered(snapshot_with(tmp_path / "s.json", rows), tmp_path / "a.xlsx", language)
    found = OpenXmlValidator().validate(tmp_path / "a.xlsx").errors
    # That texts stand in their cells is remarked on, and no fault: Excel gathers them when it saves.
    assert [str(error) for error in found if error.id != "Excel_InlineStrCells"] == []


@pytest.mark.parametrize("work", [render_xlsx, prove_xlsx])
def test_progress_runs_from_nothing_to_all(snapshot: Snapshot, tmp_path: Path, work: Any) -> None:
    rendered(snapshot, tmp_path / "a.xlsx")
    told: list[tuple[int, int]] = []
    work(snapshot, "zh-hans", tmp_path / "a.xlsx", lambda *step: told.append(step))
    assert told[0][0] == 0
    assert told[-1][0] == told[-1][1] > 0
    assert told == sorted(told)
