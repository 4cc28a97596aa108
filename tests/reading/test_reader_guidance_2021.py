"""The 2021 guidance, read exactly."""

import datetime as dt
from functools import cache

import pytest

from reading import Comparator, Document, SectionKind, SpanKind, decode, read_document
from tests.reading.typesetting import GUIDANCE


@cache
def source() -> str:
    return decode(GUIDANCE.read_bytes())


@cache
def guidance() -> Document:
    return read_document(source())


def test_its_frame() -> None:
    document = guidance()
    assert document.title == "推动知识产权高质量发展年度工作指引（2021）"
    assert document.document_number is None
    assert document.issuer == "国家知识产权局"
    assert document.issued_on == dt.date(2021, 3, 3)
    assert document.year == 2021
    assert document.report_due_on == dt.date(2021, 12, 15)
    assert document.receiving_department == "知识产权运用促进司"
    assert document.warnings == ()


def test_its_sections() -> None:
    assert [(section.path, section.number, section.title) for section in guidance().sections] == [
        ("一", "一、", "总体要求"),
        ("一/一", "（一）", "指导思想"),
        ("一/二", "（二）", "基本原则"),
        ("一/三", "（三）", "主要目标"),
        ("一/三/1", "——", "知识产权创造"),
        ("一/三/2", "——", "知识产权保护"),
        ("一/三/3", "——", "知识产权运用"),
        ("一/三/4", "——", "知识产权公共服务"),
        ("二", "二、", "强化知识产权高质量发展标杆引领"),
        ("二/一", "（一）", "持续推动“十四五”知识产权高质量发展指标体系实施落实"),
        ("二/二", "（二）", "因地制宜设置地方“十四五”指标体系"),
        ("二/三", "（三）", "高标准推进知识产权强国建设试点示范工作"),
        ("三", "三、", "强化知识产权高质量发展政策配套实施"),
        ("三/四", "（四）", "加强知识产权宏观政策研究"),
        ("三/五", "（五）", "健全知识产权保护政策"),
        ("三/六", "（六）", "完善知识产权运用促进政策"),
        ("三/七", "（七）", "优化知识产权公共服务政策"),
        ("三/八", "（八）", "深化知识产权国际合作"),
        ("四", "四、", "强化知识产权高质量发展统计监测"),
        ("四/九", "（九）", "加强知识产权指标统计监测工作"),
        ("四/十", "（十）", "健全地方知识产权指标统计监测体系"),
        ("五", "五、", "工作要求"),
    ]


@pytest.mark.parametrize(
    ("kind", "count"), [(SectionKind.PART, 5), (SectionKind.SECTION, 13), (SectionKind.BULLET, 4)]
)
def test_its_kinds(kind: SectionKind, count: int) -> None:
    assert sum(1 for section in guidance().sections if section.kind is kind) == count


def test_its_owners() -> None:
    local = "各地方知识产权局"
    assert [(task.section, task.lead, task.collective) for task in guidance().tasks] == [
        ("二/一", ("战略规划司",), ()),
        ("二/一", ("公共服务司",), ()),
        ("二/二", (local,), (local,)),
        ("二/三", ("运用促进司",), ()),
        ("二/三", (local,), (local,)),
        ("三/四", ("办公室",), ()),
        ("三/四", ("条法司",), ()),
        ("三/五", ("保护司",), ()),
        ("三/六", ("运用促进司",), ()),
        ("三/七", ("公共服务司",), ()),
        ("三/八", ("国际合作司", "保护司"), ()),
        ("四/九", ("战略规划司",), ()),
        ("四/九", ("联席办",), ()),
        ("四/十", (local,), (local,)),
    ]
    assert not any(task.support or task.and_others or task.due_on for task in guidance().tasks)


def test_a_note_broken_by_a_line_end_is_whole() -> None:
    assert guidance().tasks[-1].as_printed == "（各地方知识产权局负责）"


def test_each_stretch_is_the_text_between_two_notes() -> None:
    sections = {section.path: section for section in guidance().sections}
    for task in guidance().tasks:
        text = sections[task.section].text
        assert text[task.starts_at : task.ends_at] == task.text
        assert text[task.ends_at :].lstrip().startswith(task.as_printed)
        assert "负责）" not in task.text


def test_its_measures() -> None:
    assert [len(task.measures) for task in guidance().tasks] == [2, 1, 2, 3, 1, 2, 5, 6, 11, 7, 4, 4, 1, 1]
    for task in guidance().tasks:
        assert "".join(measure.text for measure in task.measures) == task.text
        for measure in task.measures:
            section = next(other for other in guidance().sections if other.path == task.section)
            assert section.text[measure.starts_at : measure.ends_at] == measure.text


def test_its_targets() -> None:
    assert [
        (target.section, target.indicator, target.comparator, target.value, target.unit)
        for target in guidance().targets
    ] == [
        ("一/三/1", "发明专利审查周期", Comparator.AT_MOST, "18.5", "个月"),
        ("一/三/1", "高价值发明专利审查周期", Comparator.AT_MOST, "14", "个月"),
        ("一/三/1", "商标注册平均审查周期", Comparator.HOLD_AT, "4", "个月"),
        ("一/三/2", "知识产权保护社会满意度", Comparator.QUALITATIVE, None, None),
        ("一/三/3", "专利商标质押融资规模", Comparator.AT_LEAST, "2400", "亿元"),
        ("一/三/3", "融资惠及企业数量增长率", Comparator.MORE_THAN, "10", "%"),
        ("一/三/3", "全国专利密集型产业增加值", Comparator.INCREASE, None, None),
        ("一/三/4", "知识产权业务“一窗通办”", Comparator.ALL, None, None),
        ("一/三/4", "专利、商标电子申请便利化程度与好评度", Comparator.QUALITATIVE, None, None),
        ("一/三/4", "技术与创新支持中心（TISC）", Comparator.AT_LEAST, "100", "家"),
    ]


def test_its_spans_rebuild_the_source() -> None:
    spans = guidance().spans
    assert "".join(source()[span.starts_at : span.ends_at] for span in spans) == source()
    assert [span.kind for span in spans[:3]] == [SpanKind.NOTICE, SpanKind.TITLE, SpanKind.PREAMBLE]
    assert sum(1 for span in spans if span.kind is SpanKind.FURNITURE) == 5


def test_every_section_leads_back_to_the_source() -> None:
    for section in guidance().sections:
        assert section.number in source()[section.starts_at : section.ends_at]
        for run in section.runs:
            printed = source()[run.source_at : run.source_at + run.length]
            assert printed == section.text[run.at : run.at + run.length]


def test_no_word_between_the_first_and_the_last_section_is_lost() -> None:
    kept = "".join(section.number + section.title + section.text for section in guidance().sections)
    begin = guidance().sections[0].starts_at
    printed = "".join(source()[begin:].split())
    assert sorted(set(printed)) == sorted(set("".join(kept.split())))
    full_stops = sum(
        1 for section in guidance().sections if section.title and section.kind != SectionKind.PART
    )
    assert len(printed) == len("".join(kept.split())) + full_stops
