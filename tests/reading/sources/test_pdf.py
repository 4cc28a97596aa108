"""The text of PDFs: in the order of the page, without what only the page needs."""

import pytest

from reading import read_source
from tests.reading.sources import making

LONG = "加强知识产权保护，完善制度体系，推动高质量发展，服务国家大局，" * 3


def test_lines_pages_indents_and_page_numbers() -> None:
    text = read_source(making.pdf([LONG, *["短句。"] * 23]))
    first, second = text.split("\f")
    assert first.startswith("\u3000\u3000加强知识产权")
    assert not first.splitlines()[1].startswith("\u3000")
    assert first.splitlines()[-1] == "— 1 —"
    assert second.splitlines()[-1] == "— 2 —"


def test_no_blanks_between_chinese_characters_but_between_words() -> None:
    text = read_source(making.pages_pdf(["国家知识产权局关于2021年的Annual work plan（试行）的通知"]))
    assert "关于2021年的Annual work plan（试行）的通知" in text


def test_letters_that_are_spread_out_are_put_together() -> None:
    assert read_source(making.pages_pdf(["关 于 印 发 工 作 指 引 的 通 知，共二十字以上才算数"])).startswith(
        "关于印发工作指引的通知"
    )


def test_a_wide_gap_stays_a_blank() -> None:
    assert "甲单位\u3000" in read_source(
        making.pages_pdf(["甲单位\u3000\u3000\u3000乙单位签字盖章后生效并抄送有关部门"])
    )


def test_radicals_are_ordinary_characters() -> None:
    assert "工作" in read_source(making.pages_pdf(["⼯作⻓期坚持不懈，共计二十个字以上的一行文字才算有字"]))


@pytest.mark.parametrize(
    "front", [b"\xef\xbb\xbf", b"\r\n", b"\0\0", b"HTTP/1.1 200 OK\r\n\r\n", b"\x80" * 1_000]
)
def test_a_pdf_is_one_with_what_stands_in_front_of_it(front: bytes) -> None:
    data = making.pages_pdf(["关于印发工作指引的通知，共计二十个字以上的一行文字才算有字"])
    assert read_source(front + data) == read_source(data)


def test_a_text_may_speak_of_a_pdf() -> None:
    assert read_source("文件以 %PDF-1.7 开头。".encode()) == "文件以 %PDF-1.7 开头。"
