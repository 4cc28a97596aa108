"""A workbook of records comes back as it went out, whatever was done to its rows and columns meanwhile."""

from dataclasses import replace
from typing import Any

import pytest
from django.utils import translation
from openpyxl import Workbook

from spreadsheets.incoming.values import Merged, NotReadable
from spreadsheets.records.comparison import Fate, compared
from spreadsheets.records.merged_rows import MergedRows
from spreadsheets.records.values import Record, RecordColumn
from tests.spreadsheets.records.cast import (
    FIRST,
    LAYOUT,
    RECORDS,
    as_bytes,
    changes,
    read,
    saved,
    told,
    written,
)

KEY, MARKS, CODE, NAME, RANK, SIZE, MAYOR, OTHERS, IS_OPEN = range(1, 10)


def cell(page: Any, key: str, column: int) -> Any:
    row = next(row for row in range(FIRST, page.max_row + 1) if page.cell(row, KEY).value == key)
    return page.cell(row, column)


@pytest.fixture
def book() -> Any:
    return written()


def test_what_nobody_touched_says_nothing() -> None:
    found = read(as_bytes())
    assert (found.rows, found.untouched, found.cautions) == ((), 3, ())


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_a_file_in_one_language_is_read_in_the_other(language: str) -> None:
    with translation.override(language):
        content = as_bytes()
    with translation.override("zh-hans" if language == "en" else "en"):
        assert read(content).untouched == 3


def test_no_cell_is_a_formula_and_only_what_may_change_is_unlocked(book: Any) -> None:
    page = book.worksheets[0]
    assert cell(page, "01", NAME).data_type == "s"
    assert cell(page, "01", NAME).quotePrefix
    assert page.protection.sheet
    locked = {column: cell(page, "01", column).protection.locked for column in range(CODE, IS_OPEN + 1)}
    assert [column for column, is_locked in locked.items() if is_locked] == [CODE, MAYOR]
    assert cell(page, "03", NAME).protection.locked
    assert page.freeze_panes == "D5"
    assert page.row_dimensions[1].hidden
    assert page.column_dimensions["A"].hidden


def test_a_head_and_a_rule_that_look_like_formulas_stay_text_when_they_are_edited() -> None:
    said = ["+A1 (亿元)", "=2+2"]
    columns = [*LAYOUT.columns, RecordColumn("share", said[0]), RecordColumn("own", "own", said[1])]
    layout = replace(LAYOUT, columns=columns, rules=("@SUM(A1)",))
    page, rules, *_choices = written(layout=layout).worksheets
    found = [each for row in (*page, *rules) for each in row if str(each.value) in {*said, "@SUM(A1)"}]
    assert [each.value for each in found] == [said[0], "@SUM(A1)", said[0], said[1]]
    assert all(each.quotePrefix and each.data_type == "s" for each in found)


@pytest.mark.parametrize("markup", ["<r>甲 & 乙</r>", "<r><t>x</t></r>", "<r></r>"])
def test_text_like_the_markup_of_workbooks_stays_text(markup: str) -> None:
    records = [replace(RECORDS[0], values={**RECORDS[0].values, "name": markup})]
    assert cell(written(records).worksheets[0], "01", NAME).value == markup
    assert read(as_bytes(records)).untouched == 1


def test_a_word_that_two_are_called_by_says_neither() -> None:
    column = RecordColumn("by", "by", words={"D-1": "Law", "D-2": "law ", "D-3": "General"})
    assert column.words_by_text() == {"general": "D-3", "d-1": "D-1", "d-2": "D-2", "d-3": "D-3"}


def test_a_reason_alone_changes_nothing() -> None:
    layout = replace(LAYOUT, columns=[*LAYOUT.columns, RecordColumn("reason", "reason", is_reason=True)])
    book = written(layout=layout)
    page = book.worksheets[0]
    for key in ("01", "02"):
        cell(page, key, IS_OPEN + 1).value = "Checked."
    cell(page, "02", NAME).value = "Aix"
    first, second = compared(read(saved(book), layout=layout).rows, layout, RECORDS)
    assert (first.fate, first.changes) == (Fate.SAME, ())
    assert second.changed_names == {"name", "reason"}


def test_only_what_the_person_edited_changes(book: Any) -> None:
    page = book.worksheets[0]
    cell(page, "01", NAME).value = "Aix"
    cell(page, "02", SIZE).value = "LARGE"
    since = [replace(RECORDS[0], values={**RECORDS[0].values, "rank": "7"}), *RECORDS[1:]]
    assert told(saved(book), since) == [
        ("changed", "01", {"name": "Aix"}, []),
        ("changed", "02", {"size": "large"}, []),
    ]
    assert changes(saved(book), since)[0].values["rank"] == "7"


def test_what_both_have_changed_is_a_conflict_and_the_same_change_is_none(book: Any) -> None:
    page = book.worksheets[0]
    cell(page, "01", NAME).value = "Aix"
    cell(page, "02", NAME).value = "Basel"
    since = [
        replace(RECORDS[0], values={**RECORDS[0].values, "name": "Aachen"}),
        replace(RECORDS[1], values={**RECORDS[1].values, "name": "Basel"}),
    ]
    found = changes(saved(book), since)
    assert [change.fate.value for change in found] == ["conflict", "same"]
    assert [(each.before, each.after, each.is_contested) for each in found[0].changes] == [
        ("Aachen", "Aix", True)
    ]


def test_rows_sorted_hidden_or_left_out_and_columns_moved_or_added_are_read(book: Any) -> None:
    page = book.worksheets[0]
    cell(page, "02", NAME).value = "Basel"
    page.row_dimensions[FIRST + 1].hidden = True
    page.insert_cols(NAME, 2)
    page.cell(FIRST, NAME).value = "a note of ours"
    page.delete_rows(FIRST)
    found = read(saved(book))
    assert told(saved(book)) == [("changed", "02", {"name": "Basel"}, [])]
    assert found.untouched == 1
    assert not found.rows[0].sheet.startswith("Rules")


def test_what_is_sorted_by_has_keys_and_marks_within(book: Any) -> None:
    """A spreadsheet sorts the columns of its filter, and leaves those beside it where they are."""
    assert book.worksheets[0].auto_filter.ref == "A4:I7"


def test_rows_without_their_hidden_marks_are_told(book: Any) -> None:
    """Nobody can tell any more what of them was edited: what stood there when the file went out would be
    written over what somebody else has changed since."""
    page = book.worksheets[0]
    page.cell(FIRST + 1, 2).value = None
    now = [RECORDS[0], replace(RECORDS[1], values=RECORDS[1].values | {"name": "Basel"}), RECORDS[2]]
    assert told(saved(book), now) == [("changed", "02", {"name": "Bath"}, [])]
    [caution] = read(saved(book)).cautions
    assert caution.startswith("Rows whose hidden marks are gone: 1.")
    page.delete_cols(2)
    [caution] = read(saved(book)).cautions
    assert caution.startswith("Rows whose hidden marks are gone: 3.")


def test_merged_cells_are_refused_in_each_of_their_rows_and_clear_nothing(book: Any) -> None:
    page = book.worksheets[0]
    page.merge_cells("D5:D6")
    page.merge_cells("F6:F6")
    page.merge_cells("D9:E9")
    page["K9"] = "a note of ours"
    said = "The cells D5:D6 are merged: unmerge them, and fill in each."
    assert [(fate, objections) for fate, _key, _values, objections in told(saved(book))] == [
        ("refused", [("D5", said)]),
        ("refused", [("D6", said)]),
    ]


def test_rows_within_merged_areas_are_known() -> None:
    areas = [Merged(2, 1, 3, 4), Merged(5, 2, 9, 2), Merged(6, 2, 7, 3), Merged(8, 2, 11, 2)]
    over = MergedRows(areas, 2)
    assert [row for row in range(1, 14) if over.at(row)] == [2, 3, 5, 6, 7, 8, 9, 10, 11]
    assert [row for row in range(1, 14) if MergedRows(areas, 3).at(row)] == [2, 3, 6, 7]
    assert MergedRows([], 3).at(1) is None


def test_a_sheet_that_was_copied_is_not_chosen_for_the_person(book: Any) -> None:
    book.copy_worksheet(book.worksheets[0]).title = "mine"
    with pytest.raises(NotReadable, match="These sheets hold the same records: Towns, mine"):
        read(saved(book))


def test_a_further_sheet_with_the_titles_is_told() -> None:
    book = Workbook()
    for page in (book.active, book.create_sheet("south")):
        page.append(["code", "full name"])
        page.append(["05", "Ely"])
    assert "Sheets that were not read: south." in read(saved(book)).cautions


def test_a_title_of_two_columns_is_read_for_neither() -> None:
    layout = replace(LAYOUT, columns=[*LAYOUT.columns, RecordColumn("other", "full name")])
    found = read(b"code,full name,rank\n01,Aix,7\n", "ours.csv", layout)
    assert found.rows[0].said.keys() == {"code", "rank"}
    assert "Columns that were not read: full name." in found.cautions


def test_a_column_that_was_deleted_says_nothing(book: Any) -> None:
    page = book.worksheets[0]
    page.delete_cols(OTHERS)
    cell(page, "01", NAME).value = "Aix"
    assert told(saved(book)) == [("changed", "01", {"name": "Aix"}, [])]
    assert read(saved(book)).cautions == ("Columns that are not in the file stay as they are: Aliases.",)


def test_a_key_twice_is_refused_at_both_places(book: Any) -> None:
    page = book.worksheets[0]
    page.cell(8, CODE).value = "04"
    page.cell(8, NAME).value = "Deal"
    page.cell(9, CODE).value = "04"
    page.cell(10, KEY).value = "02"
    said = "The key {} stands in the rows {} as well: leave it in one of them."
    assert [(fate, objections) for fate, _key, _values, objections in told(saved(book))] == [
        ("refused", [("C6", said.format("02", "10"))]),
        ("refused", [("C8", said.format("04", "9"))]),
        ("refused", [("C9", said.format("04", "8"))]),
        ("refused", [("C10", said.format("02", "6"))]),
    ]


def test_a_row_copied_with_what_is_hidden_and_given_a_key_of_its_own_is_new(book: Any) -> None:
    page = book.worksheets[0]
    for column in range(KEY, IS_OPEN + 1):
        page.cell(8, column).value = page.cell(6, column).value
    page.cell(8, CODE).value = "04"
    assert [(fate, key) for fate, key, *_rest in told(saved(book))] == [("new", "04")]


def test_a_row_that_nobody_knows_and_a_key_that_was_changed_are_refused(book: Any) -> None:
    page = book.worksheets[0]
    cell(page, "01", CODE).value = "99"
    cell(page, "02", NAME).value = "Basel"
    cell(page, "02", KEY).value = "77"
    cell(page, "03", NAME).value = "Cobh"
    assert [objections for *_rest, objections in told(saved(book))] == [
        [("C5", "“Code” stays as it is: 01. For a new row, leave this one as it was.")],
        [("C6", "There is no such row in the portal any more, or it is not yours to see.")],
        [("C7", "This row is shown to be read; you cannot change it.")],
    ]


def test_a_new_row_needs_its_key_and_cells_that_show_errors_are_refused(book: Any) -> None:
    page = book.worksheets[0]
    page.cell(8, NAME).value = "Nowhere"
    cell(page, "01", RANK).value = "#DIV/0!"
    cell(page, "01", RANK).data_type = "e"
    assert [objections for *_rest, objections in told(saved(book))] == [
        [("E5", "The cell shows #DIV/0!: correct its formula, or type the value.")],
        [("C8", "“Code” is empty: a new row needs it.")],
    ]


def test_signs_between_digits_are_not_read_as_if_they_were_none(book: Any) -> None:
    cell(book.worksheets[0], "01", RANK).value = "1_2"
    assert told(saved(book)) == [("changed", "01", {"rank": "1_2"}, [])]


def test_merged_cells_beside_the_columns_that_are_read_say_nothing(book: Any) -> None:
    book.worksheets[0].merge_cells("J5:K6")
    book.worksheets[0].merge_cells("C2:I2")
    assert told(saved(book)) == []


def test_of_a_column_that_was_copied_the_first_is_read_and_that_is_said(book: Any) -> None:
    page = book.worksheets[0]
    for row in range(1, page.max_row + 1):
        page.cell(row, IS_OPEN + 1).value = page.cell(row, NAME).value
    cell(page, "01", IS_OPEN + 1).value = "Aix"
    found = read(saved(book))
    assert (found.rows, found.cautions) == (
        (),
        ("Columns that stand in the file twice, of which the first was read: Full name.",),
    )


def test_a_sheet_of_ones_own_is_read_by_its_titles() -> None:
    content = "来自我们的表\ncode,Full Name,kind,our remark\n05,Ely,small,x\n01,Aix,small,\n".encode()
    assert told(content, name="ours.csv") == [
        ("new", "05", {"code": "05", "name": "Ely", "size": "small"}, []),
        ("changed", "01", {"name": "Aix"}, []),
    ]
    cautions = read(content, "ours.csv").cautions
    assert [text.partition(":")[0] for text in cautions] == [
        "The file was not downloaded here",
        "Columns that were not read",
        "Columns that are not in the file stay as they are",
    ]


def test_a_file_of_another_kind_and_one_without_titles_are_refused() -> None:
    with pytest.raises(NotReadable, match="other records"):
        read(as_bytes(layout=replace(LAYOUT, kind="villages")))
    with pytest.raises(NotReadable, match="No sheet has the columns"):
        read(b"a,b\n1,2\n", "ours.csv")
    with pytest.raises(NotReadable, match="no rows"):
        read(as_bytes(records=()))


def test_rows_cannot_be_added_where_the_kind_takes_none(book: Any) -> None:
    layout = replace(LAYOUT, takes_new=False)
    content = b"code,full name\n09,New\n"
    found = compared(read(content, "ours.csv", layout).rows, layout, [Record("01", {"code": "01"})])
    assert found[0].objections[0].message == "Rows cannot be added here; the portal has no 09."
