"""A view's brief, read with a reader of its own: nothing is missing, and two pages are all there is."""

from dataclasses import replace
from io import BytesIO

import pypdf
import pypdfium2
import pytest
from django.utils import translation

from reports.briefs import making
from reports.briefs.contents import BriefContents
from reports.briefs.making import brief_of
from reports.briefs.proof import prove_brief, steady
from reports.briefs.selection import selection_of
from reports.dashboards.shown_page import ShownPage
from reports.data_tables.values import Cell, DataTable, Head, Row
from reports.pdf.fonts import report_fonts
from reports.rendering import FileDiffers, FormRefused
from tests.reports.dashboards.specimen import AT, FACTS, number, specimen_page
from texts.outgoing.pdf_text import PdfGate


def pages_of(content: bytes) -> list[str]:
    with pypdfium2.PdfDocument(content) as pdf:
        return [steady(page.get_textpage().get_text_range()) for page in pdf]


def contents_of(page: ShownPage) -> dict[str, object]:
    fonts = report_fonts()
    return BriefContents(page, selection_of(page), PdfGate(fonts.covered), fonts.faces["hei"]).plain()


def test_every_number_of_the_view_stands_in_it_with_filters_who_and_when() -> None:
    page = specimen_page()
    (said,) = pages_of(brief_of(page, AT))
    wanted = [page.headline.sentence, *(words for fact in FACTS for words in fact)]
    wanted += [words for one in page.headline.numbers for words in (one.label, one.words, one.unit, one.note)]
    wanted += [
        cell.words or str(cell.value) for row in page.tables[0].rows for cell in row.cells if cell.words
    ]
    wanted += ["江苏省知识产权局已逾期 3 天", "=1+1", "741.5", "不含港澳台。", "没有符合条件的行。"]
    for words in wanted:
        assert steady(words) in said


def test_it_is_a_tagged_document_of_its_title_and_language() -> None:
    with translation.override("zh-hans"):
        reader = pypdf.PdfReader(BytesIO(brief_of(specimen_page(), AT)))
    catalog = reader.root_object
    assert reader.metadata is not None
    assert reader.metadata.title == "国家知识产权局 · 总览"
    assert catalog["/Lang"].startswith("zh")  # type: ignore[attr-defined]
    assert catalog["/MarkInfo"]["/Marked"]  # type: ignore[index]
    xmp = catalog.get_object()["/Metadata"].get_data().decode()  # type: ignore[index]
    assert "<pdfaid:part>2</pdfaid:part>" in xmp
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp


def test_the_same_view_makes_the_same_bytes() -> None:
    assert brief_of(specimen_page(), AT) == brief_of(specimen_page(), AT)


@pytest.mark.parametrize("rows", [34, 90, 400])
def test_two_pages_are_all_there_is_and_what_is_left_out_is_counted_truly(rows: int, english: None) -> None:
    page = specimen_page(rows=rows)
    pages = pages_of(brief_of(page, AT))
    said = "".join(pages)
    shown = [place for place in range(1, rows + 1) if f"省份{place}{place}20.5亿元" in said]
    shown_in_all = len(shown) + ("城市20.5亿元" in said)
    assert len(pages) <= 2
    assert shown == list(range(1, len(shown) + 1))
    assert steady("合计 741.5 亿元") in said
    if rows == 34:
        assert (shown_in_all, "Excel" in said) == (35, False)
    if rows == 400:
        assert steady(f"{401 - shown_in_all} further rows stand in the Excel file.") in said
        # Whoever gets two pages finds them filled.
        assert len(shown) > 60


def test_a_wide_table_is_set_across_the_long_side_and_columns_beyond_it_are_counted(english: None) -> None:
    def wide(count: int) -> ShownPage:
        heads = (
            Head("name", "机构"),
            *(Head(str(one), f"第 {one} 项指标", is_number=True) for one in range(count)),
        )
        cells = (Cell("江苏省知识产权局"), *(Cell(number(f"1234567.{one % 10}", 1)) for one in range(count)))
        return replace(specimen_page(), tables=(DataTable("wide", "宽表", heads, (Row("a", cells),)),))

    assert not selection_of(wide(5)).sheet.is_wide
    across = selection_of(wide(14))
    assert across.sheet.is_wide
    assert across.tables[0].columns_left == 0
    many = selection_of(wide(60))
    assert many.tables[0].columns_left > 0
    said = "".join(pages_of(brief_of(wide(60), AT)))
    assert steady(f"{many.tables[0].columns_left} further columns stand in the Excel file.") in said


def test_deeper_rows_give_way_before_those_above_them() -> None:
    page = specimen_page(rows=60)
    rows = [
        replace(row, key=f"{row.key}-{place}", level=1 if place else 0)
        for row in page.tables[0].rows
        for place in range(4)
    ]
    shown = selection_of(replace(page, tables=(replace(page.tables[0], rows=tuple(rows)),))).tables[0]
    assert {row.level for row in shown.table.rows} == {0}
    assert shown.rest == len(rows) - len(shown.table.rows)


def test_signs_that_no_font_has_are_shown_as_such_and_nothing_breaks() -> None:
    page = replace(specimen_page(), subject="机构\U0001f9ff\u202e*_#[x]")
    assert "机构□*_#[x]" in pages_of(brief_of(page, AT))[0]


def test_without_a_chinese_font_it_is_refused_with_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def none() -> None:
        raise FormRefused("No Chinese font was found.")

    monkeypatch.setattr(making, "report_fonts", none)
    with pytest.raises(FormRefused):
        brief_of(specimen_page(), AT)


def test_a_brief_that_says_something_else_is_found() -> None:
    page = specimen_page()
    made, contents = brief_of(page, AT), contents_of(page)
    with pypdfium2.PdfDocument(made) as pdf:
        prove_brief(contents, pdf)
        for name in ("sentence", "facts"):
            other = [{"label": "x", "words": "李四"}] if name == "facts" else "11 项目标"
            with pytest.raises(FileDiffers):
                prove_brief(contents | {name: other}, pdf)


def test_a_view_with_nothing_but_a_sentence_has_a_brief() -> None:
    bare = replace(specimen_page(), lists=(), tables=(), charts=())
    assert len(pages_of(brief_of(replace(bare, headline=replace(bare.headline, numbers=())), AT))) == 1
