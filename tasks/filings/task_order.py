"""In which order a list of tasks can stand, beside that of the text: by how far they are."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from tasks.filings.task_progress import TaskProgress
from tasks.models import Task

type TaskRow = tuple[Task, TaskProgress]

# From what asks for attention to what is done.
STATES = ("delayed", "not_started", "in_progress", "completed")
# By the key of a column, what its rows are sorted by; None comes last either way.
ORDERS: dict[str, Callable[[TaskProgress], Decimal | int | None]] = {
    "percent": lambda standing: standing.percent_complete,
    "approved": lambda standing: standing.approved if standing.organizations else None,
    "submitted": lambda standing: standing.submitted if standing.organizations else None,
    "delayed": lambda standing: standing.delayed if standing.organizations else None,
    "state": lambda standing: STATES.index(standing.state) if standing.organizations else None,
}


def in_order(rows: Sequence[TaskRow], order: str) -> list[TaskRow]:
    """The rows sorted by a column as an address names it, with ``-`` before it for the largest on top; those
    of equal rank stay in the order of the text, as all do for any other order."""
    asked = ORDERS.get(order.removeprefix("-"))
    if asked is None:
        return list(rows)
    keyed = [(asked(standing), (task, standing)) for task, standing in rows]
    filled = [(key, row) for key, row in keyed if key is not None]
    filled.sort(key=lambda pair: pair[0], reverse=order.startswith("-"))
    return [*(row for _key, row in filled), *(row for key, row in keyed if key is None)]
