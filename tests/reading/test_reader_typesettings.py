"""The same document set in other ways reads the same."""

from collections.abc import Callable

import pytest

from reading import Document, SpanKind, decode, read_document
from tests.reading import typesetting
from tests.reading.typesetting import GUIDANCE, PLAN, squeezed

PAGE_STYLES = {
    "dashes": "— {} —\n",
    "dashes and blank lines": "\n— {} —\n\n",
    "short dashes": "- {} -\n",
    "full-width dashes": "－{}－\n",
    "bare number and form feed": "\n{}\n\f",
    "page of pages": "第 {} 页 共 9 页\n",
    "form feed": "\f",
    "blank lines": "\n\n\n",
}


def essence(document: Document) -> tuple[object, ...]:
    """All that a setting must not change."""
    return (
        squeezed(document.title),
        document.document_number,
        document.issuer,
        document.issued_on,
        document.report_due_on,
        document.receiving_department,
        [(section.path, squeezed(section.title), squeezed(section.text)) for section in document.sections],
        [
            (task.section, squeezed(task.text), task.lead, task.support, task.and_others, task.due_on)
            for task in document.tasks
        ],
        [
            (target.section, squeezed(target.indicator), target.comparator, target.value, target.unit)
            for target in document.targets
        ],
    )


def assert_reads_as(text: str, original: str) -> None:
    document = read_document(text)
    assert essence(document) == essence(read_document(original))
    assert "".join(text[span.starts_at : span.ends_at] for span in document.spans) == text


def test_the_plan_as_printed() -> None:
    document = read_document(PLAN)
    assert document.title == "某省人民政府关于加快知识产权服务业发展的实施意见"
    assert (document.document_number, document.issuer) == ("某政发〔2022〕15号", "某省人民政府")
    assert [section.path for section in document.sections] == [
        *("一", "一/一", "一/二", "二", "二/三", "二/四", "二/四/1", "二/四/2", "三", "三/五")
    ]
    assert [(task.lead, task.support, task.and_others) for task in document.tasks] == [
        (("省市场监管局",), ("省财政厅", "省科技厅"), False),
        (("省市场监管局", "各市人民政府"), (), False),
        (("省市场监管局",), (), False),
        (("省市场监管局", "省大数据局"), (), True),
    ]
    assert str(document.report_due_on) == "2022-11-30"
    assert document.receiving_department == "省市场监管局"


@pytest.mark.parametrize("cells", range(36, 92, 4))
@pytest.mark.parametrize("indent", ["", "　　"])
def test_hard_wrapped(cells: int, indent: str) -> None:
    assert_reads_as(typesetting.hard_wrap(PLAN, cells, indent=indent), PLAN)


@pytest.mark.parametrize("cells", [40, 56, 66])
def test_hard_wrapped_with_blank_lines_between(cells: int) -> None:
    assert_reads_as(typesetting.double_space(typesetting.hard_wrap(PLAN, cells)), PLAN)


@pytest.mark.parametrize("style", PAGE_STYLES.values(), ids=PAGE_STYLES.keys())
@pytest.mark.parametrize("lines", [5, 8, 22])
@pytest.mark.parametrize("cells", [44, 66])
def test_page_breaks_inside_sentences_and_notes(cells: int, lines: int, style: str) -> None:
    text = typesetting.paginate(typesetting.hard_wrap(PLAN, cells), lines, style)
    assert_reads_as(text, PLAN)


@pytest.mark.parametrize("style", PAGE_STYLES.values(), ids=PAGE_STYLES.keys())
def test_page_breaks_between_long_paragraphs(style: str) -> None:
    assert_reads_as(typesetting.paginate(PLAN, 4, style), PLAN)


@pytest.mark.parametrize(
    "change",
    [typesetting.half_width_marks, typesetting.full_width_digits, typesetting.spaced_numbers],
    ids=["half-width marks", "full-width digits", "spaces around numbers"],
)
@pytest.mark.parametrize("cells", [None, 48])
def test_other_marks_and_digits(change: Callable[[str], str], cells: int | None) -> None:
    text = change(PLAN)
    assert_reads_as(typesetting.hard_wrap(text, cells) if cells else text, PLAN)


def test_the_guidance_with_windows_line_ends_in_gb18030() -> None:
    original = decode(GUIDANCE.read_bytes())
    text = decode(original.replace("\n", "\r\n").encode("gb18030"))
    assert_reads_as(text, original)


@pytest.mark.parametrize("style", PAGE_STYLES.values(), ids=PAGE_STYLES.keys())
@pytest.mark.parametrize("lines", [7, 20, 45])
def test_the_guidance_with_other_page_breaks(lines: int, style: str) -> None:
    original = decode(GUIDANCE.read_bytes())
    dense = "\n".join(line for line in original.splitlines() if line)
    assert_reads_as(typesetting.paginate(dense, lines, style), original)


def test_a_running_head_is_furniture() -> None:
    text = typesetting.paginate(typesetting.hard_wrap(PLAN, 44), 6, "— {} —\n某省人民政府公报\n")
    document = read_document(text)
    assert essence(document) == essence(read_document(PLAN))
    dropped = [
        text[span.starts_at : span.ends_at] for span in document.spans if span.kind is SpanKind.FURNITURE
    ]
    assert any("某省人民政府公报" in piece for piece in dropped)


def test_a_number_that_the_sentence_needs_is_no_page_number() -> None:
    text = "关于某事的方案\n一、主要目标\n审查周期压减至\n\n18\n\n个月，比上年有所缩短。\n"
    assert "压减至18个月" in read_document(text).sections[0].text
