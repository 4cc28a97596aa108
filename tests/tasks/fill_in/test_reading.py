"""What a workbook says when it comes back, after everything that people do to workbooks."""

import datetime as dt
from typing import Any

import pytest
from openpyxl import Workbook

from spreadsheets.incoming.values import NotReadable
from tasks.fill_in.imprint import SHEET_TITLE
from tasks.fill_in.reading import is_fill_in, read_fill_in
from tasks.models import Filing
from tests.tasks.fill_in.books import (
    CASES,
    TARGETS,
    TASKS,
    at,
    book_of,
    changed,
    edits_after,
    errors,
    line,
    notes,
    texts,
)
from tests.world import World


def pledge_key(world: World) -> str:
    return f"measurement:{world.pledge.pk}"


def said_on_pledge(
    world: World, workbook: bytes, value: Any, number_format: str = ""
) -> tuple[str, list[str]]:
    def change(book: Any) -> None:
        cell = at(book[TARGETS], pledge_key(world), "value")
        cell.value = value
        if number_format:
            cell.number_format = number_format

    edits = edits_after(workbook, change)
    said = line(edits, "measurement", world.pledge.pk).fields.get("value")
    return said.text if said else "", errors(edits)


def test_a_workbook_that_nobody_touched_says_what_stands_there(
    world: World, filing: Filing, workbook: bytes
) -> None:
    edits = read_fill_in(book_of(workbook))
    assert edits.filing == filing.pk
    assert edits.findings == ()
    assert [(each.kind, each.version) for each in edits.lines] == [
        ("progress", 1),
        ("measurement", 1),
        ("measurement", 1),
        ("case", 1),
        *[("case", 0)] * 4,
    ]
    task = line(edits, "progress", world.local_task.pk)
    measures = {f"measure_{measure.pk}": "not_started" for measure in world.local_task.measures.all()}
    assert texts(task) == measures | {
        "nil_return": "false",
        "nil_reason": "",
        "achievements": "已完成评估指引。",
        "problems": "",
        "next_steps": "继续推进。",
        "note": "供审核人参考。",
        "explanation_delayed": "",
    }
    growth = texts(line(edits, "measurement", world.growth.pk))
    assert (growth["numerator"], growth["denominator"], "value" in growth) == ("142", "100", False)
    pledge = line(edits, "measurement", world.pledge.pk)
    assert texts(pledge)["value"] == "120.5"
    assert str(pledge.fields["value"].place).startswith(f"{TARGETS}!")
    assert texts(line(edits, "case", 1))["sections"] == world.local_task.section.path


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (0.30000000000000004, "", "0.3"),
        ("1,234.5亿元", "", "1,234.5亿元"),
        ("１２０．５", "", "１２０．５"),
        (0.42, "0%", "42%"),
        (None, "", ""),
    ],
)
def test_numbers_as_people_leave_them(
    world: World, workbook: bytes, value: Any, number_format: str, text: str
) -> None:
    assert said_on_pledge(world, workbook, value, number_format) == (text, [])


@pytest.mark.parametrize("value", [dt.date(2021, 3, 4), True, "#DIV/0!", "=A1+1"])
def test_what_is_no_number_is_said_at_its_cell(world: World, workbook: bytes, value: Any) -> None:
    text, found = said_on_pledge(world, workbook, value)
    assert text == ""
    assert len(found) == 1
    assert found[0].startswith(f"{TARGETS}!M")


def test_words_are_known_in_both_languages_and_widths(world: World, workbook: bytes) -> None:
    measure = world.local_task.measures.all()[0]

    def change(book: Any) -> None:
        at(book[TASKS], f"progress:{world.local_task.pk}:measure_{measure.pk}", "state").value = " 已完成　"
        at(book[TASKS], f"progress:{world.local_task.pk}", "nil_return").value = "ＹＥＳ"
        at(book[TARGETS], pledge_key(world), "nil_return").value = "是"

    edits = edits_after(workbook, change)
    task = texts(line(edits, "progress", world.local_task.pk))
    assert (task[f"measure_{measure.pk}"], task["nil_return"]) == ("completed", "true")
    assert texts(line(edits, "measurement", world.pledge.pk))["nil_return"] == "true"


def test_words_that_nobody_offered_are_said(world: World, workbook: bytes) -> None:
    measure = world.local_task.measures.all()[0]

    def change(book: Any) -> None:
        at(book[TASKS], f"progress:{world.local_task.pk}:measure_{measure.pk}", "state").value = "快了"
        at(book[TARGETS], pledge_key(world), "nil_return").value = "maybe"
        at(book[CASES], "case:2", "sections:1").value = "（九十九）"

    edits = edits_after(workbook, change)
    assert len(errors(edits)) == 3
    assert f"measure_{measure.pk}" not in line(edits, "progress", world.local_task.pk).fields


def test_rows_and_columns_may_be_moved_sheets_renamed_and_things_added(world: World, workbook: bytes) -> None:
    def change(book: Any) -> None:
        page = book[TARGETS]
        page.protection.sheet = False
        page.insert_rows(5, 3)
        page["D5"] = "合计"
        last = page.max_row
        page.move_range(f"A{last}:Z{last}", rows=10)
        page.insert_cols(4, 2)
        page["D9"] = "本地备注"
        page.cell(page.max_row, 3).value = "甲"
        page.title = "指标（终稿）"
        page.row_dimensions[8].hidden = True
        book.create_sheet("草稿")["A1"] = "x"

    before, after = read_fill_in(book_of(workbook)), edits_after(workbook, change)
    assert errors(after) == []
    for each in before.lines:
        assert texts(line(after, each.kind, each.subject)) == texts(each)
    assert len(notes(after)) == 4  # a sheet, a column, a row were added; a row is hidden


def test_a_column_that_is_gone_leaves_its_field_alone(world: World, workbook: bytes) -> None:
    def change(book: Any) -> None:
        page = book[TARGETS]
        page.delete_cols(at(page, pledge_key(world), "note").column)

    edits = edits_after(workbook, change)
    assert "note" not in line(edits, "measurement", world.pledge.pk).fields
    assert errors(edits) == []
    assert any("Note to the reviewer" in message for message in notes(edits))


def test_one_of_the_columns_of_a_field_is_gone(workbook: bytes) -> None:
    def change(book: Any) -> None:
        page = book[CASES]
        page.delete_cols(at(page, "case:1", "sections:2").column)

    assert "sections" not in line(edits_after(workbook, change), "case", 1).fields


def test_a_column_twice_is_an_error(world: World, workbook: bytes) -> None:
    def change(book: Any) -> None:
        book[TARGETS].cell(1, 40).value = "value"

    edits = edits_after(workbook, change)
    assert len(errors(edits)) == 1
    assert "value" not in line(edits, "measurement", world.pledge.pk).fields


def test_a_row_twice_is_an_error_at_both_places(world: World, workbook: bytes) -> None:
    def change(book: Any) -> None:
        page = book[TARGETS]
        number = at(page, pledge_key(world), "value").row
        for column in range(1, page.max_column + 1):
            page.cell(20, column).value = page.cell(number, column).value

    edits = edits_after(workbook, change)
    assert [message.split(":")[0] for message in errors(edits)] == [f"{TARGETS}!5", f"{TARGETS}!20"]
    assert not line(edits, "measurement", world.pledge.pk).fields


def test_a_key_that_is_gone_is_an_error_at_its_row(world: World, workbook: bytes) -> None:
    def change(book: Any) -> None:
        at(book[TARGETS], pledge_key(world), f"line:{'measurement'}").value = None

    edits = edits_after(workbook, change)
    assert [message.split(":")[0] for message in errors(edits)] == [f"{TARGETS}!5"]


def test_rows_that_are_gone_leave_their_lines_alone(world: World, workbook: bytes) -> None:
    def change(book: Any) -> None:
        book[TARGETS].delete_rows(at(book[TARGETS], pledge_key(world), "value").row)

    edits = edits_after(workbook, change)
    assert errors(edits) == []
    assert world.pledge.pk not in [each.subject for each in edits.lines if each.kind == "measurement"]
    assert len(notes(edits)) == 1


def test_merged_cells_over_fields_are_an_error_of_each_line(world: World, workbook: bytes) -> None:
    def change(book: Any) -> None:
        book[TARGETS].merge_cells("M5:M6")

    found = errors(edits_after(workbook, change))
    assert len(found) == 2
    assert all("M5:M6" in message for message in found)


def test_merged_cells_of_a_row_whose_key_was_made_up_are_no_line_of_the_filing(workbook: bytes) -> None:
    def change(book: Any) -> None:
        hidden, key = book[SHEET_TITLE], book[TARGETS]["A5"].value
        row = next(row for row in hidden.iter_rows() if row[1].value == key)
        row[1].value = book[TARGETS]["A5"].value = key.partition(":")[0]
        book[TARGETS].merge_cells("M5:M6")

    edits = edits_after(workbook, change)
    assert line(edits, "measurement", 0).findings
    assert any("M5:M6" in message for message in errors(edits))


@pytest.mark.parametrize("version", [None, "x", -1, 1.5])
def test_a_version_that_was_changed_is_an_error(world: World, workbook: bytes, version: Any) -> None:
    def change(book: Any) -> None:
        at(book[TARGETS], pledge_key(world), "version").value = version

    assert len(errors(edits_after(workbook, change))) == 1


def test_a_sheet_that_is_gone_leaves_its_lines_alone(workbook: bytes) -> None:
    edits = edits_after(workbook, lambda book: book.remove(book[TARGETS]))
    assert {each.kind for each in edits.lines} == {"progress", "case"}
    assert errors(edits) == []


def lose_imprint(book: Any) -> None:
    book.remove(book[SHEET_TITLE])


def lose_head(book: Any) -> None:
    book[TASKS].delete_rows(1)


def lose_keys(book: Any) -> None:
    book[TASKS].delete_cols(1)


def older(book: Any) -> None:
    book[SHEET_TITLE]["B1"] = "0"


def newer(book: Any) -> None:
    book[SHEET_TITLE]["B1"] = "9"


def empty_imprint(book: Any) -> None:
    book[SHEET_TITLE].delete_rows(2, 1000)


@pytest.mark.parametrize("change", [lose_imprint, lose_head, lose_keys, older, newer, empty_imprint])
def test_a_workbook_without_what_it_is_read_by_is_refused_with_what_to_do(
    workbook: bytes, change: Any
) -> None:
    book = book_of(changed(workbook, change))
    assert is_fill_in(book)
    with pytest.raises(NotReadable, match=r"[Dd]ownload"):
        read_fill_in(book)


def test_other_workbooks_are_none_to_fill_in(workbook: bytes) -> None:
    def replace(book: Any) -> None:
        for name in book.sheetnames[1:]:
            book.remove(book[name])
        book[book.sheetnames[0]]["A1"] = Workbook().active.title

    assert not is_fill_in(book_of(changed(workbook, replace)))


def swap_shown(page: Any, key: str, other: str) -> None:
    """Swap what two rows show, as whoever sorts without the hidden columns does."""
    rows = {row[0].value: row for row in page.iter_rows()}
    for cell, beside in list(zip(rows[key], rows[other], strict=True))[2:]:
        cell.value, beside.value = beside.value, cell.value


def test_rows_that_were_moved_without_their_keys_are_told_and_not_misread(
    world: World, workbook: bytes
) -> None:
    growth = f"measurement:{world.growth.pk}"
    edits = edits_after(workbook, lambda book: swap_shown(book[TARGETS], pledge_key(world), growth))
    assert not line(edits, "measurement", world.pledge.pk).fields
    assert not line(edits, "measurement", world.growth.pk).fields
    found = errors(edits)
    assert len(found) == 2
    assert all("rows were moved without their hidden columns" in message for message in found)


def test_a_name_that_somebody_wrote_otherwise_is_no_other_row(world: World, workbook: bytes) -> None:
    def rename(book: Any) -> None:
        at(book[TARGETS], pledge_key(world), "subject").value = "质押融资（亿元）"

    assert errors(edits_after(workbook, rename)) == []


def test_a_workbook_from_before_its_rows_had_names_is_read(world: World, workbook: bytes) -> None:
    def forget(book: Any) -> None:
        for row in book[SHEET_TITLE].iter_rows():
            if row[0].value == "row":
                row[3].value = None
            elif row[0].value == "shown_organization":
                row[0].value = row[1].value = None
        at(book[TARGETS], pledge_key(world), "value").value = 7

    edits = edits_after(workbook, forget)
    assert errors(edits) == []
    assert texts(line(edits, "measurement", world.pledge.pk))["value"] == "7"
