"""Whatever pieces of official documents are thrown together, the reader answers, and loses nothing."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reading import DocumentError, read_document, to_json

PIECES = (
    *(
        "一、",
        "（一）",
        "1.",
        "12.5G",
        "附件1：",
        "附表",
        "\t",
        "|",
        "　　",
        "（牵头单位：",
        "市科技局",
        "市教育局、",
    ),
    *(
        "指导",
        "负责",
        "。",
        "；",
        "\n",
        "\n\n",
        "序号",
        "任务",
        "责任单位",
        "\u2028",
        "〃",
        "↵",
        "\f",
        "3月1日",
    ),
    *(
        "2024年3月1日",
        "某市人民政府",
        "每季度末月25日前",
        "报送",
        "（",
        "）",
        "【",
        "】",
        "以下均需",
        "不再列出",
    ),
    *(
        "以上由",
        "100家",
        "达到",
        "50%",
        "关于印发《",
        "》的通知",
        "——",
        "①",
        "责任人：张三",
        "第一章",
        "目录",
    ),
)
TEXTS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=120).map("".join)


@settings(max_examples=300)
@given(TEXTS)
def test_any_pieces_are_read_or_refused(pieces: str) -> None:
    text = f"某市工作方案\n{pieces}"
    with suppress(DocumentError):
        document = read_document(text)
        assert to_json(document)
        assert "".join(text[span.starts_at : span.ends_at] for span in document.spans) == text
        places = [(doubt.starts_at, doubt.ends_at) for doubt in document.warnings]
        places += [(task.note_at, task.note_to) for task in document.tasks]
        for begins, ends in places:
            assert begins is None or (ends is not None and 0 <= begins <= ends <= len(text))
        for section in document.sections:
            for run in section.runs:
                found = section.text[run.at : run.at + run.length]
                assert text[run.source_at : run.source_at + run.length] == found


def test_a_text_whose_only_number_stands_within_a_line_is_refused_at_its_line() -> None:
    text = (
        "某市工作方案\n指导附件1：关于印发《【任务（12.5G100家\t【附件1：某市人民政府第一章3月1日附件1："
        "目录【》的通知（\n100家　　附件1：\t达到一、指导\n。（牵头单位：——以上由）】【　　①（牵头单位："
        "牵头单位 配合单位（一）】\t》的通知12.5G——市科技局；\n\n\t》的通知12.5G市科技局（》的通知》的通知1."
        "关于印发《（一）（牵头单位：一、序号——。"
    )
    with pytest.raises(DocumentError):
        read_document(text)
