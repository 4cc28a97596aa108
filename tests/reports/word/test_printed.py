"""The printed page, measured: LibreOffice prints it, and what GB/T 9704-2012 asks is where it asks it.

The places of signs are measured, not how the faces of this machine draw them.
"""

from collections.abc import Callable

import pytest

from reports.snapshot.document import Form
from tests.reports.specimen import specimen_document
from tests.reports.word.documents import (
    FILLER,
    english_document,
    full_pages,
    hostile_document,
    rendered,
    wildly_numbered,
)
from tests.reports.word.printed import Page, pages_of, print_all

DOCUMENTS = {
    "official": specimen_document(form=Form.OFFICIAL),
    "letter": specimen_document(paragraphs=3, form=Form.LETTER),
    "full": full_pages(),
    "english": english_document(),
    "hostile": hostile_document(),
    "numbers": wildly_numbered(),
}
# The type area in millimetres, and the room that a sign leaves within its square.
LEFT, RIGHT, TOP, BOTTOM = 28, 184, 37, 262
WITHIN_SQUARE = 0.9
# A sign of 3号 and of 4号.
SIGN, SMALL_SIGN = 5.64, 4.94

type Printed = Callable[[str], list[Page]]


@pytest.fixture(scope="session")
def printed(soffice: str, tmp_path_factory: pytest.TempPathFactory) -> Printed:
    """The pages of each document by its name, all printed in one run."""
    folder = tmp_path_factory.mktemp("word")
    files = [rendered(document, folder, name) for name, document in DOCUMENTS.items()]
    print_all(soffice, files, folder)
    return lambda name: pages_of(folder / f"{name}.pdf")


def test_a_full_page_has_22_lines_of_28_signs(printed: Printed) -> None:
    page = printed("full")[1]
    lines = [line for line in page.lines if line.bottom < BOTTOM + 1]
    assert len(lines) == 22
    assert {len(line.text) for line in lines if line.left < LEFT + SIGN} >= {28}
    assert max(len(line.text) for line in lines) == 28


def test_the_type_area_is_156_by_225_millimetres(printed: Printed) -> None:
    page = printed("full")[1]
    assert (round(page.width), round(page.height)) == (210, 297)
    lines = [line for line in page.lines if line.bottom < BOTTOM + 1]
    assert min(line.left for line in lines) == pytest.approx(LEFT, abs=WITHIN_SQUARE)
    assert max(line.right for line in lines) == pytest.approx(RIGHT, abs=WITHIN_SQUARE)
    pitch = (lines[-1].middle - lines[0].middle) / 21
    assert pitch * 22 == pytest.approx(225, abs=0.5)
    # Half a line above the middle of the first and below that of the last one lie the edges.
    assert lines[0].middle - pitch / 2 == pytest.approx(TOP, abs=2)
    assert lines[-1].middle + pitch / 2 == pytest.approx(BOTTOM, abs=2)


def test_the_first_line_of_a_paragraph_is_indented_by_two_signs(printed: Printed) -> None:
    first = printed("full")[0].line(FILLER)
    assert first.left == pytest.approx(LEFT + 2 * SIGN, abs=WITHIN_SQUARE)
    assert first.size == pytest.approx(16, abs=0.1)
    assert len(first.text) == 26


def test_page_numbers_stand_7_millimetres_below_odd_right_even_left(printed: Printed) -> None:
    for number, page in enumerate(printed("full")[:4], start=1):
        signs = [sign for sign in page.signs if sign.top > BOTTOM]
        assert "".join(sign.text for sign in signs) == f"—{number}—"
        assert signs[1].size == pytest.approx(14, abs=0.1)
        assert signs[0].middle == pytest.approx(BOTTOM + 7, abs=0.3)
        if number % 2:
            assert signs[-1].right == pytest.approx(RIGHT - SMALL_SIGN, abs=0.5)
        else:
            assert signs[0].left == pytest.approx(LEFT + SMALL_SIGN, abs=0.5)


def test_the_head_of_an_official_document(printed: Printed) -> None:
    page = printed("official")[0]
    mark, number = page.line("广东省知识产权局文件"), page.line("粤知〔2021〕12号")
    assert mark.top == pytest.approx(TOP + 35, abs=1)
    assert (mark.left + mark.right) / 2 == pytest.approx((LEFT + RIGHT) / 2, abs=0.5)
    assert number.left == pytest.approx(LEFT + SIGN, abs=WITHIN_SQUARE)
    assert "签发人：" in number.text
    assert 20 < number.top - mark.bottom < 26
    rule = next(rule for rule in page.rules if rule.top > number.bottom)
    assert rule.middle - number.bottom == pytest.approx(4.5, abs=0.7)
    assert (rule.left, rule.right) == (pytest.approx(LEFT, abs=0.6), pytest.approx(RIGHT, abs=0.6))
    title, addressee = page.line("广东省知识产权局关于"), page.line("知识产权运用促进司：")
    assert title.size == pytest.approx(22, abs=0.1)
    assert 20 < title.top - rule.bottom < 25
    assert addressee.left == pytest.approx(LEFT, abs=WITHIN_SQUARE)


def test_what_stands_above_the_head_of_a_draft(printed: Printed) -> None:
    first, second = printed("official")[:2]
    assert first.line("未定稿").bottom < first.line("本报告含示例数据").top < TOP
    assert not [line for line in second.lines if "未定稿" in line.text]


def test_the_head_of_a_letter(printed: Printed) -> None:
    page = printed("letter")[0]
    mark, number = page.line("广东省知识产权局文件"), page.line("粤知〔2021〕12号")
    assert mark.top == pytest.approx(30, abs=1)
    assert number.right == pytest.approx(RIGHT, abs=WITHIN_SQUARE)
    long = [rule for rule in page.rules if rule.right - rule.left > 165]
    assert [(round(rule.left), round(rule.right)) for rule in long] == [(20, 190)] * 4
    assert long[0].top - mark.bottom == pytest.approx(4.7, abs=0.8)
    assert number.top - long[1].bottom == pytest.approx(4.9, abs=0.5)
    assert long[3].bottom == pytest.approx(297 - 20, abs=0.3)
    assert not [line for line in page.lines if line.text == "—1—"]


def test_the_date_leaves_room_for_the_seal(printed: Printed) -> None:
    page = next(
        page for page in printed("official") if [line for line in page.lines if "特此报告" in line.text]
    )
    date, closing = page.line("2021年12月14日"), page.line("2.任务台账")
    organization = next(line for line in page.lines if closing.top < line.top < date.top)
    # 日 is a narrow sign.
    assert date.right == pytest.approx(RIGHT - 4 * SIGN, abs=1.3)
    assert organization.text == "广东省知识产权局"
    # Two lines are empty between.
    assert organization.middle - closing.middle == pytest.approx(3 * 10.21, abs=0.7)


def test_annexes_begin_on_pages_of_their_own(printed: Printed) -> None:
    upright, wide = (page for page in printed("official") if "附件" in page.lines[0].text)
    assert upright.lines[0].left == pytest.approx(LEFT, abs=WITHIN_SQUARE)
    title = upright.line("目标完成情况表")
    assert title.middle - upright.lines[0].middle == pytest.approx(2 * 10.21, abs=1.5)
    assert (round(wide.width), round(wide.height)) == (297, 210)


def test_turned_pages_have_their_number_at_the_short_edge_and_repeat_the_head(printed: Printed) -> None:
    turned = [page for page in printed("official") if page.width > page.height]
    assert len(turned) > 2
    for page in turned:
        assert [line for line in page.lines if line.text.endswith("条目任务进展完成举措")]
        dash = next(sign for sign in page.signs if sign.text == "—" and sign.right < 35)
        assert (dash.left + dash.right) / 2 == pytest.approx(28, abs=0.5)


def test_the_colophon_stands_at_the_foot_of_the_last_page(printed: Printed) -> None:
    pages = printed("official")
    page, number = pages[-1], int(pages[-1].lines[-1].text.strip("—"))
    assert number % 2 == 0
    copies, issue = page.line("抄送：各地级以上市"), page.line("广东省知识产权局办公室")
    assert copies.left == pytest.approx(LEFT + SMALL_SIGN, abs=WITHIN_SQUARE)
    assert issue.text.endswith("2021年12月14日印发")
    assert issue.right == pytest.approx(RIGHT - SMALL_SIGN, abs=WITHIN_SQUARE)
    assert page.rules[-1].bottom == pytest.approx(BOTTOM, abs=0.7)
    assert (page.rules[0].left, page.rules[0].right) == (
        pytest.approx(LEFT, abs=0.6),
        pytest.approx(RIGHT, abs=0.6),
    )
    letter = printed("letter")[-1].line("抄送：")
    assert letter.bottom == pytest.approx(BOTTOM - 1.8, abs=1)


def test_numbers_are_printed_as_the_snapshot_says(printed: Printed) -> None:
    lines = [line.text for page in printed("numbers") for line in page.lines if "甲" in line.text]
    headings = DOCUMENTS["numbers"].body
    assert lines == [f"{heading.number}{heading.text}" for heading in headings]


def test_english_and_hostile_texts_are_printed_whole(printed: Printed) -> None:
    english = "".join(line.text for line in printed("english")[0].lines)
    assert "1.Overview" in english
    assert "Signedby:ZhouMin" in english
    texts = "".join(sign.text for page in printed("hostile") for sign in page.signs)
    assert texts.count("长文") >= 20_000
