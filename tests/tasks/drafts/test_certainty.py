"""How certain a task was read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading import Certainty, cautions, certainty_of
from tasks.drafts.certainty import ORDER, certainty

SURE, CHECK, UNKNOWN = Certainty.SURE, Certainty.CHECK, Certainty.UNKNOWN


@pytest.mark.parametrize(
    ("is_owned", "open_names", "doubts", "expected"),
    [
        (True, [], [], SURE),
        (False, [], [], UNKNOWN),
        (True, [True], [], CHECK),
        (False, [True], [], CHECK),
        (True, [True, False], [], UNKNOWN),
        (True, [], [cautions.OWNER_DOUBTFUL], CHECK),
        (True, [], [cautions.OWNER_DOUBTFUL, cautions.NOTE_UNREAD], UNKNOWN),
        (True, [True], [cautions.NOTE_UNREAD], UNKNOWN),
    ],
)
def test_the_least_certain_counts(
    is_owned: bool, open_names: list[bool], doubts: list[str], expected: Certainty
) -> None:
    assert certainty(is_owned=is_owned, open_names=open_names, doubts=doubts) is expected


messages = st.lists(st.sampled_from([cautions.NOTE_UNREAD, cautions.YEARLY, cautions.NAMES_ONLY]), max_size=4)


@given(st.booleans(), st.lists(st.booleans(), max_size=3), messages)
def test_whatever_is_settled_makes_a_task_no_less_certain(
    is_owned: bool, names: list[bool], doubts: list[str]
) -> None:
    before = certainty(is_owned=is_owned, open_names=names, doubts=doubts)
    assert all(ORDER.index(certainty_of(doubt)) <= ORDER.index(before) for doubt in doubts)
    after = certainty(is_owned=True, open_names=names[1:], doubts=doubts[1:])
    assert ORDER.index(after) <= ORDER.index(before)
    assert certainty(is_owned=True, open_names=[], doubts=[]) is SURE
