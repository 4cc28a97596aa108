"""What stands behind the titles of tasks that share a section."""

import pytest

from tasks.importing import owner_marks
from tasks.reading import TaskRead


def read(section: str, *lead: str, support: tuple[str, ...] = ()) -> TaskRead:
    return TaskRead(
        section=section,
        title="加强研究",
        text="",
        lead=lead,
        support=support,
        collective=(),
        and_others=False,
        due_on=None,
        as_printed="",
        measures=(),
        starts_at=0,
        ends_at=0,
    )


@pytest.mark.parametrize(
    ("tasks", "marks"),
    [
        ([read("一", "条法司"), read("二", "保护司")], ["", ""]),
        ([read("一", "条法司"), read("一", "保护司", "办公室")], ["（条法司）", "（保护司、办公室）"]),
        ([read("一", "甲", "乙", "丙"), read("一", "丁")], ["（甲、乙等）", "（丁）"]),
        ([read("一", "甲"), read("一", "乙"), read("一", "甲")], ["（甲 1）", "（乙）", "（甲 2）"]),
        ([read("一"), read("一", support=("乙",))], ["（1）", "（乙）"]),
    ],
)
def test_owners_stand_behind_titles_that_would_be_alike(tasks: list[TaskRead], marks: list[str]) -> None:
    assert owner_marks(tasks) == marks
