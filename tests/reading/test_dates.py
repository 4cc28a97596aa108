"""Deadlines of single duties."""

import datetime as dt

import pytest

from reading import Document, cautions, read_document

HEAD = "某市2021年工作要点\n某政发〔2021〕1号\n"
SIGNED = "某市人民政府\n2021年3月3日\n"


def reading(text: str, note: str) -> Document:
    return read_document(f"{HEAD}一、任务\n（一）甲。{text}{note}\n（二）乙。做好。再做。\n{SIGNED}")


def due_on(text: str, note: str = "（科技局负责）") -> dt.date | None:
    return reading(text, note).tasks[0].due_on


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
        ("6月底前完成50%，年底前全部完成。", dt.date(2021, 12, 31)),
        ("到“十四五”末建成体系。", dt.date(2025, 12, 31)),
        ("第三季度完成建设。", dt.date(2021, 9, 30)),
        ("年中完成评估，再评估。", dt.date(2021, 6, 30)),
        ("9月份完成验收。", dt.date(2021, 9, 30)),
        ("2022年内完成建设。", dt.date(2022, 12, 31)),
        ("即日起至12月底开展行动。", dt.date(2021, 12, 31)),
        ("落实今年中央一号文件。", None),
        ("长期坚持。", None),
        ("2021年6月—2022年5月开展行动。", None),
        ("按照2021年2月印发的方案推进。", None),
        ("支持2021年12月31日前注册的企业。", None),
        ("有效期至2025年12月31日。", None),
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
        ("（科技局负责；2021年12月底完成）", dt.date(2021, 12, 31)),
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


@pytest.mark.parametrize(
    ("label", "day"),
    [
        ("2021年6月—2022年5月", dt.date(2022, 5, 31)),
        ("2021.6-2022.5", dt.date(2022, 5, 31)),
        ("2021年11月—3月", dt.date(2022, 3, 31)),
        ("6—9月", dt.date(2021, 9, 30)),
        ("6月", dt.date(2021, 6, 30)),
        ("2021.12.31", dt.date(2021, 12, 31)),
        ("即日起至12月底", dt.date(2021, 12, 31)),
        ("第三季度", dt.date(2021, 9, 30)),
        ("年中", dt.date(2021, 6, 30)),
        ("2021—2023年", dt.date(2023, 12, 31)),
        ("到2025年", dt.date(2025, 12, 31)),
        ("“十四五”期间", dt.date(2025, 12, 31)),
        ("2022年上半年", dt.date(2022, 6, 30)),
        ("6月底前出台方案，12月底前完成", dt.date(2021, 12, 31)),
        ("长期", None),
        ("每月25日前", None),
        ("每季度", None),
        ("尽快完成", None),
    ],
)
def test_the_end_of_what_a_label_names(label: str, day: dt.date | None) -> None:
    document = reading("推进建设。", f"（责任单位：科技局；完成时限：{label}）")
    assert document.tasks[0].due_on == day
    assert document.warnings == ()


DOUBTED = [
    (
        "2021年6月前完成建设。",
        "（科技局负责）",
        dt.date(2021, 6, 30),
        cautions.DEADLINE_DOUBTFUL,
        "2021年6月",
    ),
    ("三季度前完成建设。", "（科技局负责）", dt.date(2021, 9, 30), cautions.DEADLINE_DOUBTFUL, "三季度前"),
    ("2月底前完成建设。", "（科技局负责）", dt.date(2021, 2, 28), cautions.DEADLINE_PAST, "2月底前"),
    ("2025年前建成体系。", "（科技局负责）", None, cautions.TIME_UNREAD, "2025年前"),
    ("自印发之日起30日内完成。", "（科技局负责）", None, cautions.TIME_UNREAD, "印发之日起30日内"),
    ("推进。", "（责任单位：科技局；完成时限：2025年前）", None, cautions.TIME_UNREAD, "2025年前"),
    (
        "推进。",
        "（责任单位：科技局；完成时限：2月底）",
        dt.date(2021, 2, 28),
        cautions.DEADLINE_PAST,
        "2月底",
    ),
]


@pytest.mark.parametrize(("text", "note", "day", "message", "words"), DOUBTED)
def test_a_deadline_that_may_be_another_day_is_doubted_at_its_place(
    text: str, note: str, day: dt.date | None, message: str, words: str
) -> None:
    document = reading(text, note)
    assert document.tasks[0].due_on == day
    [doubt] = document.warnings
    assert doubt.message == message
    assert document.source[doubt.starts_at : doubt.ends_at].startswith(words)
