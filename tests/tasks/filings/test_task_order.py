"""The list of tasks in the order of a column: what is asked for first, what is unknown last."""

import pytest

from tasks.filings.task_order import ORDERS, TaskRow, in_order
from tasks.filings.task_progress import TaskProgress
from tasks.models import Task

ROWS: list[TaskRow] = [
    (Task(pk=1), TaskProgress()),
    (Task(pk=2), TaskProgress(3, 1, 2, measures=4, completed=1, started=1)),
    (Task(pk=3), TaskProgress(3, 3, 0, measures=4, completed=4)),
    (Task(pk=4), TaskProgress(3, 2, 1, measures=4, completed=1, delayed=2)),
]


@pytest.mark.parametrize(
    ("order", "wanted"),
    [
        ("", [1, 2, 3, 4]),
        ("nonsense", [1, 2, 3, 4]),
        ("percent", [2, 4, 3, 1]),
        ("-percent", [3, 2, 4, 1]),
        ("approved", [2, 4, 3, 1]),
        ("-submitted", [2, 4, 3, 1]),
        ("-delayed", [4, 2, 3, 1]),
        ("state", [4, 2, 3, 1]),
        ("-state", [3, 2, 4, 1]),
    ],
)
def test_rows_stand_in_the_order_asked_for(order: str, wanted: list[int]) -> None:
    assert [task.pk for task, _standing in in_order(ROWS, order)] == wanted
    assert order.removeprefix("-") in {"", "nonsense", *ORDERS}
