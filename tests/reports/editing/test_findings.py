"""What is pointed out: every figure that differs, every section without an answer, requests, length."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.editing.findings import LONGEST_BODY, Examination, Finding, Kind
from reports.editing.moves import joined, left_out, moved, reworded, written
from reports.editing.parts import Text, asked_in, standing
from tests.reports.editing.texts import REPORT, text

ASKED = asked_in(REPORT)


def findings(of: Text, kind: Kind | None = None) -> list[Finding]:
    found = Examination(of, ASKED).findings()
    return [finding for finding in found if kind in {None, finding.kind}]


def test_nothing_is_pointed_out_in_a_composed_text() -> None:
    assert findings(text()) == []
    assert ASKED == ["加强政策引导", "提升审查质量"]


@pytest.mark.parametrize(
    ("words", "written_as", "official"),
    [
        ("全年办结 13 件，质押融资 38.5 亿元。", "13 件", "12 件"),
        ("全年办结 12 件，质押融资 39 亿元。", "39 亿元", "38.5 亿元"),
        ("全年办结 12 件，质押融资 38.5 万元。", "38.5 万元", "38.5 亿元"),
    ],
)
def test_a_changed_figure_stands_beside_the_official_one(words: str, written_as: str, official: str) -> None:
    (finding,) = findings(reworded(text(), 3, words), Kind.NUMBER)
    assert (finding.part, finding.written, finding.official) == (3, written_as, official)
    assert finding.is_blocking


@pytest.mark.parametrize(
    "words",
    ["全年办结十二件，质押融资 385000 万元。", "质押融资３８．５亿元。", "全年办结 12 件。", "没有数字。"],
)
def test_the_same_figure_in_other_signs_is_none_and_trimming_neither(words: str) -> None:
    assert findings(reworded(text(), 3, words)) == []


@given(st.integers(min_value=0, max_value=10_000))
def test_no_figure_that_differs_goes_unmarked(count: int) -> None:
    found = findings(reworded(text(), 8, f"召开推进会 {count} 次。"), Kind.NUMBER)
    assert bool(found) == (count != 2)


def test_what_an_editor_writes_may_name_official_figures_alone() -> None:
    assert findings(written(text(), "质押融资达 38.5 亿元。", after=10)) == []
    (finding,) = findings(written(text(), "质押融资达 40 亿元。", after=10))
    assert (finding.kind, finding.written, finding.official) == (Kind.NUMBER, "40 亿元", "")


def test_a_joined_paragraph_may_have_the_figures_of_both() -> None:
    assert findings(joined(text(), 8)) == []


def test_a_key_holds_until_the_text_says_something_else_there() -> None:
    (first,) = findings(reworded(text(), 8, "召开推进会 3 次。"))
    (same,) = findings(reworded(text(), 8, "今年召开推进会 3 次。"))
    (other,) = findings(reworded(text(), 8, "召开推进会 4 次。"))
    assert first.key == same.key != other.key


def test_two_equal_changes_have_a_key_each() -> None:
    first, second = findings(reworded(text(), 8, "召开推进会 3 次，又召开推进会 3 次。"))
    assert first.key != second.key


def test_a_section_whose_heading_is_left_out_is_not_answered() -> None:
    (finding,) = findings(left_out(text(), 6), Kind.SECTION)
    assert finding.written == "加强政策引导"


def test_a_heading_with_nothing_under_it_is_not_answered() -> None:
    (finding,) = findings(left_out(text(), 10), Kind.SECTION)
    assert finding.written == "提升审查质量"


def test_a_section_that_is_headed_otherwise_is_answered() -> None:
    assert findings(reworded(text(), 6, "强化政策供给")) == []
    assert findings(moved(text(), 9, down=False)) == []


@pytest.mark.parametrize(
    "words",
    ["妥否，请批示。", "恳请贵局在经费上予以支持。", "特此请示。", "请予批准。", "请尽快批复为盼。"],
)
def test_a_request_is_pointed_out(words: str) -> None:
    (finding,) = findings(written(text(), f"工作顺利。{words}", after=12), Kind.REQUEST)
    assert finding.is_blocking


@pytest.mark.parametrize(
    "words",
    [
        *("受理商标注册申请。", "办理行政许可审批事项。", "应当事人请求作出裁决。", "报告已经批准。"),
        *("邀请专家授课。", "企业申请批准 2 次后实施。", "方案已报请审议通过。"),
    ],
)
def test_what_only_sounds_like_a_request_is_none(words: str) -> None:
    assert findings(written(text(), words, after=12), Kind.REQUEST) == []


def test_a_long_text_is_told_so_and_may_stay() -> None:
    (finding,) = findings(written(text(), "长" * LONGEST_BODY, after=12), Kind.LENGTH)
    assert not finding.is_blocking
    assert int(finding.written) > LONGEST_BODY


def test_headings_are_examined_too() -> None:
    (finding,) = findings(reworded(text(), 6, "加强政策引导 15 项"), Kind.NUMBER)
    assert finding.part == standing(text())[5].number
