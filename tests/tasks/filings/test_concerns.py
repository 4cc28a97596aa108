"""What a reviewer confirms having read, by names that another doubt does not share (design R20)."""

from dataclasses import replace

import pytest

from organizations.models import User
from targets.models import Measurement
from tasks.filings.concerns import concerns_in
from tasks.lines.checked_lines import CheckedLine
from tasks.lines.doubts import Problem, Severity
from tasks.lines.kinds import LINE_KINDS
from tasks.models import Filing

READER, COLLEAGUE = User(pk=1), User(pk=2)
JUMP = Problem("500 against 90.9", "value", Severity.WARNING, "jump", "500 90.9")
BENEATH = replace(JUMP, key="subordinates")
HINT = replace(JUMP, severity=Severity.HINT)


def line(*problems: Problem, unusual: tuple[str, ...] = (), target: int = 7) -> CheckedLine:
    return CheckedLine(
        LINE_KINDS["measurement"], Measurement(target_id=target), "", tuple(problems), unusual=unusual
    )


def names(*lines: CheckedLine) -> frozenset[str]:
    return concerns_in(Filing(), lines, READER).doubt_keys


DOUBTFUL = line(JUMP)
OTHERS = {
    "another number": line(replace(JUMP, compared="600 90.9")),
    "another kind of doubt": line(BENEATH),
    "one more doubt": line(JUMP, BENEATH),
    "something unusual besides": line(JUMP, unusual=("Far from its own history",)),
    "the same at another line": line(JUMP, target=8),
}


@pytest.mark.parametrize("other", OTHERS.values(), ids=OTHERS)
def test_who_confirmed_one_doubt_has_not_confirmed_another(other: CheckedLine) -> None:
    assert len(names(other)) == 1
    assert not names(other) & names(DOUBTFUL)


def test_a_doubt_has_the_same_name_in_every_language_and_order() -> None:
    said_otherwise = replace(JUMP, message="500，以前 90.9")
    assert names(line(said_otherwise, BENEATH)) == names(line(BENEATH, JUMP))


def test_what_is_unusual_is_read_like_a_doubt_and_a_hint_is_not() -> None:
    lines = [
        line(JUMP, HINT, unusual=("one", "two")),
        line(unusual=("three",), target=8),
        line(HINT, target=9),
    ]
    concerns = concerns_in(Filing(), lines, READER)
    assert (concerns.doubt_count, len(concerns.doubts)) == (4, 2)


@pytest.mark.parametrize(("started_by", "wanted"), [(None, None), (READER, None), (COLLEAGUE, COLLEAGUE)])
def test_a_review_that_somebody_else_has_started_is_a_concern(started_by: User, wanted: User | None) -> None:
    concerns = concerns_in(Filing(review_started_by=started_by), [], READER)
    assert concerns.reviewer == wanted
    assert concerns.keys == (frozenset({"reviewer-2"}) if wanted else frozenset())
