"""Workbooks given back with what was found in them, whatever people and programs have put into them."""

import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.utils.translation import gettext as _
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText
from openpyxl.worksheet.table import Table

from spreadsheets.incoming.reading import read_book
from spreadsheets.incoming.values import NotReadable
from spreadsheets.outgoing import marked_book as marking
from spreadsheets.outgoing.marked_book import (
    WRONG,
    CellNote,
    RowResult,
    SheetFindings,
    marked_book,
    marking_allowance,
)

SHEET = "xl/worksheets/sheet1.xml"
FOUND = {"S": SheetFindings(1, {2: RowResult("Error", WRONG)}, [CellNote(2, 1, "bad")])}


def workbook(edit: Callable[[Any], object] = lambda _page: None) -> bytes:
    book = Workbook()
    page: Any = book.active
    page.title = "S"
    page.append(["a", "b"])
    page.append([1, 2])
    edit(page)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def with_part(name: str, before: bytes, after: bytes) -> bytes:
    """The workbook with other words in one part."""
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(workbook())) as given, zipfile.ZipFile(file, "w") as taken:
        for each in given.namelist():
            content = given.read(each)
            assert each != name or before in content
            taken.writestr(each, content.replace(before, after) if each == name else content)
    return file.getvalue()


def marked(content: bytes) -> Any:
    """The sheet as it comes back."""
    given_back = marked_book(content, read_book(content, "", marking_allowance()), FOUND)
    read_book(given_back, "a.xlsx")
    return load_workbook(BytesIO(given_back))["S"]


def test_results_stand_behind_the_last_column_and_comments_at_their_cells() -> None:
    page = marked(workbook())
    assert [cell.value for cell in page["C"]] == ["Result of the check", "Error"]
    assert page["A2"].comment.text == "bad"
    assert page.auto_filter.ref == "A1:C2"


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("docProps/core.xml", b"</cp:coreProperties>", b"<"),
        ("docProps/core.xml", b"</cp:coreProperties>", b"<a>" * 300 + b"</a>" * 300),
        ("xl/workbook.xml", b'state="visible"', b'state="hidden"'),
        (
            SHEET,
            b"</sheetData>",
            b'</sheetData><dataValidations><dataValidation type="x"/></dataValidations>',
        ),
    ],
    ids=["broken part that is not read", "deep part that is not read", "no sheet is shown", "unknown rule"],
)
def test_what_the_library_cannot_write_again_is_said(name: str, before: bytes, after: bytes) -> None:
    with pytest.raises(NotReadable, match="nothing can be added"):
        marked(with_part(name, before, after))


@pytest.mark.parametrize("area", ["A5:XFD1048576", "E1:E1048576"])
def test_merged_cells_are_counted_before_each_becomes_a_cell(area: str) -> None:
    merged = f'</sheetData><mergeCells count="1"><mergeCell ref="{area}"/></mergeCells>'.encode()
    with pytest.raises(NotReadable, match="merges so many cells"):
        marked(with_part(SHEET, b"</sheetData>", merged))


def test_a_formula_that_many_cells_share_is_counted_in_each(monkeypatch: pytest.MonkeyPatch) -> None:
    shared = b'<row r="3"><c r="A3"><f t="shared" si="0" ref="A3:A4">A1+A2</f><v>3</v></c></row>'
    sharing = b'<row r="4"><c r="A4"><f t="shared" si="0"/><v>5</v></c></row>'
    content = with_part(SHEET, b"</sheetData>", shared + sharing + b"</sheetData>")
    assert marked(content)["A4"].value == "=A2+A3"
    monkeypatch.setattr(marking, "MOST_OF_FORMULAS", 11)
    with pytest.raises(NotReadable, match="so many formulas"):
        marked(content)


def test_a_formula_longer_than_any_is_not_written_again() -> None:
    row = f'<row r="3"><c r="A3"><f>{"1+" * 5_000}1</f><v>3</v></c></row></sheetData>'.encode()
    with pytest.raises(NotReadable, match="so many formulas"):
        marked(with_part(SHEET, b"</sheetData>", row))


@pytest.mark.parametrize("cell", [b'<c r="CV1048576"><v>1</v></c>', b'<c r="CV1048576" s="0"/>'])
def test_no_cell_is_made_between_the_rows_and_one_far_below(cell: bytes) -> None:
    content = with_part(SHEET, b"</sheetData>", b'<row r="1048576">' + cell + b"</row></sheetData>")
    page = marked(content)
    assert page["CW2"].value == "Error"
    assert len(page._cells) < 200
    # Marked once more, the results are taken away first, down to the last row.
    file = BytesIO()
    page.parent.save(file)
    assert marked(file.getvalue())["CW2"].value == "Error"


def test_behind_the_last_column_that_a_sheet_can_have_nothing_is_written() -> None:
    with pytest.raises(NotReadable, match="nothing can be added"):
        marked(workbook(lambda page: page.cell(2, 16_384, 1)))


def test_a_title_in_several_fonts_is_a_title() -> None:
    def edit(page: Any) -> None:
        page["A1"] = CellRichText("a", " b")

    assert marked(workbook(edit))["C2"].value == "Error"


def test_results_of_before_that_were_merged_are_parted() -> None:
    def edit(page: Any) -> None:
        page["C1"], page["C2"] = _("Result of the check"), "Error"
        page.merge_cells("C2:C4")

    page = marked(workbook(edit))
    assert [cell.value for cell in page["C"]] == ["Result of the check", "Error"]
    assert not page.merged_cells.ranges


def test_results_in_the_middle_of_what_was_merged_are_written_all_the_same() -> None:
    def edit(page: Any) -> None:
        page["C1"] = _("Result of the check")
        page.merge_cells("B2:C2")

    assert marked(workbook(edit))["C2"].value == "Error"


def test_a_table_filters_for_itself() -> None:
    """Excel takes a filter of the sheet over the cells of a table for damage."""
    page = marked(workbook(lambda page: page.add_table(Table(displayName="T", ref="A1:B2"))))
    assert page.auto_filter.ref is None
    assert page["C2"].value == "Error"
