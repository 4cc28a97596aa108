"""What was read against what stands, as plain values (design R20)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.statement import Difference, Statement

PARTS = st.dictionaries(st.text(max_size=8), st.text(max_size=8), max_size=6)


def test_differences_tell_what_changed_what_came_and_what_went() -> None:
    read = Statement({"line:1": "3", "line:2": "1", "file:7": "ab"})
    now = Statement({"line:0": "1", "line:1": "4", "line:2": "1"})
    assert read.differences(now) == [
        Difference("line:0", None, "1"),
        Difference("line:1", "3", "4"),
        Difference("file:7", "ab", None),
    ]


@given(PARTS)
def test_a_form_carries_a_statement_unchanged(parts: dict[str, str]) -> None:
    statement = Statement(parts)
    assert Statement.parse(str(statement)).differences(statement) == []


@given(PARTS, PARTS)
def test_nothing_differs_only_where_both_say_the_same(read: dict[str, str], now: dict[str, str]) -> None:
    assert (Statement(read).differences(Statement(now)) == []) == (read == now)


@pytest.mark.parametrize("text", ["", "no json", "[]", '"7"', '{"line:1": 3}', "{1: 2}", "null", "[" * 9_999])
def test_what_no_statement_wrote_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 (json says it in words of its own)
        Statement.parse(text)
