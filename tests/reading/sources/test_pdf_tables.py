"""Tables of PDFs, by where their words and lines stand; and words that the file has out of order."""

from collections.abc import Iterable, Sequence
from io import BytesIO

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from reading import read_document, read_source
from tests.reading.sources.making import FONT

OTHER_FONT = "Times-Roman"
SIZE, LEADING = 10, 14
TITLE = "某市重点任务分工方案（征求意见稿）"
Words = tuple[float, float, str]
"""Where a piece of text begins, its baseline, and the text."""


def drawn(*pages: Iterable[Words], rules: Sequence[tuple[float, float, float, float]] = ()) -> str:
    """The text of a PDF with words at places, in this order, and lines on its first page."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=True)
    for page in pages:
        for left, bottom, text in page:
            canvas.setFont(OTHER_FONT if text in "“”" else FONT, SIZE)
            canvas.drawString(left, bottom, text)
        for rule in rules if page is pages[0] else ():
            canvas.line(*rule)
        canvas.showPage()
    canvas.save()
    return read_source(buffer.getvalue())


def rows(text: str) -> list[str]:
    return [line for line in text.splitlines() if "\t" in line]


HEADER = [(80, 700, "序号"), (120, 700, "工作任务"), (320, 700, "牵头单位"), (420, 700, "配合单位")]


def frame(xs: Sequence[float], ys: Sequence[float]) -> list[tuple[float, float, float, float]]:
    return [(x, ys[0], x, ys[-1]) for x in xs] + [(xs[0], y, xs[-1], y) for y in ys]


def test_columns_without_lines() -> None:
    text = drawn(
        [
            (80, 760, TITLE),
            *HEADER,
            *((80, 680, "1"), (120, 680, "完善制度，健全工作体系，强化要素支撑保"), (120, 666, "障。")),
            *((320, 680, "市科技局"), (420, 680, "市财政局、市司"), (420, 666, "法局")),
            *((80, 646, "2"), (120, 646, "加强保护。"), (320, 646, "市公安局")),
            (80, 600, "以上任务由各单位按照职责分工抓好落实，重要情况及时报告，年底前书面总结。"),
        ]
    )
    assert rows(text) == [
        "序号\t工作任务\t牵头单位\t配合单位",
        "1\t完善制度，健全工作体系，强化要素支撑保障。\t市科技局\t市财政局、市司法局",
        "2\t加强保护。\t市公安局\t",
    ]
    assert text.endswith("年底前书面总结。\n")
    assert [(task.section, task.lead, task.support) for task in read_document(text).tasks] == [
        ("1", ("市科技局",), ("市财政局", "市司法局")),
        ("2", ("市公安局",), ()),
    ]


def test_columns_that_touch_are_parted_where_the_names_begin() -> None:
    text = drawn(
        [
            (80, 760, TITLE),
            *HEADER[:1],
            *((120, 700, "工作任务"), (180, 700, "牵头单位"), (260, 700, "配合单位")),
            *(
                (80, 680, "1"),
                (120, 680, "完善各项制度"),
                (180, 680, "市科技局市财政局"),
                (260, 680, "市司法局"),
            ),
            *((80, 660, "2"), (120, 660, "加强保护"), (180, 660, "市公安局"), (260, 660, "市教育局")),
        ]
    )
    assert rows(text)[1:] == [
        "1\t完善各项制度\t市科技局市财政局\t市司法局",
        "2\t加强保护\t市公安局\t市教育局",
    ]


def test_a_drawn_table_with_merged_cells_and_numbers_half_way_down() -> None:
    xs, ys = (75, 115, 315, 415, 520), (715, 695, 650, 630, 610)
    rules = [rule for rule in frame(xs, ys) if rule != (75, 630, 520, 630)]
    rules += [(75, 630, 315, 630), (415, 630, 520, 630)]
    text = drawn(
        [
            (80, 760, TITLE),
            *HEADER,
            *((80, 670, "1"), (120, 680, "完善制度，健全工作体系，强化要素支撑"), (120, 664, "保障。")),
            *((320, 682, "市科技局"), (320, 668, "市财政局"), (420, 670, "市司法局")),
            *((80, 635, "2"), (120, 635, "加强保护。"), (320, 626, "市公安局"), (420, 635, "市教育局")),
            *((80, 615, "3"), (120, 615, "促进运用。")),
            (80, 560, "三、保障措施"),
        ],
        rules=rules,
    )
    assert rows(text)[1:] == [
        "1\t完善制度，健全工作体系，强化要素支撑保障。\t市科技局↵市财政局\t市司法局",
        "2\t加强保护。\t市公安局\t市教育局",
        "3\t促进运用。\t〃\t",
    ]
    tasks = read_document(text).tasks
    assert [task.lead for task in tasks] == [("市科技局", "市财政局"), ("市公安局",), ("市公安局",)]


def test_a_heading_over_all_columns_of_a_drawn_table() -> None:
    xs, ys = (75, 115, 315, 415, 520), (715, 695, 675, 655)
    rules = [(x, 715, x, 695) for x in xs] + [(x, 675, x, 655) for x in xs]
    rules += [(x, 695, x, 675) for x in (75, 520)] + [(75, y, 520, y) for y in ys]
    text = drawn(
        [
            (80, 760, TITLE + "，自印发之日起执行"),
            *HEADER,
            (200, 680, "一、强化创造"),
            *((80, 660, "1"), (120, 660, "完善制度。"), (320, 660, "市科技局")),
        ],
        rules=rules,
    )
    assert text.splitlines()[2] == "一、强化创造"
    assert [task.section for task in read_document(text).tasks] == ["一/1"]


def test_a_table_that_goes_on_over_the_page() -> None:
    first = [(80, 760, TITLE), *HEADER, (80, 680, "1"), (120, 680, "完善制度。"), (320, 680, "市科技局")]
    second = [(80, 760, "2"), (120, 760, "加强保护。"), (320, 760, "市公安局"), (80, 700, "三、保障措施")]
    document = read_document(drawn(first, second))
    assert [(task.section, task.lead) for task in document.tasks] == [
        ("1", ("市科技局",)),
        ("2", ("市公安局",)),
    ]
    assert len(document.tables) == 1


def test_names_at_the_foot_of_a_page_stand_over_the_rows_of_the_next() -> None:
    first = [(80, 760, TITLE), *HEADER]
    second = [(80, 760, "1"), (120, 760, "完善制度。"), (320, 760, "市科技局"), (420, 760, "市财政局")]
    assert rows(drawn(first, second))[1] == "1\t完善制度。\t市科技局\t市财政局"


def test_text_in_two_columns_is_no_table() -> None:
    left = [(60, 700 - LEADING * line, "推动各项任务落地见效，形成可复制经验") for line in range(8)]
    right = [(320, 700 - LEADING * line, "加强统筹协调，牵头单位要抓好落实工作") for line in range(8)]
    assert rows(drawn([(80, 760, TITLE), *left, *right])) == []


def test_a_signature_at_the_right_is_no_table() -> None:
    text = drawn(
        [(80, 760, TITLE), (80, 700, "请认真贯彻落实。"), (360, 660, "市科技局"), (440, 660, "市财政局")]
    )
    assert rows(text) == []


def test_lines_around_a_page_make_no_table() -> None:
    lines = [(90, 700 - LEADING * line, "推动各项任务落地见效，形成一批可复制经验。") for line in range(12)]
    assert rows(drawn([(80, 760, TITLE), *lines], rules=frame((75, 80, 520), (715, 710, 500)))) == []


QUOTED = [(80, 700, "支持"), (105, 700, "双创"), (130, 700, "等示范平台建设，推动高质量发展取得实效。")]
MARKS = [(100, 700, "“"), (125, 700, "”")]


def test_marks_of_another_font_stand_where_they_are_printed() -> None:
    for page in ([*QUOTED, *MARKS], [*MARKS, *QUOTED], [QUOTED[0], *MARKS, *QUOTED[1:]]):
        assert drawn(page).startswith("支持“双创”等示范平台建设")


def test_marks_that_the_file_has_at_its_end_or_a_little_higher() -> None:
    page = [*QUOTED, (80, 680, "第二行文字另起。"), (100, 702, "“"), (125, 702, "”")]
    assert drawn(page).splitlines() == [
        "支持“双创”等示范平台建设，推动高质量发展取得实效。",
        "第二行文字另起。",
    ]


def test_what_is_drawn_twice_stands_once() -> None:
    line = (80, 700, "关于印发工作指引的通知，共计二十个字以上的一行")
    assert drawn([line, (80.3, 700, line[2])]) == line[2] + "\n"


def test_lines_of_their_own_stay_apart() -> None:
    page = [(80, 700, "第一行文字共计十个字"), (80, 690, "第二行文字共计十个字"), (300, 700, "右边")]
    assert drawn(page).splitlines()[-1] != "第一行文字共计十个字第二行文字共计十个字"
