"""What cells of a workbook hold, however a program wrote them."""

import datetime as dt
from decimal import Decimal

import pytest
from django.utils.translation import override

from spreadsheets.incoming.reading import read_book
from spreadsheets.incoming.values import Book, Cell, CellValue, Merged
from tests.spreadsheets.incoming import making
from tests.spreadsheets.incoming.making import cell, parts, row, workbook, zipped


def only(content: bytes) -> dict[int, dict[int, Cell]]:
    (sheet,) = read_book(content, "a.xlsx").sheets
    return {number: dict(cells) for number, cells in sheet.rows.items()}


def one(inside: str, **further: str) -> Cell:
    return only(workbook(row(1, inside), **further))[1][1]


def shown(number: str, code: str | int, book: str = "") -> Cell:
    return one(cell("A1", number, style=0), styles=making.styles(code), book=book)


@pytest.mark.parametrize(
    ("kept", "value"),
    [
        ("12.5", "12.5"),
        ("0.1", "0.1"),
        ("3.3000000000000003", "3.3"),
        ("7.0000000000000007E-2", "0.07"),
        ("100", "100"),
        ("1.2E+3", "1200"),
        ("-0.5", "-0.5"),
        ("123456789012345678", "123456789012346000"),
        (" 7 ", "7"),
    ],
)
def test_numbers_have_the_digits_that_are_shown(kept: str, value: str) -> None:
    read = one(cell("A1", kept)).value
    assert isinstance(read, Decimal)
    assert format(read, "f") == value


@pytest.mark.parametrize("kept", ["abc", "1_000", "１２", "NaN", "1e999", "Infinity", "1" * 900])
def test_what_is_kept_as_a_number_and_is_none_stays_text(kept: str) -> None:
    assert one(cell("A1", kept)).value == kept


@pytest.mark.parametrize(
    ("number", "code", "value"),
    [
        ("44469", 14, dt.date(2021, 9, 30)),
        ("44469", 'yyyy"年"m"月"d"日"', dt.date(2021, 9, 30)),
        ("44469", "[$-804]e年m月d日;@", dt.date(2021, 9, 30)),
        ("44469", 31, dt.date(2021, 9, 30)),
        ("44469.5", "yyyy-mm-dd hh:mm", dt.datetime.fromisoformat("2021-09-30T12:00")),
        ("1", 14, dt.date(1900, 1, 1)),
        ("59", 14, dt.date(1900, 2, 28)),
        ("60", 14, "1900-02-29"),
        ("61", 14, dt.date(1900, 3, 1)),
        ("0.75", "h:mm", dt.time(18)),
        ("0.999999999", "h:mm:ss", dt.time(23, 59, 59)),
        ("1.5", "[h]:mm", Decimal("1.5")),
        ("0.42", "0%", Decimal("0.42")),
        ("12.5", '0.0"亿元"', Decimal("12.5")),
        ("12.5", '0.0" days"', Decimal("12.5")),
        ("12.5", "0.0\\d", Decimal("12.5")),
        ("12.5", "#,##0.00_);[Red]\\(#,##0.00\\)", Decimal("12.5")),
        ("12.5", "0.00E+00", Decimal("12.5")),
        ("12.5", "G/通用格式", Decimal("12.5")),
    ],
)
def test_formats_say_what_a_number_is(number: str, code: str | int, value: CellValue) -> None:
    read = shown(number, code)
    assert (read.value, type(read.value)) == (value, type(value))


def test_a_workbook_may_count_its_days_from_1904() -> None:
    assert shown("43007", 14, '<workbookPr date1904="1"/>').value == dt.date(2021, 9, 30)
    assert shown("0", 14, '<workbookPr date1904="1"/>').value == dt.date(1904, 1, 1)


@pytest.mark.parametrize("number", ["-1", "2958466", "1e300"])
def test_a_day_outside_the_calendar_is_an_error(number: str) -> None:
    read = shown(number, 14)
    assert (read.value, read.error) == (None, "#####")


def test_the_format_of_a_number_is_kept() -> None:
    assert shown("0.42", 10).number_format == "0.00%"
    assert shown("12.5", '0.0"亿元"').number_format == '0.0"亿元"'
    assert one(cell("A1", "1", style=99)).number_format == "General"


@pytest.mark.parametrize(
    ("inside", "value"),
    [
        (cell("A1", "0", "s"), "指标"),
        ('<c r="A1" t="inlineStr"><is><t>直接</t></is></c>', "直接"),
        (
            '<c r="A1" t="inlineStr"><is><r><t>知识</t></r><r><rPr><b/></rPr><t>产权</t></r></is></c>',
            "知识产权",
        ),
        ('<c r="A1" t="inlineStr"><is><t>甲</t><rPh sb="0" eb="1"><t>jia</t></rPh></is></c>', "甲"),
        ('<c r="A1" t="inlineStr"><is><t xml:space="preserve"> 甲 </t></is></c>', " 甲 "),
        ('<c r="A1" t="inlineStr">\n <is>\n <t>甲</t>\n </is>\n </c>', "甲"),
        (cell("A1", "1", "b"), True),
        (cell("A1", "0", "b"), False),
        (cell("A1", "2021-09-30", "d"), dt.date(2021, 9, 30)),
        (cell("A1", "2021-09-30T08:30:00", "d"), dt.datetime.fromisoformat("2021-09-30T08:30")),
        (cell("A1", "九月", "d"), "九月"),
        (cell("A1", "一_x000D_\n二", "str"), "一\n二"),
        (cell("A1", "_x005F_x000D_", "str"), "_x000D_"),
        (cell("A1", "_xD83D__xDE00_", "str"), "😀"),
        (cell("A1", "_xD83D_甲", "str"), "甲"),
        (cell("A1", "一\u200b二\u202e", "str"), "一二"),
        (cell("A1", "长" * 40_000, "str"), "长" * 40_000),
    ],
)
def test_texts_switches_and_days(inside: str, value: CellValue) -> None:
    assert one(inside).value == value


def test_phonetic_runs_of_shared_texts_are_no_part_of_them() -> None:
    item = "<r><t>知识</t></r><r><t>产权</t></r><rPh><t>zhishi</t></rPh><phoneticPr/>"
    assert one(cell("A1", "0", "s"), texts=making.shared_texts(item)).value == "知识产权"


def test_formulas_show_what_was_kept() -> None:
    cells = only(
        workbook(
            row(
                1,
                cell("A1", "3", formula="<f>1+2</f>"),
                '<c r="B1"><f>C1*2</f></c>',
                cell("C1", "#DIV/0!", "e", formula="<f>1/0</f>"),
                cell("D1", "", "str", formula="<f>IF(A1,&quot;&quot;)</f>"),
                cell("E1", "5", formula='<f t="array" ref="E1">SUM(A1:B1)</f>'),
                cell("F1", "6", formula='<f t="shared" ref="F1:G1" si="0">A1*2</f>'),
                cell("G1", "7", formula='<f t="shared" si="0"/>'),
                '<c r="H1" t="e"><v>#N/A</v></c>',
            )
        )
    )[1]
    assert cells[1] == Cell(Decimal(3), "=1+2")
    assert cells[2] == Cell(None, "=C1*2")
    assert cells[3] == Cell(None, "=1/0", "#DIV/0!")
    assert cells[4] == Cell("", '=IF(A1,"")')
    assert (cells[5].value, cells[5].formula) == (Decimal(5), "=SUM(A1:B1)")
    assert [cells[column].formula for column in (6, 7)] == ["=A1*2", "=A1*2"]
    assert cells[8] == Cell(None, "", "#N/A")


def test_cells_may_lack_names_and_stand_in_any_order() -> None:
    rows = row(5, cell("C5", "3"), cell("A5", "1")) + '<row r="2"><c><v>7</v></c><c/><c><v>9</v></c></row>'
    read = only(workbook(rows + "<row><c><v>8</v></c></row>"))
    assert list(read) == [2, 3, 5]
    assert {number: list(cells) for number, cells in read.items()} == {2: [1, 3], 3: [1], 5: [1, 3]}


def test_empty_cells_are_none() -> None:
    rows = row(1, '<c r="A1" s="0"/>', '<c r="B1" t="s"/>', '<c r="C1"><v></v></c>', cell("D1", "", "str"))
    assert only(workbook(rows)) == {}


def test_what_is_hidden_and_merged() -> None:
    content = workbook(
        row(1, cell("A1", "1")) + row(2, cell("A2", "2"), more=' hidden="1"') + row(3, more=' hidden="1"'),
        before='<cols><col min="3" max="4" hidden="1"/><col min="5" max="5"/></cols>',
        after='<mergeCells><mergeCell ref="A1:B2"/><mergeCell ref="C1"/></mergeCells>',
    )
    (sheet,) = read_book(content, "a.xlsx").sheets
    assert (sheet.hidden_rows, sheet.hidden_columns) == ({2}, {3, 4})
    assert sheet.merged == (Merged(1, 1, 2, 2),)


def test_hidden_sheets_are_read_and_known() -> None:
    titles = {"填报": "", "规则": 'state="hidden"', "键": 'state="veryHidden"'}
    book = read_book(zipped(parts(row(1, cell("A1", "1")), titles=titles)), "a.xlsx")
    assert [(sheet.title, sheet.is_hidden) for sheet in book.sheets] == [
        ("填报", False),
        ("规则", True),
        ("键", True),
    ]


def test_three_hundred_sheets() -> None:
    titles = {f"第{at}表": "" for at in range(300)}
    book = read_book(zipped(parts(row(1, cell("A1", "1")), titles=titles)), "a.xlsx")
    assert len(book.sheets) == 300


def rewritten(old: str, new: str) -> bytes:
    good = parts(row(1, cell("A1", "0", "s"), cell("B1", "44469", style=0)), styles=making.styles(14))
    return zipped({name: str(content).replace(old, new) for name, content in good.items()})


EXPECTED: dict[int, CellValue] = {1: "指标", 2: dt.date(2021, 9, 30)}


def values(book: Book) -> dict[int, CellValue]:
    return {column: each.value for column, each in book.sheets[0].rows[1].items()}


def strict() -> bytes:
    made = parts(row(1, cell("A1", "0", "s"), cell("B1", "44469", style=0)), styles=making.styles(14))
    texts = {name: str(content) for name, content in made.items()}
    for usual, other in making.STRICT.items():
        texts = {name: content.replace(usual, other) for name, content in texts.items()}
    return zipped(texts)


def prefixed() -> bytes:
    made = parts(row(1, cell("A1", "0", "s"), cell("B1", "44469", style=0)), styles=making.styles(14))
    part = str(made[making.SHEET]).replace("<", "<x:").replace("<x:/", "</x:").replace("<x:?xml", "<?xml")
    return zipped(made | {making.SHEET: part.replace("xmlns=", "xmlns:x=")})


@pytest.mark.parametrize(
    "content",
    [
        strict(),
        prefixed(),
        rewritten("sharedStrings.xml", "SharedStrings.xml"),
        rewritten("worksheets/sheet1.xml", "/xl/worksheets/sheet1.xml"),
        rewritten("worksheets/sheet1.xml", "../xl/worksheets/./sheet1.xml"),
    ],
    ids=["strict", "prefixed", "case", "absolute target", "roundabout target"],
)
def test_programs_write_the_same_in_other_ways(content: bytes) -> None:
    assert values(read_book(content, "a.xlsx")) == EXPECTED


def test_backslashes_part_the_names_of_members() -> None:
    made = parts(row(1, cell("A1", "0", "s"), cell("B1", "44469", style=0)), styles=making.styles(14))
    content = zipped({name.replace("/", "\\") if "xl" in name else name: part for name, part in made.items()})
    assert values(read_book(content, "a.xlsx")) == EXPECTED


def test_parts_may_be_in_utf_16() -> None:
    made = parts(row(1, cell("A1", "0", "s")))
    text = str(made[making.TEXTS]).replace("UTF-8", "UTF-16").encode("utf-16")
    assert values(read_book(zipped(made | {making.TEXTS: text}), "a.xlsx")) == {1: "指标"}


def test_charts_alone_on_a_sheet_are_left_out() -> None:
    made = parts(row(1, cell("A1", "1")), titles={"图": "", "填报": ""})
    relations = str(made[making.BOOK_RELATIONS]).replace("worksheet", "chartsheet", 1)
    (sheet,) = read_book(zipped(made | {making.BOOK_RELATIONS: relations}), "a.xlsx").sheets
    assert sheet.title == "填报"


MACROS = "The workbook contains macros."
LINKS = "The workbook refers to other files."


@pytest.mark.parametrize(
    ("more", "book", "name", "cautions"),
    [
        ({}, "", "a.xlsx", []),
        ({}, "", "填报", []),
        ({"xl/vbaProject.bin": b"\xcc"}, "", "a.xlsm", [MACROS]),
        ({"xl/vbaProject.bin": b"\xcc"}, "", "a.xlsx", [MACROS]),
        ({"xl/macrosheets/sheet9.xml": ""}, "", "a.xlsx", [MACROS]),
        ({}, "<externalReferences><externalReference/></externalReferences>", "a.xlsx", [LINKS]),
        ({"xl/externalLinks/externalLink1.xml": ""}, "", "a.xlsx", [LINKS]),
        ({}, "", "a.csv", ["The name ends in .csv, but the file is an Excel workbook"]),
        ({}, "", "a.xls", ["The name ends in .xls, but the file is an Excel workbook"]),
    ],
)
def test_what_is_not_taken_in_is_said(
    more: dict[str, bytes], book: str, name: str, cautions: list[str]
) -> None:
    with override("en"):
        read = read_book(zipped(parts(row(1, cell("A1", "1")), book=book) | more), name)
    assert len(read.cautions) == len(cautions)
    assert all(said.startswith(wanted) for said, wanted in zip(read.cautions, cautions, strict=True))
    assert values(read) == {1: Decimal(1)}
