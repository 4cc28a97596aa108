"""Pictures beside a case: as large as there is room, and a sentence where the file is not whole."""

import hashlib
import struct
import zlib
from pathlib import Path

import msgspec
import pytest
from docx import Document
from docx.oxml.ns import qn
from openxml_audit import OpenXmlValidator

from reports.rendering import silent
from reports.snapshot.document import Picture, ReportDocument
from reports.snapshot.snapshot import Snapshot
from reports.word.proof import prove_docx
from tests.reports.test_photographs import photograph
from tests.reports.word.documents import empty_document, rendered


def png(width: int, height: int) -> bytes:
    """A grey picture."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\x80" * width) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def with_picture(content: bytes) -> ReportDocument:
    picture = Picture(hashlib.sha256(content).hexdigest(), "签约.png", "签约仪式")
    return msgspec.structs.replace(empty_document(), body=(picture,))


@pytest.fixture
def stored(monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """What is stored, by its checksum."""
    files: dict[str, bytes] = {}
    for module in ("reports.word.pictures", "reports.word.manuscript"):
        monkeypatch.setattr(f"{module}.stored_picture", files.get)
    return files


def test_a_picture_is_scaled_to_the_type_area_and_described(stored: dict[str, bytes], tmp_path: Path) -> None:
    content = png(3000, 1000)
    stored[hashlib.sha256(content).hexdigest()] = content
    path = rendered(with_picture(content), tmp_path)
    (shape,) = Document(str(path)).inline_shapes
    assert shape.width.mm == pytest.approx(156, abs=0.1)
    assert shape.height.mm == pytest.approx(52, abs=0.1)
    assert shape._inline.docPr.get("descr") == "签约仪式"
    assert not OpenXmlValidator().validate(path).errors
    prove_docx(Snapshot(tmp_path / "snapshot.json"), "zh-hans", path, silent)


@pytest.mark.parametrize(
    ("held", "rotation", "mirrored"),
    [
        *((1, None, None), (2, None, "1"), (3, "10800000", None)),
        *((6, "5400000", None), (7, "5400000", "1"), (8, "16200000", None)),
    ],
)
def test_a_photograph_stands_upright(
    held: int, rotation: str | None, mirrored: str | None, stored: dict[str, bytes], tmp_path: Path
) -> None:
    content = photograph(held, (3000, 1000)) + b"SEFT"
    stored[hashlib.sha256(content).hexdigest()] = content
    path = rendered(with_picture(content), tmp_path)
    (shape,) = Document(str(path)).inline_shapes
    frame = shape._inline.graphic.graphicData.pic.spPr.xfrm
    assert (frame.get("rot"), frame.get("flipH")) == (rotation, mirrored)
    beyond = shape._inline.find(qn("wp:effectExtent"))
    assert (beyond is None) == (held < 5)
    if beyond is not None:
        assert (beyond.get("l"), int(beyond.get("t"))) == (
            "0",
            (shape.width - shape.height) // 2 // 635 * 635,
        )
        assert shape.width.mm == pytest.approx(0.6 * 225, abs=0.1)
    assert not OpenXmlValidator().validate(path).errors


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<svg/>",
        b"\x89PNG\r\n\x1a\n",
        png(9, 9)[:-20],
        png(9, 9).replace(b"IDAT", b"IDAX"),
        b"\xff\xd8\xff\xe0",
    ],
    ids=["gone", "other", "head", "cut", "damaged", "cut jpeg"],
)
def test_a_broken_picture_is_a_sentence(content: bytes, stored: dict[str, bytes], tmp_path: Path) -> None:
    stored[hashlib.sha256(content).hexdigest()] = content
    path = rendered(with_picture(content), tmp_path)
    texts = [paragraph.text for paragraph in Document(str(path)).paragraphs]
    assert "图片“签约.png”无法显示。签约仪式" in texts
    header = Document(str(path)).sections[0].first_page_header
    assert "图片“签约.png”无法显示。" in [paragraph.text for paragraph in header.paragraphs]
    prove_docx(Snapshot(tmp_path / "snapshot.json"), "zh-hans", path, silent)


def test_many_that_are_gone_leave_the_first_page_its_room(stored: dict[str, bytes], tmp_path: Path) -> None:
    pictures = tuple(Picture(f"{number:064d}", f"{number}.png", f"现场{number}") for number in range(60))
    path = rendered(msgspec.structs.replace(empty_document(), body=pictures), tmp_path)
    document = Document(str(path))
    told = [paragraph.text for paragraph in document.sections[0].first_page_header.paragraphs]
    assert "有 60 张图片无法显示，包括0.png、1.png、2.png等，原位置均有说明。" in told
    assert len(told) < 10
    assert "图片“59.png”无法显示。现场59" in [paragraph.text for paragraph in document.paragraphs]
