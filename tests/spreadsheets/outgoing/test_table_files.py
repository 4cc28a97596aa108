"""Tables of any length as files: written piece by piece, in constant memory; what broke off is not whole."""

import csv
import datetime as dt
import io
import tracemalloc
from collections.abc import Iterator
from decimal import Decimal
from zipfile import BadZipFile

import pytest
from openpyxl import load_workbook

from spreadsheets.outgoing.files import Table, as_csv, columns
from spreadsheets.outgoing.table_files import STREAMED, TableFile, csv_pieces, xlsx_pieces
from spreadsheets.values import Number, Row
from texts.outgoing.cuts import utf16_units

HEAD = columns(("机构", 20), ("数值", 12), ("日期", 12), ("时间", 18), ("说明", 40))
AT = dt.datetime(2021, 11, 22, 1, 30, tzinfo=dt.UTC)


def rows(count: int) -> Iterator[Row]:
    for number in range(count):
        yield f"机构{number}", Number(Decimal(number) / 8, 2), dt.date(2021, 11, 22), AT, f"第 {number} 行"


def file_of(*tables: Table) -> TableFile:
    return TableFile("填报", [("范围", "全国"), ("=1", "=2")], tables)


def broken(count: int) -> Iterator[Row]:
    yield from rows(count)
    raise RuntimeError("the database went away")


def sheets_of(file: TableFile) -> list[list[tuple[object, ...]]]:
    book = load_workbook(io.BytesIO(b"".join(xlsx_pieces(file))))
    return [list(sheet.values) for sheet in book.worksheets]


def test_a_workbook_has_what_it_is_of_on_top_and_values_of_their_kinds() -> None:
    (sheet,) = sheets_of(file_of(Table("填报", HEAD, rows(2), 2)))
    assert [row[:2] for row in sheet[:4]] == [
        ("填报", None),
        ("范围", "全国"),
        ("=1", "=2"),
        ("Rows", 2),
    ]
    assert sheet[5] == ("机构", "数值", "日期", "时间", "说明")
    assert sheet[7] == (
        "机构1",
        0.125,
        dt.datetime(2021, 11, 22),  # noqa: DTZ001 (workbooks know no zones of time)
        dt.datetime(2021, 11, 22, 9, 30),  # noqa: DTZ001 (as above)
        "第 1 行",
    )


def test_plain_text_has_the_same_and_says_where_it_ends() -> None:
    text = b"".join(csv_pieces(file_of(Table("填报", HEAD, rows(2), 2)))).decode()
    assert text.startswith("\ufeff")
    lines = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    assert lines[:4] == [["填报"], ["范围", "全国"], ["'=1", "'=2"], ["Rows", "2"]]
    assert lines[7] == ["机构1", "0.125", "2021-11-22", "2021-11-22 09:30", "第 1 行"]
    assert lines[-1] == ["End of the file: 2 rows"]


@pytest.mark.parametrize("sign", [";", "\t", "|"])
def test_no_sign_that_a_program_takes_for_the_separator_begins_a_formula(sign: str) -> None:
    """Which sign parts values is a setting of the computer: quotes hold the first of a line together."""
    table = Table(f"T{sign}=1", columns((f"H{sign}=2", 10)), [(f"a{sign}=3",)], 1)
    file = TableFile(f"T{sign}=4", [(f"F{sign}=5", "G")], [table, table])
    for content in (b"".join(csv_pieces(file)), as_csv([table])):
        lines = csv.reader(io.StringIO(content.decode().removeprefix("\ufeff")), delimiter=sign)
        assert not [value for line in lines for value in line if value.startswith("=")]


def test_what_looks_like_a_formula_or_like_markup_is_text() -> None:
    said: list[Row] = [("=1+1",), ("<r><t>x</t></r>",), ("_x0041_",), (" a & b ",), ("\t=2",), ("１＋１",)]
    table = Table("'a'[b]*", columns(("<头>", 10)), said, len(said))
    book = load_workbook(io.BytesIO(b"".join(xlsx_pieces(file_of(table)))))
    cells = [row[0] for row in book.active.iter_rows(min_row=7)]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.value for cell in cells][1] == "<r><t>x</t></r>"
    assert [cell.value for cell in cells][3] == " a & b "
    assert [bool(cell.quotePrefix) for cell in cells[:2]] == [True, False]


@pytest.mark.parametrize("place", ["A1", "A2", "A3", "B3", "A6"])
def test_titles_labels_and_heads_do_not_become_formulas_when_they_are_edited(place: str) -> None:
    """What stands above the rows can be of people too: the title of a task, the name of an indicator."""
    tables = [Table("=S", columns(("=H", 10)), [], 0), Table("T", columns(("H", 10)), [], 0)]
    book = load_workbook(io.BytesIO(b"".join(xlsx_pieces(TableFile("=T", [("=1", "=2")], tables)))))
    cell = book.worksheets[0][place]
    assert (cell.data_type, bool(cell.quotePrefix)) == ("s", True)
    assert not book.worksheets[1][place].quotePrefix or place in {"A1", "A3", "B3"}


def test_numbers_that_excel_would_cut_are_text() -> None:
    table = Table("数", columns(("数", 10)), [(Number(Decimal("1234567890123456.7"), 1),)], 1)
    assert sheets_of(file_of(table))[0][-1][0] == "1234567890123456.7"


def test_more_rows_than_a_sheet_holds_go_on_in_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("spreadsheets.outgoing.streamed_book.MOST_ROWS", 16)
    found = sheets_of(file_of(Table("填报", HEAD, rows(25), 25)))
    assert [len(sheet) for sheet in found] == [16, 16, 11]
    assert [row[0] for sheet in found for row in sheet[6:]] == [f"机构{number}" for number in range(25)]
    book = load_workbook(io.BytesIO(b"".join(xlsx_pieces(file_of(Table("填报", HEAD, rows(25), 25))))))
    assert book.sheetnames == ["填报", "填报 (2)", "填报 (3)"]
    assert [sheet.auto_filter.ref for sheet in book.worksheets] == ["A6:E16", "A6:E16", "A6:E11"]


def test_sheets_of_the_same_name_are_told_apart() -> None:
    titles = ("Tasks", "tasks", "x" * 40, "x" * 41, *["𠮷" * 16] * 3, *["𠮷" * 9 + "业" * 13] * 3)
    tables = [Table(title, HEAD, rows(1), 1) for title in titles]
    book = load_workbook(io.BytesIO(b"".join(xlsx_pieces(file_of(*tables)))))
    assert len({name.casefold() for name in book.sheetnames}) == len(titles)
    assert max(map(utf16_units, book.sheetnames)) <= 31


def test_an_empty_table_has_its_head() -> None:
    (sheet,) = sheets_of(file_of(Table("填报", HEAD, [], 0)))
    assert sheet[-1] == ("机构", "数值", "日期", "时间", "说明")


@pytest.mark.parametrize("form", STREAMED)
@pytest.mark.parametrize("count", [0, 10, 5_000])
def test_what_breaks_off_is_not_taken_for_the_whole(form: str, count: int) -> None:
    came: list[bytes] = []
    with pytest.raises(RuntimeError):
        came.extend(STREAMED[form][0](file_of(Table("填报", HEAD, broken(count), count))))
    got = b"".join(came)
    if form == "csv":
        assert b"End of the file" not in got
    else:
        with pytest.raises(BadZipFile):
            load_workbook(io.BytesIO(got))


def memory_for(form: str, count: int) -> int:
    """The most that is held at once while so many rows are written."""
    tracemalloc.start()
    try:
        for _piece in STREAMED[form][0](file_of(Table("填报", HEAD, rows(count), count))):
            pass
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("form", STREAMED)
def test_memory_does_not_grow_with_the_rows(form: str) -> None:
    memory_for(form, 2_000)  # what is loaded once, and remembered
    assert memory_for(form, 10_000) < memory_for(form, 2_000) + 500_000


def test_the_first_piece_comes_before_the_last_row_is_read() -> None:
    read = []

    def noted() -> Iterator[Row]:
        for row in rows(5_000):
            read.append(row)
            yield row

    next(csv_pieces(file_of(Table("填报", HEAD, noted()))))
    assert len(read) < 1_000
