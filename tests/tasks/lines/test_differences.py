"""What changed between two contents of a line: words, numbers, states, files."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.comparison.marks import Op
from tasks.lines.differences import (
    Change,
    Field,
    Form,
    change_in_percent,
    differences,
    is_changed,
    text_marks,
)

FIELDS = [
    Field(("nil_return",), "Nothing to report", Form.STATE),
    Field(("measures", 1), "健全评估体系。", Form.STATE),
    Field(("value",), "Value", Form.NUMBER, "亿元"),
    Field(("achievements",), "Achievements"),
]


def test_only_what_changed_is_said_in_the_order_of_the_fields() -> None:
    before = {"nil_return": False, "achievements": "完成3项。", "value": "110", "task": 4, "measures": []}
    after = {"nil_return": False, "achievements": "完成5项。", "value": "120.5", "task": 9, "measures": []}
    number, text = differences(before, after, FIELDS)
    assert number == Change("Value", Form.NUMBER, "110", "120.5", percent=Decimal("9.5"), unit="亿元")
    assert [(mark.op, mark.text) for mark in text.marks] == [
        (Op.EQUAL, "完成"),
        (Op.DELETED, "3"),
        (Op.INSERTED, "5"),
        (Op.EQUAL, "项。"),
    ]
    assert differences(before, before, FIELDS) == []


def test_measures_are_compared_by_number_and_files_by_content() -> None:
    before = {
        "measures": [{"measure": 1, "state": "in_progress"}],
        "evidence": [{"sha256": "a", "name": "旧.pdf"}, {"sha256": "b", "name": "同.pdf"}],
    }
    after = {
        "measures": [{"measure": 1, "state": "completed"}],
        "evidence": [{"sha256": "b", "name": "改名.pdf"}, {"sha256": "c", "name": "新.pdf"}],
    }
    assert [(change.before, change.after) for change in differences(before, after, FIELDS)] == [
        ("in_progress", "completed"),
        ("旧.pdf", ""),
        ("", "新.pdf"),
    ]


def test_a_nil_return_is_a_change_of_state_and_of_the_number() -> None:
    before, after = {"nil_return": False, "value": "5"}, {"nil_return": True, "value": None}
    nil, number = differences(before, after, FIELDS)
    assert (nil.before, nil.after) == ("", "nil_return")
    assert (number.before, number.after, number.percent) == ("5", "", None)


@pytest.mark.parametrize(
    ("before", "after", "percent"),
    [("100", "95", "-5.0"), ("-10", "-5", "50.0"), ("0", "5", None), ("", "5", None), ("x", "5", None)],
)
def test_a_change_in_percent_is_of_what_was(before: str, after: str, percent: str | None) -> None:
    assert change_in_percent(before, after) == (Decimal(percent) if percent else None)


texts = st.text(alphabet="知识产权工作完成了3项。；\nAB 7", max_size=900)


@given(texts, texts)
def test_the_marks_make_both_texts_whatever_their_length(before: str, after: str) -> None:
    marks = text_marks(before, after)
    assert "".join(mark.text for mark in marks if mark.op is not Op.INSERTED) == before
    assert "".join(mark.text for mark in marks if mark.op is not Op.DELETED) == after
    assert all(mark.text for mark in marks)


def test_two_long_texts_without_anything_in_common_are_not_searched_for_ever() -> None:
    before, after = "知识产权" * 1_250, "质押融资" * 1_250
    assert [mark.op for mark in text_marks(before, after)] == [Op.DELETED, Op.INSERTED]


@given(texts, texts)
def test_changed_is_what_has_differences(before: str, after: str) -> None:
    old, new = {"achievements": before}, {"achievements": after}
    assert is_changed(old, new, [field.path for field in FIELDS]) == bool(differences(old, new, FIELDS))
