"""Reading the document back: whatever is changed or gone is found."""

import re
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest

from reports.rendering import FileDiffers, silent
from reports.snapshot.document import Form, ReportDocument
from reports.snapshot.snapshot import Snapshot
from reports.word.proof import prove_docx
from tests.reports.specimen import specimen_document
from tests.reports.word.documents import (
    empty_document,
    english_document,
    hostile_document,
    numbered,
    rendered,
)

DOCUMENTS = {
    **{f"specimen-{form}": specimen_document(paragraphs=3, form=form) for form in Form},
    **{f"english-{form}": english_document(form) for form in Form},
    "hostile": hostile_document(),
    "empty": empty_document(),
    "in order": numbered((1, "一、"), (2, "（一）"), (2, "（二）"), (1, "二、"), (2, "（一）"), (3, "1.")),
    "skipped": numbered((1, "一、"), (2, "（三）"), (2, "（四）"), (2, "（九）"), (1, "二、"), (2, "（一）")),
    "again": numbered((1, "一、"), (1, "二、"), (1, "一、"), (2, "（一）"), (1, "二十一、"), (1, "二十二、")),
    "odd": numbered(
        (1, "第一部分"), (2, "（二）"), (1, "五、"), (2, "(三)"), (2, "（三）"), (3, "①"), (4, "（1）")
    ),
    "deep first": numbered(
        (3, "1."), (3, "2."), (1, "一、"), (3, "1."), (4, "（1）"), (2, "（一）"), (3, "1.")
    ),
}


@pytest.mark.parametrize("document", DOCUMENTS.values(), ids=DOCUMENTS)
def test_what_was_written_is_found_in_order(document: ReportDocument, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    path = rendered(document, tmp_path)
    prove_docx(Snapshot(tmp_path / "snapshot.json"), document.language, path, lambda *at: told.append(at))
    assert told[-1][0] == told[-1][1] > 0


def altered(path: Path, part: str, change: Callable[[str], str]) -> None:
    """Write the package again with one part changed."""
    with ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    text = parts[part].decode()
    parts[part] = change(text).encode()
    assert parts[part].decode() != text
    with ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)


CHANGES: dict[str, tuple[str, Callable[[str], str]]] = {
    "a figure": (
        "word/document.xml",
        lambda xml: xml.replace(
            "512.36 亿元</w:t></w:r></w:p></w:tc>", "512.35 亿元</w:t></w:r></w:p></w:tc>", 1
        ),
    ),
    "a text": ("word/document.xml", lambda xml: xml.replace("特此报告。", "特此报告", 1)),
    "a cell gone": ("word/document.xml", lambda xml: xml.replace(">无数据<", "><", 1)),
    "a row gone": (
        "word/document.xml",
        lambda xml: re.sub(r"<w:tr>(?:(?!<w:tr>).)*（59）.*?</w:tr>", "", xml),
    ),
    "a heading's number": (
        "word/document.xml",
        lambda xml: xml.replace('<w:numId w:val="1"/>', '<w:numId w:val="0"/>', 1),
    ),
    "a list's form": ("word/numbering.xml", lambda xml: xml.replace('w:val="%1、"', 'w:val="%1."', 1)),
    "a value drawn": (
        "word/charts/chart1.xml",
        lambda xml: xml.replace("<c:v>42.0</c:v>", "<c:v>24.0</c:v>", 1),
    ),
    "a value as it reads": ("word/charts/chart1.xml", lambda xml: xml.replace("170.8 %", "170.9 %", 1)),
    "the standing": ("word/header1.xml", lambda xml: xml.replace("未定稿", "定稿", 1)),
    "something more": (
        "word/document.xml",
        lambda xml: (
            xml.replace("<w:sectPr>", "<w:sectPr>", 1)
            .replace("</w:body>", "</w:body>")
            .replace(
                "<w:body>",
                '<w:body><w:p><w:pPr><w:pStyle w:val="BodyText"/></w:pPr><w:r><w:t>更多</w:t></w:r></w:p>',
                1,
            )
        ),
    ),
    "no XML": ("word/settings.xml", lambda xml: xml[:-5]),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_is_found(change: tuple[str, Callable[[str], str]], tmp_path: Path) -> None:
    path = rendered(specimen_document(paragraphs=2), tmp_path)
    altered(path, *change)
    with pytest.raises(FileDiffers):
        prove_docx(Snapshot(tmp_path / "snapshot.json"), "zh-hans", path, silent)


def test_no_package_is_no_document(tmp_path: Path) -> None:
    path = rendered(specimen_document(paragraphs=2), tmp_path)
    path.write_bytes(path.read_bytes()[:900])
    with pytest.raises(FileDiffers, match="cannot be read"):
        prove_docx(Snapshot(tmp_path / "snapshot.json"), "zh-hans", path, silent)
