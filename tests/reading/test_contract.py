"""The JSON that others rely on (design §5)."""

import json

from reading import decode, read_document, to_json
from tests.reading.typesetting import GUIDANCE, PLAN

KEYS = [
    *("title", "document_number", "issuer", "issued_on", "year", "report_due_on", "receiving_department"),
    *("sections", "tasks", "targets", "warnings", "spans"),
    *("issuers", "reports", "figures_left_out", "tables", "doubts"),
]


def test_the_guidance_as_json() -> None:
    document = to_json(read_document(decode(GUIDANCE.read_bytes())))
    assert list(document) == KEYS
    assert document["issued_on"] == "2021-03-03"
    assert document["report_due_on"] == "2021-12-15"
    assert document["year"] == 2021
    assert document["document_number"] is None
    assert json.loads(json.dumps(document, ensure_ascii=False)) == document


def test_a_section_a_task_and_a_target_as_json() -> None:
    document = to_json(read_document(PLAN))
    assert document["sections"][1] == {
        "number": "（一）",
        "level": 2,
        "title": "指导思想",
        "parent": "一",
        "text": "坚持稳中求进工作总基调，立足新发展阶段，完整、准确、全面贯彻新发展理念，"
        "更好服务全省高质量发展。",
        "path": "一/一",
    }
    assert document["tasks"][3] == {
        "section": "二/四/2",
        "text": "推动数据资源开放共享，建设100个公共服务网点，2022年12月底前完成。",
        "lead": ["省市场监管局", "省大数据局"],
        "support": [],
        "collective": [],
        "and_others": True,
        "due_on": "2022-12-31",
        "as_printed": "（省市场监管局、省大数据局等部门按职责分工负责）",
        "measures": ["推动数据资源开放共享，建设100个公共服务网点，2022年12月底前完成。"],
        "guide": [],
        "people": [],
    }
    assert document["targets"][1] == {
        "section": "一/二",
        "indicator": "专利审查周期",
        "text": "专利审查周期由20个月压缩至15个月以内",
        "comparator": "AT_MOST",
        "value": "15",
        "upper_value": None,
        "unit": "个月",
        "reason": "It says what is not to be exceeded.",
    }


def test_the_source_can_be_rebuilt_from_the_json() -> None:
    document = to_json(read_document(PLAN))
    assert "".join(span["text"] for span in document["spans"]) == PLAN
    assert {span["kind"] for span in document["spans"]} == {
        "title",
        "notice",
        "preamble",
        "section",
        "closing",
    }
    in_sections = {span["section"] for span in document["spans"] if span["kind"] == "section"}
    assert in_sections == {section["path"] for section in document["sections"]}
