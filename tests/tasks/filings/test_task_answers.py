"""Which answer of an organization counts, where several of its filings have one."""

import pytest

from tasks.filings.task_answers import Entry, FilingRead, TaskReading
from tasks.lines.answerers import Answerers

FIRST, LATER = 3, 4


def reading(*statuses: str) -> TaskReading:
    """Filings of two periods by one organization, each with an entry of the same number on task 1."""
    filings = [
        FilingRead(order, status, 7, "bureau", order, "quarter")
        for order, status in zip((FIRST, LATER), statuses, strict=True)
    ]
    entries = {order: (Entry(1, order, order, 2, 0, 0, 0),) for order in (FIRST, LATER)}
    return TaskReading({1: Answerers(frozenset({7}))}, filings, entries)


@pytest.mark.parametrize(
    ("statuses", "official", "provisional"),
    [
        (("approved", "submitted"), FIRST, LATER),
        (("submitted", "approved"), LATER, LATER),
        (("approved", "approved"), LATER, LATER),
        (("submitted", "submitted"), None, LATER),
    ],
)
def test_the_latest_of_what_is_counted_counts(
    statuses: tuple[str, str], official: int | None, provisional: int
) -> None:
    found = reading(*statuses)
    assert [answer.counted for answer in found.answers()[1]] == [official]
    assert [answer.counted for answer in found.answers(with_submitted=True)[1]] == [provisional]
