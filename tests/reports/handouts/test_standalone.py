"""A chart by itself: well-formed, with all that belongs to it, and drawn in pixels."""

from dataclasses import replace
from io import BytesIO
from xml.etree import ElementTree as ET

import pytest
from django.utils.safestring import SafeString
from PIL import Image

from reports.handouts.pixels import png_of
from reports.handouts.standalone import FAMILIES, in_lines, standalone_svg, wrapped
from reports.handouts.svg_text import drawings_in
from reports.pdf.fonts import report_fonts
from tests.reports.dashboards.specimen import FACTS, specimen_page
from texts.sign_width import width_of

SVG = "{http://www.w3.org/2000/svg}"
CHART = specimen_page().charts[0]


def drawn() -> ET.Element:
    markup, _width, _height = standalone_svg(CHART, "国家知识产权局 · 总览", FACTS)
    return ET.fromstring(markup)  # noqa: S314 (made here)


def texts(root: ET.Element) -> str:
    return " ".join("".join(found.itertext()) for found in root.iter(f"{SVG}text"))


def test_it_has_a_size_a_white_ground_and_fonts_by_name() -> None:
    root = drawn()
    ground = root.find(f"{SVG}rect")
    assert ground is not None
    assert (ground.get("fill"), ground.get("width"), ground.get("height")) == (
        "#ffffff",
        root.get("width"),
        root.get("height"),
    )
    assert root.get("viewBox") == f"0 0 {root.get('width')} {root.get('height')}"
    assert all(family in (root.get("font-family") or "") for family in (*FAMILIES, "sans-serif"))


def test_it_says_its_title_its_legend_its_note_and_every_fact() -> None:
    said = texts(drawn())
    for words in ("填报情况", "国家知识产权局 · 总览", "已审核通过", "按家数。", "37 家 <已通过> & 其他"):
        assert words in said
    for label, words in FACTS:
        assert f"{label}" in said
        assert words in said


def test_links_of_the_page_lead_nowhere_in_a_file_and_keep_their_titles() -> None:
    root = drawn()
    assert not list(root.iter(f"{SVG}a"))
    assert "37 已通过" in ["".join(found.itertext()) for found in root.iter(f"{SVG}title")]


def test_names_that_only_html_knows_become_signs() -> None:
    (drawing,) = drawings_in('<svg viewBox="0 0 10 10"><text>a&nbsp;b &amp; c</text></svg>')
    assert "a\u00a0b &amp; c" in drawing.inside


@pytest.mark.parametrize(
    "markup",
    [
        "",
        "<p>no drawing</p>",
        "<svg><text>sizeless</text></svg>",
        '<svg viewBox="0 0 1 1"><use href="#x"/></svg>',
    ],
)
def test_what_is_no_drawing_of_its_own_is_passed_over(markup: str) -> None:
    assert drawings_in(markup) == []
    with pytest.raises(LookupError):
        standalone_svg(replace(CHART, drawing=SafeString(markup)), "", FACTS)


def test_a_stretched_drawing_stays_stretched() -> None:
    (drawing,) = drawings_in('<svg viewBox="0 0 200 14" preserveAspectRatio="none"><rect/></svg>')
    assert drawing.is_stretched
    assert (drawing.width, drawing.height) == (200, 14)


def test_pixels_are_the_drawing_and_always_the_same() -> None:
    fonts = report_fonts()
    markup, width, height = standalone_svg(CHART, "", FACTS, fonts.faces["hei"])
    content = png_of(markup, width, height, fonts)
    assert content == png_of(markup, width, height, fonts)
    picture = Image.open(BytesIO(content)).convert("RGB")
    assert picture.width == 2000
    assert abs(picture.height / picture.width - height / width) < 0.01
    colours = {colour for _count, colour in picture.getcolors(1_000_000) or []}
    assert {(255, 255, 255), (0x13, 0x57, 0xA6)} <= colours


def test_long_texts_are_broken_within_their_room_and_lose_nothing() -> None:
    words = "The office 国家知识产权局推动知识产权高质量发展 has 44 bureaus"
    lines = wrapped(words, 8)
    assert all(width_of(line) <= 8 for line in lines)
    assert "".join(lines).replace(" ", "") == words.replace(" ", "")
    assert wrapped("", 8) == []


def test_no_line_ends_with_what_opens_or_begins_with_what_closes() -> None:
    words = "在华技术与创新支持中心（TISC），稳定在 4 个月（± 0.1）。"
    for room in range(6, 30):
        lines = wrapped(words, room)
        assert "".join(lines).replace(" ", "") == words.replace(" ", "")
        assert not [line for line in lines if line[-1] in "（±" or line[0] in "），。"], room


def test_short_facts_stand_side_by_side_each_whole() -> None:
    assert in_lines(["一二三", "四五", "六七八九"], 8) == ["一二三 · 四五", "六七八九"]
