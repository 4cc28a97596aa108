"""Deadlines of single duties."""

import datetime as dt

import pytest

from reading import cautions, read_document

HEAD = "某市2021年工作要点\n某政发〔2021〕1号\n"
SIGNED = "某市人民政府\n2021年3月3日\n"


def due_on(text: str, note: str = "（科技局负责）") -> dt.date | None:
    document = read_document(f"{HEAD}一、任务\n（一）甲。{text}{note}\n（二）乙。做好。再做。\n{SIGNED}")
    return document.tasks[0].due_on


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2021年12月31日前完成建设。", dt.date(2021, 12, 31)),
        ("2021 年 12 月 31 日前完成建设。", dt.date(2021, 12, 31)),
        ("2021年6月底前出台办法。", dt.date(2021, 6, 30)),
        ("2022年2月底前出台办法。", dt.date(2022, 2, 28)),
        ("2022年底前完成建设。", dt.date(2022, 12, 31)),
        ("年底前完成建设。", dt.date(2021, 12, 31)),
        ("9月底前完成建设。", dt.date(2021, 9, 30)),
        ("10月15日之前完成建设。", dt.date(2021, 10, 15)),
        ("2021年三季度末前完成建设。", dt.date(2021, 9, 30)),
        ("明年6月底前完成建设。", dt.date(2022, 6, 30)),
        ("6月底前出台办法，12月底前完成建设。", dt.date(2021, 12, 31)),
        ("持续推进建设。", None),
        ("到2025年建成体系。", None),
        ("2021年3月以来推进建设。", None),
        ("2021年2月30日前完成建设。", None),
    ],
)
def test_what_the_text_sets(text: str, day: dt.date | None) -> None:
    assert due_on(text) == day


@pytest.mark.parametrize(
    ("note", "day"),
    [
        ("（科技局负责，2021年9月底前完成）", dt.date(2021, 9, 30)),
        ("（责任单位：科技局；完成时限：2021年9月）", dt.date(2021, 9, 30)),
        ("（责任单位：科技局；完成时限：2021年9月15日）", dt.date(2021, 9, 15)),
        ("（责任单位：科技局；完成时限：年底前）", dt.date(2021, 12, 31)),
        ("（科技局负责，持续推进）", None),
        ("（科技局负责，年内持续推进）", None),
        ("（科技局负责，6月底前出台相关政策，年内持续推进）", dt.date(2021, 6, 30)),
    ],
)
def test_what_the_note_sets(note: str, day: dt.date | None) -> None:
    assert due_on("推进建设。", note) == day


def test_a_yearly_deadline_falls_due_first_after_the_issue_and_is_told() -> None:
    document = read_document(f"{HEAD}一、任务\n（一）甲。每年2月底前公布年报。（科技局负责）\n{SIGNED}")
    assert document.tasks[0].due_on == dt.date(2022, 2, 28)
    assert [warning.message for warning in document.warnings] == [cautions.YEARLY]


def test_without_any_year_there_is_no_day() -> None:
    document = read_document("某市关于推进工作的方案\n一、任务\n年底前完成建设。（科技局负责）\n")
    assert document.tasks[0].due_on is None
