"""Any text is read or refused; nothing is lost; the work grows with the length only."""

from functools import cache
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reading import Document, DocumentError, decode, read_document, to_json
from tests.reading.typesetting import GUIDANCE, PLAN
from tests.work import calls_made

ODD = "（）()《》“”【】〔〕。；：，、！？\n\r\f\v\t \u3000\ufeff\u2028—-.．①㈠年月日号一二三十百0123456789％%"
WORDS = [
    *(
        "一、",
        "（一）",
        "（二）",
        "1.",
        "2．",
        "（1）",
        "——",
        "第一章",
        "\n",
        "。",
        "；",
        "，",
        "（",
        "）",
        "《",
        "》",
    ),
    *(
        "科技局",
        "财政局",
        "各地区",
        "负责",
        "牵头",
        "配合",
        "会同",
        "等部门",
        "责任单位：",
        "完成时限：",
        "附件：",
        "下同",
    ),
    *(
        "2021年3月3日",
        "12月底前",
        "每年",
        "报送",
        "主要目标",
        "达到",
        "100",
        "亿元",
        "均",
        "分别",
        "某省关于某事的通知",
    ),
    *(
        "列第一位者为牵头单位",
        "\n— 3 —\n",
        "\f",
        "\n12\n",
        "国发〔2021〕1号",
        "各市人民政府：",
        "试行",
        "全覆盖",
        "百分之",
    ),
    *(
        "\n附件1\n",
        "\n附件1：某市方案\n",
        "\n附件：1.某市方案\n2.名单\n",
        "\n现印发给你们：\n",
        "\n某市教育局\n",
        "\n3月1日\n",
        "\n2021年3月\n",
        "\n目录\n",
        "12.5G",
        "㈠",
    ),
]


@cache
def guidance() -> str:
    return decode(GUIDANCE.read_bytes())


def read_or_refuse(text: str) -> Document | None:
    """The reading, checked for what must hold of any; ``None`` when the text is refused."""
    try:
        document = read_document(text)
    except DocumentError as error:
        check_reason(error)
        return None
    assert "".join(text[span.starts_at : span.ends_at] for span in document.spans) == text
    assert all(before.ends_at == after.starts_at for before, after in pairwise(document.spans))
    assert all(span.starts_at < span.ends_at for span in document.spans)
    assert len({section.path for section in document.sections}) == len(document.sections)
    check_sections(document, text)
    assert to_json(document)
    return document


def check_reason(error: DocumentError) -> None:
    assert str(error)
    assert "\n" not in str(error)


def check_sections(document: Document, text: str) -> None:
    sections = {section.path: section for section in document.sections}
    for section in document.sections:
        assert section.parent is None or section.parent in sections
        for run in section.runs:
            printed = text[run.source_at : run.source_at + run.length]
            assert printed == section.text[run.at : run.at + run.length]
            assert section.starts_at <= run.source_at <= section.ends_at
    for task in document.tasks:
        assert sections[task.section].text[task.starts_at : task.ends_at] == task.text
        assert task.text
        assert task.lead or task.support
        assert set(task.collective) <= {*task.lead, *task.support}
        for measure in task.measures:
            assert sections[task.section].text[measure.starts_at : measure.ends_at] == measure.text


relaxed = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@relaxed
@given(st.text(max_size=400))
def test_arbitrary_text(text: str) -> None:
    read_or_refuse(text)


@relaxed
@given(st.text(alphabet=ODD, max_size=300))
def test_marks_and_numbers_without_words(text: str) -> None:
    read_or_refuse("某省关于某事的通知\n一、总体要求\n" + text)


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=80))
def test_the_words_of_documents_in_any_order(words: list[str]) -> None:
    read_or_refuse("某省关于某事的通知\n一、总体要求\n" + "".join(words))
    read_or_refuse("".join(words))


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_the_guidance_cut_doubled_and_mixed_up(data: st.DataObject) -> None:
    text = guidance()
    for _ in range(data.draw(st.integers(1, 6))):
        begin = data.draw(st.integers(0, len(text)))
        end = min(len(text), begin + data.draw(st.integers(0, 200)))
        piece = data.draw(st.sampled_from(["", text[begin:end] * 2, text[begin:end][::-1], *WORDS]))
        text = text[:begin] + piece + text[end:]
    read_or_refuse(text)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, len(PLAN)))
def test_a_document_that_breaks_off(end: int) -> None:
    read_or_refuse(PLAN[:end])


@relaxed
@given(st.binary(max_size=300))
def test_arbitrary_bytes(data: bytes) -> None:
    try:
        decode(data)
    except DocumentError as error:
        check_reason(error)


HOSTILE = {
    "one long line": "加强",
    "open brackets": "（",
    "notes without end": "（科技局负责",
    "notes without text": "（科技局负责）",
    "labels": "。责任单位：",
    "items": "1.\n",
    "bullets": "——甲\n",
    "days": "2021年12月1日\n",
    "deadlines": "2021年12月底前报送",
    "attachments": "附件：\n",
    "pages": "\f12\n甲",
    "quotes": "“甲。",
    "all": "各市、",
    "notices": "关于印发方案的通知\n各市：\n现印发给你们。\n一、甲。\n某市教育局\n2021年3月1日\n",
    "attached notices": "附件\n关于印发方案的通知\n现印发给你们。\n一、甲。\n",
    "lists of attachments": "附件：1.某市方案\n2.名单\n",
    "entries": "附件：\n1.某市方案\n2.名单\n3.某市方案\n",
    "signatures": "某市教育局\n",
    "undated": "现印发给你们。\n一、甲。\n某市教育局\n任务方案\n",
    "figures": "1.2万件\n3.5亿元\n",
    "contents": "目录\n一、甲……1\n",
}


@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE.keys())
def test_the_work_grows_with_the_length_only(unit: str) -> None:
    """Counted in calls, which no busy machine makes more of; the benchmark counts seconds."""

    def calls(length: int) -> int:
        text = "关于测试的通知\n一、主要目标\n" + unit * (length // len(unit))
        return calls_made(lambda: read_or_refuse(text))

    assert calls(24_000) < 12 * calls(3_000)
