"""Whatever a report holds, its PDF is made, is the same each time, and says what it had to change."""

import dataclasses
from pathlib import Path

import pytest
from msgspec.structs import replace
from pypdf import PdfReader

from reports.pdf import render
from reports.pdf.fonts import find_fonts, report_fonts
from reports.pdf.proof import prove_pdf
from reports.pdf.render import render_pdf
from reports.rendering import FormRefused, silent
from reports.snapshot.document import Align, Bar, Chart, Column, Form, Picture, ReportDocument, Table
from tests.reports.pdf.making import bare, changes_in, english, pdf_of, table, whole
from tests.reports.pdf.measuring import pages_of, texts
from tests.reports.specimen import paragraph, snapshot_of, specimen_document

HOSTILE = (
    "=1+1",
    "＝cmd|' /C calc'!A0",
    "\ufffe\uffff\x00\x01\x1b[31m",
    "😀👨‍👩‍👧🇨🇳",
    "䶮𠮷镕堃祎昇",
    "\u202egnp.exe\u202c",
    "שלום عربى",
    '#set page(width: 1pt) $x^2$ *b* _i_ `r` @ref <label> \\ // /* */ #read("/etc/passwd")',
    "a\u0301e\u0308q\u0301",
    "W" * 300,
    "https://example.org/" + "a/b" * 200,
    "字" * 2_000,
    "a\tb\nc\r\nd\u2028e",
    "ก็ नमस्ते",
    "㈱①㎡ﬁ",
    "\u00ad\u200b",
    "",
    "  ",
    "—" * 100 + "“" * 50,
)


@pytest.mark.parametrize("form", list(Form))
def test_the_same_snapshot_is_the_same_file(form: Form, tmp_path: Path) -> None:
    snapshot = snapshot_of(specimen_document(paragraphs=3, form=form), tmp_path)
    first, second = tmp_path / "first.pdf", tmp_path / "second.pdf"
    render_pdf(snapshot, "zh-hans", first, silent)
    # Something else in between, so that nothing is taken from what was set a moment ago.
    pdf_of(bare(paragraph("别的")), tmp_path)
    render_pdf(snapshot, "zh-hans", second, silent)
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize("place", ["body", "cells", "everywhere"])
def test_any_text_is_set_as_it_is_and_found_again(place: str, tmp_path: Path) -> None:
    documents = {
        "body": whole(*map(paragraph, HOSTILE)),
        "cells": whole(table(*((text, "间", text) for text in HOSTILE))),
        "everywhere": everywhere("".join(HOSTILE[:9])),
    }
    snapshot = snapshot_of(documents[place], tmp_path)
    path = tmp_path / "report.pdf"
    said = render_pdf(snapshot, "zh-hans", path, silent)
    prove_pdf(snapshot, "zh-hans", path, silent)
    assert any("U+0000" in sentence for sentence in said)
    assert "root:" not in "".join(page.extract_text() for page in PdfReader(path).pages)


def everywhere(text: str) -> ReportDocument:
    """The specimen with a text in every place that has one."""
    document = specimen_document(paragraphs=1)
    return replace(
        document,
        title=(text,),
        addressee=text,
        standing=text,
        notices=(text,),
        closing=text,
        attachments=(text, text),
        signature=replace(document.signature, organization=text, date=text, contact=text),
        letterhead=replace(document.letterhead, mark=text, document_number=text, signer=text),
        colophon=replace(document.colophon, copies_to=text, issued_by=text, issued_on=text),
        body=(Chart(text, text, (Bar(text, "1", text, "2"),), text), Picture("0" * 64, text, text)),
    )


def test_what_had_to_be_changed_is_said_on_the_first_page_too(tmp_path: Path) -> None:
    document = bare(paragraph("名\ufffe字\u202e倒\u202c"))
    said = changes_in(document, tmp_path)
    assert len(said) == 2
    assert "U+FFFE" in said[0]
    first = pages_of(tmp_path / "report.pdf")[0]
    shown = "".join(map(texts, first.lines))
    assert all(sentence.replace(" ", "") in shown.replace(" ", "") for sentence in said)
    assert "名□字倒" in shown


def test_nothing_is_said_where_nothing_was_changed(tmp_path: Path) -> None:
    assert changes_in(specimen_document(paragraphs=1), tmp_path) == []


def test_a_cell_of_fifty_thousand_signs_goes_on_over_pages(tmp_path: Path) -> None:
    columns = (Column("短", 10), Column("长", 50), Column("末", 10, Align.END))
    row = tuple(table(("甲", "长文" * 25_000, "丙")).rows[0])
    snapshot = snapshot_of(bare(Table("", columns, (row, *table(("后", "后", "后")).rows))), tmp_path)
    path = tmp_path / "report.pdf"
    render_pdf(snapshot, "zh-hans", path, silent)
    prove_pdf(snapshot, "zh-hans", path, silent)
    pages = PdfReader(path).pages
    assert 20 < len(pages) < 80


def test_sixty_paragraphs_and_a_year_without_anything_are_set(tmp_path: Path) -> None:
    sixty = whole(*(paragraph("段落。" * (number + 1)) for number in range(60)))
    for document in (sixty, bare()):
        snapshot = snapshot_of(document, tmp_path)
        render_pdf(snapshot, "zh-hans", tmp_path / "report.pdf", silent)
        prove_pdf(snapshot, "zh-hans", tmp_path / "report.pdf", silent)


def test_bars_of_any_value_and_long_names_stay_on_the_page(tmp_path: Path) -> None:
    bars = tuple(
        Bar("很长的机构名称" * (6 if number == 3 else 1), str(number * 3 - 10), f"{number}", "50")
        for number in range(60)
    )
    nothing = Chart("无数据", "%", (Bar("甲", None, "未报"), Bar("乙", "0", "0")), "没有数据")
    pages = pages_of(pdf_of(bare(Chart("图", "%", bars, "说明"), nothing), tmp_path))
    drawn = [edge for page in pages for edge in page.drawn]
    assert min(edge.left for edge in drawn) >= 28
    assert max(edge.right for edge in drawn) <= 28 + 156 + 1


def test_english_is_set_in_latin_type_with_hyphens(tmp_path: Path) -> None:
    snapshot = snapshot_of(english(), tmp_path)
    path = tmp_path / "report.pdf"
    assert render_pdf(snapshot, "en", path, silent) == []
    prove_pdf(snapshot, "en", path, silent)
    shown = PdfReader(path).pages[0].extract_text()
    assert "-\n" in shown
    assert "“well-known”" in shown


def test_without_a_chinese_font_the_form_is_refused_and_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(render, "report_fonts", lambda: find_fonts((), with_system=False))
    with pytest.raises(FormRefused, match=r"fonts-noto-cjk.*REPORT_FONT_DIRS"):
        pdf_of(bare(), tmp_path)


def test_progress_is_told(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    snapshot = snapshot_of(bare(), tmp_path)
    render_pdf(snapshot, "zh-hans", tmp_path / "report.pdf", lambda done, total: told.append((done, total)))
    assert told == [(0, 1), (1, 1)]


def test_a_font_that_is_not_there_is_an_error_and_not_replaced_without_a_word(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    fonts = report_fonts()
    without = dataclasses.replace(fonts, faces=fonts.faces | {"fang": ["No such font", *fonts.faces["fang"]]})
    monkeypatch.setattr(render, "report_fonts", lambda: without)
    with pytest.raises(ValueError, match="no such font"):
        pdf_of(bare(paragraph("正文")), tmp_path)
