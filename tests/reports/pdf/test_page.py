"""The page, measured: type area, lines and signs, letterhead, page numbers, 版记 (GB/T 9704-2012)."""

from itertools import pairwise
from pathlib import Path

import pytest
from msgspec.structs import replace

from reports.pdf.fonts import report_fonts
from reports.snapshot.document import Annex, Form, Heading, Signature
from tests.reports.pdf.making import bare, pdf_of, table, whole
from tests.reports.pdf.measuring import MM, Page, pages_of, texts
from tests.reports.specimen import paragraph, specimen_document, targets_table

TOP, LEFT, WIDTH, HEIGHT = 37, 28, 156, 225
PITCH = HEIGHT / 22
SIZE = 16 * MM
# Where in its line of 10.23 mm the baseline of a text of 16 pt is.
BASELINE = (PITCH - SIZE) / 2 + 0.88 * SIZE


@pytest.fixture(scope="module")
def specimen(tmp_path_factory: pytest.TempPathFactory) -> list[Page]:
    return pages_of(pdf_of(specimen_document(), tmp_path_factory.mktemp("specimen")))


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> list[Page]:
    """Pages of nothing but ideographs."""
    return pages_of(pdf_of(bare(paragraph("国" * 3000)), tmp_path_factory.mktemp("full")))


def text_lines(page: Page) -> list[float]:
    """The baselines of the body's text."""
    return [line[0].baseline for line in page.lines if line[0].size == pytest.approx(16)]


def is_on_grid(baseline: float) -> bool:
    return abs((baseline - TOP - BASELINE) / PITCH - round((baseline - TOP - BASELINE) / PITCH)) < 0.02


def test_a_page_is_a4_and_has_twenty_two_lines_that_fill_the_type_area(full: list[Page]) -> None:
    page = full[1]
    assert (page.width, page.height) == (pytest.approx(210, abs=0.1), pytest.approx(297, abs=0.1))
    baselines = text_lines(page)
    assert len(baselines) == 22
    assert baselines[0] - BASELINE == pytest.approx(TOP, abs=0.1)
    assert baselines[-1] - BASELINE + PITCH == pytest.approx(TOP + HEIGHT, abs=0.2)
    assert [below - above for above, below in pairwise(baselines)] == pytest.approx([PITCH] * 21, abs=0.02)


def test_a_line_has_twenty_eight_signs_from_edge_to_edge_and_the_first_is_indented(full: list[Page]) -> None:
    first = full[0].line("国")
    assert len(first) == 26
    assert first[0].x == pytest.approx(LEFT + 2 * WIDTH / 28, abs=0.2)
    for line in full[1].lines[:-1]:
        assert len(line) == 28
        assert line[0].x == pytest.approx(LEFT, abs=0.05)
        assert line[-1].x + SIZE == pytest.approx(LEFT + WIDTH, abs=0.15)


def test_page_numbers_hang_seven_millimetres_below_odd_right_and_even_left(full: list[Page]) -> None:
    for number, page in enumerate(full[:3], start=1):
        line = page.lines[-1]
        assert texts(line) == f"—{number}—"
        assert {round(sign.size, 2) for sign in line} == {14}
        assert min(sign.top for sign in line if sign.text == "—") == pytest.approx(TOP + HEIGHT + 7, abs=0.1)
        sign_in = 14 * MM
        if number % 2:
            assert line[-1].right == pytest.approx(LEFT + WIDTH - sign_in, abs=0.6)
        else:
            assert line[0].left == pytest.approx(LEFT + sign_in, abs=0.6)


def test_the_mark_number_and_red_line_of_a_letterhead_stand_where_the_standard_has_them(
    specimen: list[Page],
) -> None:
    page = specimen[0]
    mark = page.line("广东省知识产权局文件")
    assert min(sign.top for sign in mark) == pytest.approx(TOP + 35, abs=0.3)
    assert min(sign.left for sign in mark) >= LEFT - 0.5
    number = page.line("粤知〔2021〕12号")
    mark_bottom = max(sign.bottom for sign in mark)
    number_top = number[0].baseline - BASELINE
    assert number_top - mark_bottom == pytest.approx(2 * PITCH, abs=0.3)
    assert number[0].x == pytest.approx(LEFT + SIZE, abs=0.3)
    red_line = min(page.drawn, key=lambda drawn: drawn.top)
    assert (red_line.top + red_line.bottom) / 2 - number[0].baseline - 0.12 * SIZE == pytest.approx(
        4, abs=0.1
    )
    assert red_line.right - red_line.left == pytest.approx(WIDTH, abs=1)


def test_a_letter_has_two_double_lines_and_no_number_on_its_first_page(tmp_path: Path) -> None:
    pages = pages_of(pdf_of(specimen_document(form=Form.LETTER), tmp_path))
    first = pages[0]
    mark = first.line("广东省知识产权局文件")
    assert min(sign.top for sign in mark) == pytest.approx(30, abs=0.2)
    lines = sorted(
        (drawn for drawn in first.drawn if drawn.right - drawn.left > 165), key=lambda line: line.top
    )
    assert len(lines) == 4
    assert lines[0].top - max(sign.bottom for sign in mark) == pytest.approx(4, abs=0.2)
    assert lines[-1].bottom == pytest.approx(297 - 20, abs=0.2)
    assert [(line.left, line.right) for line in lines] == [
        (pytest.approx(20, abs=0.2), pytest.approx(190, abs=0.2))
    ] * 4
    assert "—1—" not in map(texts, first.lines)
    assert texts(pages[1].lines[-1]) == "—2—"


def test_without_a_letterhead_the_title_comes_first(tmp_path: Path) -> None:
    page = pages_of(pdf_of(bare(paragraph("正文")), tmp_path))[0]
    assert texts(page.lines[0]) == "题目"
    assert page.lines[0][0].baseline - TOP < PITCH


def test_the_title_stands_in_its_lines_centred_in_twenty_two_points(specimen: list[Page]) -> None:
    for part in specimen_document().title:
        line = specimen[0].line(part)
        assert texts(line) == part
        assert line[0].size == pytest.approx(22)
        middle = (line[0].left + line[-1].right) / 2
        assert middle == pytest.approx(LEFT + WIDTH / 2, abs=2)


def test_each_kind_of_text_has_its_font_and_size(specimen: list[Page]) -> None:
    faces = report_fonts().faces
    kinds = {
        "一、总体情况": "hei",
        "（一）加强": "kai",
        "1.推进": "fang",
        "（1）扩大": "fang",
        "质押融资提质扩面": "fang",
        "附件1": "hei",
    }
    for text, face in kinds.items():
        line = next(line for page in specimen for line in page.lines if texts(line).startswith(text))
        sign = next(sign for sign in line if sign.text > "\u4e00")
        assert sign.size == pytest.approx(16)
        assert plain(sign.font).startswith(plain(faces[face][0]))


def plain(font: str) -> str:
    """A name of a font as far as a family and a PostScript name agree."""
    name = font.replace(" ", "").replace("-", "").removesuffix("R")
    return name.replace("CJKSC", "").replace("CJKsc", "")[:9]


def test_everything_stands_on_the_grid_also_after_a_table_over_two_pages(tmp_path: Path) -> None:
    rows = [(f"{number}", "很长的一段进展情况说明" * (1 + number % 5)) for number in range(40)]
    pages = pages_of(
        pdf_of(
            bare(paragraph("前"), table(*rows), paragraph("国" * 100), targets_table(), paragraph("后")),
            tmp_path,
        )
    )
    after = [line for page in pages for line in page.lines if texts(line).startswith(("国", "后", "前"))]
    assert len(after) >= 6
    assert all(is_on_grid(line[0].baseline) for line in after)


def test_a_table_over_pages_repeats_its_head_and_breaks_no_row(tmp_path: Path) -> None:
    rows = [(f"甲{number}甲", "乙" * 90) for number in range(60)]
    pages = pages_of(pdf_of(bare(table(*rows)), tmp_path))
    whole_pages = [page for page in pages if any("甲" in texts(line) for line in page.lines)]
    assert len(whole_pages) > 2
    for page in whole_pages:
        assert any("列0列1" in texts(line) for line in page.lines)
        signs = [sign.text for sign in page.signs]
        assert signs.count("乙") == 45 * signs.count("甲")


def test_signature_and_date_leave_room_for_the_seal(specimen: list[Page]) -> None:
    page = next(page for page in specimen if any(texts(line) == "特此报告。" for line in page.lines))
    date = next(line for line in page.lines if texts(line) == "2021年12月14日")
    name = next(line for line in page.lines if texts(line) == "广东省知识产权局")
    assert date[-1].x + SIZE == pytest.approx(LEFT + WIDTH - 4 * SIZE, abs=0.5)
    assert (name[0].left + name[-1].right) / 2 == pytest.approx((date[0].left + date[-1].right) / 2, abs=1)
    note = next(line for line in page.lines if texts(line).startswith("2.任务台账"))
    assert name[0].baseline - note[0].baseline == pytest.approx(4 * PITCH, abs=0.2)


def test_a_name_of_forty_signs_stays_inside_the_type_area(tmp_path: Path) -> None:
    document = replace(whole(paragraph("正文")), signature=Signature("很" * 40, "2021年12月14日"))
    signs = [
        sign for page in pages_of(pdf_of(document, tmp_path)) for sign in page.signs if sign.text == "很"
    ]
    assert len(signs) == 40
    assert min(sign.left for sign in signs) >= LEFT
    assert max(sign.right for sign in signs) <= LEFT + WIDTH + 0.1


def test_an_annex_begins_a_page_with_its_label_and_its_title_on_the_third_line(specimen: list[Page]) -> None:
    page = next(page for page in specimen if texts(page.lines[0]) == "附件1")
    assert page.lines[0][0].x == pytest.approx(LEFT, abs=0.1)
    title = page.lines[1]
    assert texts(title) == "目标完成情况表"
    assert (title[0].top - TOP) // PITCH == 2


def test_a_wide_annex_lies_across_and_carries_its_number_where_the_bound_page_has_it(
    specimen: list[Page],
) -> None:
    number, page = next(
        (number, page)
        for number, page in enumerate(specimen, start=1)
        if page.width > page.height and number % 2 == 0
    )
    digits = [sign for sign in page.signs if sign.size == pytest.approx(14)]
    dash = next(sign for sign in digits if sign.text == "—")
    # The page turned back, its left edge is the foot and its upper edge the left.
    assert dash.right == pytest.approx(297 - TOP - HEIGHT - 7, abs=0.2)
    assert min(sign.top for sign in digits) == pytest.approx(LEFT + 14 * MM, abs=0.5)
    body = [sign for sign in page.signs if sign not in digits]
    assert min(sign.left for sign in body) >= 297 - TOP - HEIGHT
    assert max(sign.right for sign in body) <= 297 - TOP
    assert number > 1


def test_the_colophon_ends_the_type_area_of_the_last_page(specimen: list[Page]) -> None:
    page = specimen[-1]
    assert page.height > page.width
    lines = sorted(page.drawn, key=lambda drawn: drawn.top)
    assert [line.right - line.left for line in lines] == pytest.approx([WIDTH] * 3, abs=1)
    assert (lines[-1].top + lines[-1].bottom) / 2 == pytest.approx(TOP + HEIGHT, abs=0.3)
    office = page.line("广东省知识产权局办公室")
    assert office[0].x == pytest.approx(LEFT + 14 * MM, abs=0.3)
    assert office[-1].right == pytest.approx(LEFT + WIDTH - 14 * MM, abs=0.6)
    assert {round(sign.size, 1) for sign in office} == {14}


def test_wide_and_upright_annexes_follow_one_another(tmp_path: Path) -> None:
    document = replace(
        specimen_document(paragraphs=1),
        annexes=tuple(Annex(f"附件{n}", "表", (paragraph("正文"),), is_wide=n == 2) for n in (1, 2, 3)),
    )
    shapes = [page.width > page.height for page in pages_of(pdf_of(document, tmp_path))]
    assert shapes[-3:] == [False, True, False]


def test_standing_and_notices_come_first_and_push_the_mark_down_where_they_are_long(tmp_path: Path) -> None:
    document = replace(specimen_document(paragraphs=1), notices=("说明" * 60,) * 5)
    page = pages_of(pdf_of(document, tmp_path))[0]
    assert texts(page.lines[0]).startswith("未定稿")
    mark = page.line("广东省知识产权局文件")
    last_notice = [line for line in page.lines if texts(line).startswith("说明")][-1]
    assert min(sign.top for sign in mark) - last_notice[0].baseline > 4
    assert is_on_grid(page.line("知识产权运用促进司")[0].baseline)


def test_headings_keep_with_what_follows(tmp_path: Path) -> None:
    blocks = [
        block for number in range(60) for block in (Heading(1, "一、", f"题{number}"), paragraph("文" * 40))
    ]
    for page in pages_of(pdf_of(bare(*blocks), tmp_path))[:-1]:
        assert "题" not in texts(page.lines[-2])
