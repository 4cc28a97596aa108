"""Which fonts a report is set in, and what they have."""

from pathlib import Path

import pytest
import typst

from reports.pdf.coverage import code_points
from reports.pdf.fonts import FACES, LATIN, PROBE, chinese_families, find_fonts, report_fonts
from reports.rendering import FormRefused


def test_every_face_has_a_font_and_falls_on_to_all_the_others() -> None:
    faces = report_fonts().faces
    assert set(faces) == {*FACES, "latin"}
    rest = set(faces["song"])
    for face, families in faces.items():
        assert families
        assert len(families) == len(set(families))
        assert face == "latin" or rest <= {*families, *faces["hei"]}


def test_the_best_font_of_a_face_comes_first() -> None:
    faces = report_fonts().faces
    for face, names in FACES.items():
        known = [name for name in names if name in faces[face]]
        assert faces[face][: len(known)] == known
    assert faces["latin"] == [name for name in LATIN if name in faces["latin"]]


def test_the_fonts_have_rare_signs_of_names_and_are_known_not_to_have_others() -> None:
    covered = report_fonts().covered
    assert {*map(ord, "镕堃祎昇䶮𠮷国“—□㎡A9%")} <= covered
    assert not {0x0E01, 0xFFFE, 0x0} & covered


def test_what_a_font_is_said_to_have_typst_finds_in_it() -> None:
    fonts = report_fonts()
    family = fonts.faces["song"][0]
    (info, *_) = (info for info in fonts.fonts.fonts() if info.family == family and info.path)
    points = code_points(Path(str(info.path)), info.index)
    assert len(points) > 5_000
    had = [chr(code) for code in sorted(points) if code > 0x2FFF][::500]
    source = (
        f'#set text(font: "{family}", fallback: false, size: 1pt)\n#set document(title: "t")\n#("'
        + "".join(had)
        + '")'
    )
    pages = typst.compile(
        source.encode(),
        font_paths=fonts.fonts,
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards="a-2a",
        timestamp=0,
    )
    assert pages


def test_a_font_of_the_office_is_taken_whatever_it_is_called(tmp_path: Path) -> None:
    """The system's fonts stand for the office's here, under no name that anybody knows."""
    files = {
        info.family: (info.path, info.index)
        for info in report_fonts().fonts.fonts()
        if info.path and code_points(Path(info.path), info.index) >= PROBE
    }
    renamed = {f"House {number}": file for number, file in enumerate(files.values())}
    assert chinese_families(renamed) == list(renamed)


def test_folders_that_are_not_there_are_passed_over(tmp_path: Path) -> None:
    with pytest.raises(FormRefused):
        find_fonts((tmp_path / "absent", tmp_path), with_system=False)


def test_a_file_that_is_no_font_has_nothing(tmp_path: Path) -> None:
    for number, content in enumerate((b"", b"no font", b"\0\1\0\0\0\1" + b"\0" * 40, b"ttcf" + b"\xff" * 40)):
        path = tmp_path / f"{number}.ttf"
        path.write_bytes(content)
        assert code_points(path) == frozenset()
    assert code_points(tmp_path / "absent.ttf") == frozenset()
