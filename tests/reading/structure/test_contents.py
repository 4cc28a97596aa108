"""A table of contents is furniture, however it is set."""

from collections.abc import Callable

import pytest

from reading import SpanKind, cautions, read_document

TITLE = "某省创新实施方案\n"
BODY = (
    "一、总体要求\n（一）指导思想。坚持。稳住。\n二、重点任务\n（一）甲事。做好甲。（甲局负责）\n"
    "（二）乙事。做好乙。（乙局负责）\n三、保障措施\n加强。\n"
)
HEADINGS = ["一、总体要求", "（一）指导思想", "二、重点任务", "（一）甲事", "（二）乙事", "三、保障措施"]
PATHS = ["一", "一/一", "二", "二/一", "二/二", "三"]
LEADERS: dict[str, Callable[[str, int], str]] = {
    "none": lambda heading, page: heading,
    "tab": lambda heading, page: f"{heading}\t{page}",
    "blank": lambda heading, page: f"{heading} {page}",
    "glued": lambda heading, page: f"{heading}{page}",
    "dots": lambda heading, page: f"{heading}……{page}",
    "points": lambda heading, page: f"{heading} ...... ({page})",
    "own line": lambda heading, page: f"{heading}\n{page}",
}


def contents(leader: str, headings: list[str] = HEADINGS) -> str:
    return "".join(f"{LEADERS[leader](heading, page)}\n" for page, heading in enumerate(headings, start=1))


@pytest.mark.parametrize("leader", LEADERS)
@pytest.mark.parametrize("above", [f"{TITLE}目录\n", "目　录\n", TITLE])
@pytest.mark.parametrize("headings", [HEADINGS, ["一、总体要求", "二、重点任务", "三、保障措施"]])
def test_headings_that_come_again_are_no_sections(leader: str, above: str, headings: list[str]) -> None:
    text = above + contents(leader, headings) + (BODY if above.startswith(TITLE) else TITLE + BODY)
    document = read_document(text)
    assert [section.path for section in document.sections] == PATHS
    assert document.title == TITLE.strip()
    furniture = "".join(
        text[span.starts_at : span.ends_at] for span in document.spans if span.kind is SpanKind.FURNITURE
    )
    assert all(heading in furniture for heading in headings)


def test_pages_alone_make_a_table_below_its_name() -> None:
    text = f"{TITLE}目录\n第一部分 总体……1\n第二部分 任务……2\n{BODY}"
    assert [section.path for section in read_document(text).sections] == PATHS


def test_a_table_that_cannot_be_told_from_sections_is_said() -> None:
    text = f"{TITLE}目录\n一、前言\n二、后记\n第一章 总则\n第一条 做好。（甲局负责）\n"
    found = [one for one in read_document(text).warnings if one.message == cautions.CONTENTS_UNREAD]
    assert [text[one.starts_at : one.ends_at] for one in found] == ["目录"]


def test_a_heading_that_comes_again_alone_makes_no_table() -> None:
    text = f"{TITLE}一、创新\n二、开放\n三、协调\n四、其他\n第二章 保障\n一、创新保障\n加强。\n"
    furniture = [span for span in read_document(text).spans if span.kind is SpanKind.FURNITURE]
    assert furniture == []


def test_sections_with_the_same_headings_are_no_table() -> None:
    body = (
        "一、城区\n（一）建设\n做好。\n（二）管理\n做好。\n二、乡镇\n（一）建设\n做好。\n（二）管理\n做好。\n"
    )
    paths = [section.path for section in read_document(TITLE + body).sections]
    assert paths == ["一", "一/一", "一/二", "二", "二/一", "二/二"]
