"""A report's tables on a page: columns as wide as on paper, each cell under its column and named by it."""

import re

from reports.snapshot.document import (
    Align,
    Annex,
    Cell,
    Column,
    Heading,
    Paragraph,
    ReportDocument,
    Signature,
    Table,
)
from reports.templatetags.annual import column_widths, report_block, report_contents

TWO = Table(
    "Files",
    (Column("No.", 5, Align.CENTRE), Column("Size", 15, Align.END)),
    ((Cell("1"), Cell("3 kB <", ("f1",))),),
)


def table_of(count: int, rows: int = 0) -> Table:
    columns = tuple(Column(f"Column {index}") for index in range(count))
    return Table("Wide", columns, ((Cell("1"),) * count,) * rows)


def test_columns_are_as_wide_as_on_paper() -> None:
    assert column_widths(TWO) == '<colgroup><col width="25%"><col width="75%"></colgroup>'
    shares = re.findall(r'width="(\d+)%"', column_widths(table_of(11)))
    assert [int(share) for share in shares] == [9] * 11


def test_each_cell_is_aligned_as_its_column_and_named_by_it() -> None:
    text = report_block(TWO, {"f1": 4})
    assert '<td class="report-table__centre" data-label="No."><span>1</span></td>' in text
    assert '<td class="num" data-label="Size"><span>3 kB &lt;<sup>' in text


def test_only_a_table_of_many_columns_is_wider_than_text() -> None:
    assert "report-table--wide" not in report_block(table_of(7), {})
    assert "report-table--wide" in report_block(table_of(8), {})


def test_phones_stack_the_rows_of_a_short_table_alone() -> None:
    assert "table--stack" in report_block(table_of(8, 25), {})
    assert "table--stack" not in report_block(table_of(8, 26), {})


def test_keys_reach_a_table_that_is_broader_than_the_page() -> None:
    reached = 'class="table-scroll" tabindex="0" role="region" aria-label="Wide"'
    assert reached in report_block(table_of(8), {})
    assert reached in report_block(table_of(7, 30), {})
    assert reached not in report_block(table_of(7), {})


def test_contents_hold_two_levels_of_headings_and_the_annexes() -> None:
    body = (
        Heading(1, "一、", "总体情况"),
        Paragraph(()),
        Heading(1, "二、", "主要做法"),
        Heading(2, "（一）", "完善政策"),
        Heading(3, "1.", "一条"),
    )
    annexes = (Annex("附件1", "目标表", ()),)
    document = ReportDocument("zh-hans", (), "局领导：", body, Signature("广东省"), annexes=annexes)
    first, second, annex = report_contents(document)
    assert (first.place, first.text, first.inner) == ("part-1", "一、总体情况", [])
    assert [(inner.place, inner.text) for inner in second.inner] == [("part-4", "（一）完善政策")]
    assert (annex.place, annex.text) == ("annex-1", "附件1 目标表")
    assert '<h3 id="part-4">（一）完善政策</h3>' in report_block(body[3], {}, 4)
