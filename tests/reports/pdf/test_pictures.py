"""Pictures of a report: shown with what they show, or said to be unfit."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from reports.pdf.pictures import picture_suffix
from reports.pdf.proof import prove_pdf
from reports.pdf.render import render_pdf
from reports.rendering import silent
from reports.snapshot.document import Picture
from tests.reports.pdf.making import bare, snapshot_of


def drawn(kind: str, mode: str = "RGB", size: tuple[int, int] = (40, 30)) -> bytes:
    content = BytesIO()
    Image.new(mode, size, 128).save(content, kind)
    return content.getvalue()


@pytest.mark.parametrize(
    ("kind", "mode", "suffix"),
    [
        ("PNG", "RGB", "png"),
        ("PNG", "RGBA", "png"),
        ("JPEG", "RGB", "jpg"),
        ("GIF", "P", "gif"),
        ("BMP", "RGB", None),
    ],
)
def test_pictures_of_pixels_are_shown(kind: str, mode: str, suffix: str | None) -> None:
    assert picture_suffix(drawn(kind, mode)) == suffix


def test_a_photograph_with_what_a_phone_wrote_behind_it_is_shown() -> None:
    assert picture_suffix(drawn("JPEG") + b"SEFT") == "jpg"


def test_a_broken_picture_one_beyond_measure_and_what_is_none_are_not() -> None:
    whole = drawn("PNG", size=(400, 300))
    beyond = whole[:16] + (90_000).to_bytes(4) * 2 + whole[24:]
    for content in (b"", whole[:60], beyond, drawn("JPEG")[:200], b"<svg/>", b"%PDF-1.7"):
        assert picture_suffix(content) is None


def test_one_is_shown_and_described_and_another_said_to_be_unfit(
    stored: dict[str, bytes], tmp_path: Path
) -> None:
    stored["a" * 64], stored["b" * 64] = drawn("PNG"), drawn("PNG")[:50]
    pictures = [Picture(key * 64, f"{key}.png", f"现场{key}") for key in "abc"]
    snapshot = snapshot_of(bare(*pictures), tmp_path)
    path = tmp_path / "report.pdf"
    said = render_pdf(snapshot, "zh-hans", path, silent)
    prove_pdf(snapshot, "zh-hans", path, silent)
    assert len(said) == 2
    assert "b.png" in said[0]
    pdf = PdfReader(path)
    assert len(pdf.pages[0].images) == 1
    shown = pdf.pages[0].extract_text().replace(" ", "")
    assert "现场a" in shown
    assert "图片“b.png”无法显示。现场b" in shown
    first = path.read_bytes()
    render_pdf(snapshot, "zh-hans", path, silent)
    assert path.read_bytes() == first


def test_many_that_are_gone_are_told_together_and_each_in_its_place(tmp_path: Path) -> None:
    pictures = [Picture(f"{number:064d}", f"{number}.png", f"现场{number}") for number in range(60)]
    snapshot = snapshot_of(bare(*pictures), tmp_path)
    path = tmp_path / "report.pdf"
    said = render_pdf(snapshot, "zh-hans", path, silent)
    prove_pdf(snapshot, "zh-hans", path, silent)
    assert said == ["有 60 张图片无法显示，包括0.png、1.png、2.png等，原位置均有说明。"]
