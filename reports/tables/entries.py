"""What filings say on tasks, as bare values."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import QuerySet

from reports.tables.filing_facts import Batch
from tasks.filings.task_answers import latest_answered
from tasks.models import MeasureState, ProgressEntry


class Entry(NamedTuple):
    """A line on a task; ``filing`` and ``task`` are ids."""

    pk: int
    filing: int
    task: int
    achievements: str
    problems: str
    next_steps: str
    is_nil: bool
    nil_reason: str


COLUMNS = (
    *("pk", "filing_id", "task_id", "achievements", "problems", "next_steps"),
    *("nil_return", "nil_reason"),
)
# The places of the measures of an entry and their states, in order.
type States = tuple[tuple[int, str], ...]


def entries_of(batch: Batch) -> list[Entry]:
    """What the filings say that are told, by organization, task and period (one query)."""
    order = ("filing__organization__path", "task__order", "filing__period__order")
    return [Entry(*values) for values in told_entries(batch).order_by(*order).values_list(*COLUMNS)]


def latest_entries(batch: Batch) -> list[Entry]:
    """Of each organization the latest answer on each task (one query)."""
    latest = latest_answered(told_entries(batch)).order_by()
    return [Entry(*values) for values in latest.values_list(*COLUMNS)]


def told_entries(batch: Batch) -> QuerySet[ProgressEntry]:
    return ProgressEntry.objects.filter(filing__in=batch.told, version__gt=0)


def states_of(entries: Iterable[Entry]) -> dict[int, States]:
    """Where the measures stand, by the id of the entry (one query)."""
    found: dict[int, list[tuple[int, str]]] = defaultdict(list)
    states = MeasureState.objects.filter(entry__in=[entry.pk for entry in entries])
    ordered = states.order_by("entry", "measure__order")
    for pk, place, state in ordered.values_list("entry_id", "measure__order", "state"):
        found[pk].append((place, state))
    return {pk: tuple(told) for pk, told in found.items()}
