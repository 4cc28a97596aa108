"""A document set in Word or as a PDF reads as its plain text does."""

from functools import cache

import pytest

from reading import read_document, read_source
from tests.reading.sources import making
from tests.reading.test_reader_typesettings import assert_reads_as
from tests.reading.typesetting import GUIDANCE, PLAN, wrap

FULL = 30


@cache
def guidance() -> tuple[str, ...]:
    """The paragraphs of the guidance, without the line ends of the page that its text was taken from."""
    paragraphs: list[str] = []
    is_open = False
    for line in filter(None, map(str.strip, GUIDANCE.read_text(encoding="utf-8").splitlines())):
        paragraphs[len(paragraphs) - is_open :] = [(paragraphs[-1] if is_open else "") + line]
        is_open = len(line) >= FULL and line[-1] not in "。：）"
    return tuple(paragraphs)


DOCUMENTS = {"plan": tuple(PLAN.splitlines()), "guidance": guidance()}
documents = pytest.mark.parametrize("paragraphs", DOCUMENTS.values(), ids=DOCUMENTS.keys())


@documents
def test_in_word(paragraphs: tuple[str, ...]) -> None:
    assert_reads_as(read_source(making.word(paragraphs)), "\n".join(paragraphs))


@documents
def test_in_word_with_empty_paragraphs_between(paragraphs: tuple[str, ...]) -> None:
    spaced = [line for paragraph in paragraphs for line in (paragraph, "")]
    assert_reads_as(read_source(making.word(spaced)), "\n".join(paragraphs))


@documents
def test_in_word_with_each_line_of_a_page_as_a_paragraph(paragraphs: tuple[str, ...]) -> None:
    lines = [line for paragraph in paragraphs for line in wrap(paragraph, 44)]
    assert_reads_as(read_source(making.word(lines)), "\n".join(paragraphs))


@documents
def test_as_pdf(paragraphs: tuple[str, ...]) -> None:
    assert_reads_as(read_source(making.pdf(paragraphs)), "\n".join(paragraphs))


@documents
def test_as_pdf_with_running_heads(paragraphs: tuple[str, ...]) -> None:
    text = read_source(making.pdf(paragraphs, head="某省人民政府公报 2022年第3期"))
    assert "公报" not in text
    assert_reads_as(text, "\n".join(paragraphs))


def test_the_guidance_itself_reads_the_same_in_paragraphs() -> None:
    assert_reads_as("\n".join(guidance()), GUIDANCE.read_text(encoding="utf-8"))


def test_a_word_paragraph_without_a_full_stop_stands_alone() -> None:
    text = read_source(
        making.word(["关于某事的通知", "一、主要任务", "完善制度，加强协调，", "推进改革，优化服务"])
    )
    assert read_document(text).sections[0].text == "完善制度，加强协调，\n推进改革，优化服务"


def test_a_note_over_two_word_paragraphs_is_one() -> None:
    lines = [
        "关于某事的通知",
        "一、加强协调。完善制度。（牵头单位：省科技厅；",
        "配合单位：省财政厅）",
        "二、其他。",
    ]
    task = read_document(read_source(making.word(lines))).tasks[0]
    assert (task.lead, task.support) == (("省科技厅",), ("省财政厅",))


def test_long_documents_are_read_whole() -> None:
    paragraphs = [*guidance(), *(f"（{number}）" + "加强协调，完善制度。" * 8 for number in range(400))]
    word, pdf = making.word(paragraphs), making.pdf(paragraphs)
    assert len(read_source(word)) > 35_000
    assert len(read_source(pdf)) > 35_000
