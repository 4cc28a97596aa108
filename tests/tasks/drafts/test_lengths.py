"""What is longer than can be kept is cut and said, never cut in silence."""

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from reading import Document, read_document
from tasks.drafts.lengths import LONGEST_NUMBER, LONGEST_TITLE, TOO_LONG, cut, cuts
from tasks.models import LONGEST_ISSUER, LONGEST_OWNER

SHORT = """关于印发《年度工作指引（2030）》的通知

各地方知识产权局：

现予印发。

国家知识产权局

2021 年 2 月 1 日

年度工作指引（2030）

一、工作任务

（一）统计工作。完善统计。加强分析。（战略规划司、天文台负责）
"""
READ = read_document(SHORT)


def said(document: Document) -> list[str]:
    return [dict(caution.values)["text"] for caution in cuts(document)]


@given(st.text(max_size=30), st.integers(min_value=1, max_value=20))
def test_a_cut_is_marked_and_fits(text: str, longest: int) -> None:
    kept = cut(text, longest)
    assert len(kept) <= longest
    assert kept == text if len(text) <= longest else kept.endswith("…") and text.startswith(kept[:-1])


def test_of_what_fits_nothing_is_said() -> None:
    assert said(READ) == []


@given(
    st.sampled_from(
        [("title", LONGEST_TITLE), ("document_number", LONGEST_NUMBER), ("issuer", LONGEST_ISSUER)]
    ),
    st.integers(min_value=-1, max_value=1),
)
def test_a_fact_that_is_cut_stands_whole_in_a_doubt(fact: tuple[str, int], over: int) -> None:
    name, longest = fact
    changed: dict[str, Any] = {name: "甲" * (longest + over)}
    found = list(cuts(replace(READ, **changed)))
    assert [caution.message for caution in found] == [TOO_LONG] * (over > 0)
    assert said(replace(READ, **changed)) == [changed[name]] * (over > 0)


def test_a_heading_that_is_cut_is_said_at_its_place() -> None:
    section = replace(READ.sections[-1], title="题" * 201)
    [caution] = cuts(replace(READ, sections=(section,)))
    assert dict(caution.values) == {"section": section.path, "text": section.title}
    assert caution.starts_at == section.starts_at
    assert section.starts_at < (caution.ends_at or 0) <= section.ends_at


def test_a_name_that_is_cut_is_said_once_at_its_note() -> None:
    name = "台" * (LONGEST_OWNER + 1)
    task = replace(READ.tasks[0], lead=(name,), guide=(name,), note_at=3, note_to=9)
    [caution] = cuts(replace(READ, tasks=(task,)))
    assert (dict(caution.values)["text"], caution.starts_at, caution.ends_at) == (name, 3, 9)
