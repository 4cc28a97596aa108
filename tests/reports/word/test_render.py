"""The file that Word opens: sound, the same for the same snapshot, in the standard's faces."""

from pathlib import Path
from zipfile import ZipFile

import msgspec
import pytest
from docx import Document
from docx.oxml.ns import qn
from openxml_audit import OpenXmlValidator

from reports.rendering import silent
from reports.snapshot.document import Form, ReportDocument
from reports.word.render import render_docx
from tests.reports.specimen import snapshot_of, specimen_document, write_specimen
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
    "numbers": numbered((1, "三、"), (2, "第一"), (2, "（二）"), (1, "七、")),
}


@pytest.mark.parametrize("document", DOCUMENTS.values(), ids=DOCUMENTS)
def test_office_finds_nothing_to_repair(document: ReportDocument, tmp_path: Path) -> None:
    result = OpenXmlValidator().validate(rendered(document, tmp_path))
    assert [str(error) for error in result.errors] == []


@pytest.mark.parametrize("document", DOCUMENTS.values(), ids=DOCUMENTS)
def test_the_same_snapshot_makes_the_same_bytes(document: ReportDocument, tmp_path: Path) -> None:
    first, second = (rendered(document, tmp_path, name).read_bytes() for name in ("first", "second"))
    assert first == second


def test_the_parts_are_our_own(tmp_path: Path) -> None:
    with ZipFile(rendered(specimen_document(), tmp_path)) as package:
        names = package.namelist()
        assert not [name for name in names if "stylesWithEffects" in name or "thumbnail" in name]
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [name for name in names if b"Theme=" in package.read(name)]


def test_every_run_has_a_chinese_face(tmp_path: Path) -> None:
    with ZipFile(rendered(specimen_document(), tmp_path)) as package:
        parts = [name for name in package.namelist() if name.startswith(("word/document", "word/footer"))]
        runs = [run for name in parts for run in package.read(name).decode().split("<w:r>")[1:]]
    texts = [run for run in runs if "<w:t" in run or "fldChar" in run or "instrText" in run]
    assert len(texts) > 100
    assert not [run for run in texts if 'w:hint="eastAsia" w:eastAsia=' not in run.split("</w:rPr>")[0]]


def test_styles_have_the_faces_and_sizes_of_the_standard(tmp_path: Path) -> None:
    document = Document(str(rendered(specimen_document(), tmp_path)))
    faces = {
        style.name: (style.element.rPr.rFonts.get(qn("w:eastAsia")), style.font.size.pt)
        for style in document.styles
        if style.type == 1
    }
    assert faces["Body Text"] == ("仿宋_GB2312", 16)
    assert faces["Heading 1"] == ("黑体", 16)
    assert faces["Heading 2"] == ("楷体_GB2312", 16)
    assert faces["Heading 3"] == faces["Heading 4"] == ("仿宋_GB2312", 16)
    assert faces["Title"] == ("方正小标宋简体", 22)
    assert faces["附件编号"] == ("黑体", 16)
    assert faces["Footer"] == faces["双页码"] == ("宋体", 14)
    assert faces["版记"] == ("仿宋_GB2312", 14)


def test_properties_stand_as_of_the_report(tmp_path: Path) -> None:
    path = tmp_path / "snapshot.json"
    write_specimen(path)
    snapshot = snapshot_of(specimen_document(), tmp_path)
    render_docx(snapshot, "zh-hans", tmp_path / "report.docx", silent)
    properties = Document(str(tmp_path / "report.docx")).core_properties
    assert properties.created is not None
    assert properties.created.isoformat() == "2021-12-14T07:30:00+00:00"
    assert properties.author == "广东省知识产权局"
    assert properties.language == "zh-CN"


def test_what_had_to_be_changed_is_answered_and_said(tmp_path: Path) -> None:
    document = msgspec.structs.replace(specimen_document(), addressee="a\ufffeb\x07c\u202ed：")
    changes = render_docx(snapshot_of(document, tmp_path), "zh-hans", tmp_path / "report.docx", silent)
    assert changes == [
        "本文有 2 个字符为 Word 文档所不能容纳，以“�”代替。",
        "本文略去了 1 个改变文字方向的符号。",
    ]
    header = Document(str(tmp_path / "report.docx")).sections[0].first_page_header
    assert [paragraph.text for paragraph in header.paragraphs][-2:] == changes


def test_progress_reaches_its_end(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    snapshot = snapshot_of(specimen_document(), tmp_path)
    render_docx(snapshot, "zh-hans", tmp_path / "report.docx", lambda *step: told.append(step))
    assert told == sorted(told)
    assert told[0][0] == 0
    assert told[-1][0] == told[-1][1] > 0
