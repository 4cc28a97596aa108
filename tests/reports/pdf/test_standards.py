"""What PDF/A-2a and PDF/UA-1 ask for: metadata, tags, bookmarks, embedded fonts. pypdf reads it."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import Destination

from reports.snapshot.document import Heading
from tests.reports.pdf.making import bare, english, pdf_of
from tests.reports.specimen import paragraph, specimen_document


@pytest.fixture(scope="module")
def specimen(tmp_path_factory: pytest.TempPathFactory) -> PdfReader:
    return PdfReader(pdf_of(specimen_document(), tmp_path_factory.mktemp("specimen")))


def root(pdf: PdfReader) -> dict[str, Any]:
    return pdf.trailer["/Root"].get_object()


def test_it_says_that_it_is_pdf_a_2a_and_pdf_ua_1(specimen: PdfReader) -> None:
    metadata = root(specimen)["/Metadata"].get_object().get_data().decode()
    for said in (
        "<pdfaid:part>2</pdfaid:part>",
        "<pdfaid:conformance>A</pdfaid:conformance>",
        "<pdfuaid:part>1</pdfuaid:part>",
    ):
        assert said in metadata
    assert root(specimen)["/MarkInfo"]["/Marked"]
    assert root(specimen)["/OutputIntents"]


def test_it_has_its_title_language_author_and_the_moment_it_stands_as_of(specimen: PdfReader) -> None:
    document = specimen_document()
    information = specimen.metadata
    assert information is not None
    assert information.title == "".join(document.title)
    assert information.author == document.signature.organization
    assert information.creation_date is not None
    assert information.creation_date.isoformat() == "2021-12-14T07:30:00+00:00"
    assert str(root(specimen)["/Lang"]).lower() == "zh-cn"
    assert root(specimen)["/ViewerPreferences"]["/DisplayDocTitle"]


def test_an_english_one_says_so(tmp_path: Path) -> None:
    assert root(PdfReader(pdf_of(english(), tmp_path)))["/Lang"] == "en"


def fonts(pdf: PdfReader) -> dict[str, Any]:
    found = {}
    for page in pdf.pages:
        for font in page["/Resources"].get_object().get("/Font", {}).values():
            descendant = font.get_object()["/DescendantFonts"][0].get_object()
            found[descendant["/BaseFont"]] = descendant["/FontDescriptor"].get_object()
    return found


def test_every_font_is_embedded_and_a_subset(specimen: PdfReader) -> None:
    assert len(fonts(specimen)) >= 3
    for name, descriptor in fonts(specimen).items():
        assert name[7] == "+"
        assert {"/FontFile2", "/FontFile3"} & set(descriptor)
    assert specimen.stream.seek(0, 2) < 600_000


def bookmarks(outline: Any, depth: int = 0) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    for each in outline:
        if isinstance(each, Destination):
            found.append((depth, str(each.title)))
        else:
            found += bookmarks(each, depth + 1)
    return found


def test_headings_and_annexes_are_bookmarks_in_their_order(specimen: PdfReader) -> None:
    assert bookmarks(specimen.outline) == [
        (0, "一、总体情况"),
        (0, "二、主要做法和成效"),
        (1, "（一）加强知识产权转化运用"),
        (2, "1.推进质押融资"),
        (3, "（1）扩大覆盖面"),
        (0, "三、存在问题"),
        (0, "附件1 目标完成情况表"),
        (0, "附件2 任务台账"),
    ]


def test_a_heading_without_those_above_it_is_no_deeper_than_can_be(tmp_path: Path) -> None:
    body = (Heading(3, "1.", "先"), paragraph("文"), Heading(1, "一、", "后"), Heading(4, "（1）", "深"))
    assert bookmarks(PdfReader(pdf_of(bare(*body), tmp_path)).outline) == [
        (0, "1.先"),
        (0, "一、后"),
        (1, "（1）深"),
    ]


def tags(node: Any, found: "Counter[str] | None" = None) -> "Counter[str]":
    """How many elements of each kind the structure has."""
    found = Counter() if found is None else found
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        for each in node:
            tags(each, found)
    elif isinstance(node, dict):
        if "/S" in node:
            found[str(node["/S"])] += 1
        if "/K" in node:
            tags(node["/K"], found)
    return found


def elements(node: Any, kind: str) -> list[Any]:
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        return [found for each in node for found in elements(each, kind)]
    if not isinstance(node, dict):
        return []
    below = elements(node["/K"], kind) if "/K" in node else []
    return [node, *below] if node.get("/S") == kind else below


def test_the_structure_has_headings_tables_with_heads_and_figures(specimen: PdfReader) -> None:
    structure = root(specimen)["/StructTreeRoot"]
    count = tags(structure)
    assert (count["/H1"], count["/H2"], count["/H3"], count["/H4"]) == (5, 1, 1, 1)
    assert count["/Table"] == 3
    assert count["/TH"] == 3 * 4
    assert count["/TD"] == (2 + 2 + 60) * 4
    assert {head["/A"][0].get_object()["/Scope"] for head in elements(structure, "/TH")} == {"/Column"}


def test_a_chart_is_drawn_with_lines_and_says_what_it_shows(specimen: PdfReader) -> None:
    (figure,) = elements(root(specimen)["/StructTreeRoot"], "/Figure")
    assert figure["/Alt"] == "各项指标完成比例：质押融资规模 170.8 %，惠及企业 42.0 %，TISC 未报。"
    assert not [image for page in specimen.pages for image in page.images]
