"""What filings say on tasks, as bare values.

Whose an entry is, and for which period, the batch knows. No query joins the filings, which are those of all
years: a database that takes a hundred organizations for many reads every one of them.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import QuerySet

from reports.tables.filing_facts import Batch
from tasks.models import MeasureState, ProgressEntry


class Entry(NamedTuple):
    """A line on a task; ``filing`` and ``task`` are ids."""

    pk: int
    filing: int
    task: int
    is_nil: bool
    achievements: str
    problems: str
    next_steps: str
    nil_reason: str


class Said(NamedTuple):
    """That a filing says something on a task; both are ids."""

    pk: int
    filing: int
    task: int
    is_nil: bool


SAID = ("pk", "filing_id", "task_id", "nil_return")
TEXTS = ("achievements", "problems", "next_steps", "nil_reason")
# The places of the measures of an entry and their states, in order.
type States = tuple[tuple[int, str], ...]


def entries_of(batch: Batch) -> list[Entry]:
    """What the filings say that are told, by organization, task and period (one query)."""
    entries = [Entry(*values) for values in told_entries(batch).values_list(*SAID, *TEXTS)]
    organizations, tasks, filings = (
        {pk: place for place, pk in enumerate(ordered)}
        for ordered in (batch.organizations, batch.scope.tasks, batch.filings)
    )
    return sorted(
        entries,
        key=lambda entry: (
            organizations[batch.filings[entry.filing].organization],
            tasks[entry.task],
            filings[entry.filing],
        ),
    )


def latest_said(batch: Batch) -> dict[tuple[int, int], Said]:
    """The latest answer of each organization on each task, by their ids (one query)."""
    filings = {pk: place for place, pk in enumerate(batch.filings)}
    said = sorted(
        map(Said._make, told_entries(batch).values_list(*SAID)), key=lambda each: filings[each.filing]
    )
    return {(batch.filings[each.filing].organization, each.task): each for each in said}


def told_entries(batch: Batch) -> QuerySet[ProgressEntry]:
    """In no order."""
    return ProgressEntry.objects.filter(filing__in=batch.told, version__gt=0).order_by()


def states_of(entries: Iterable[Said]) -> dict[int, States]:
    """Where the measures stand, by the id of the entry (one query)."""
    found: dict[int, list[tuple[int, str]]] = defaultdict(list)
    states = MeasureState.objects.filter(entry__in=[entry.pk for entry in entries])
    ordered = states.order_by("entry_id", "measure__order")
    for pk, place, state in ordered.values_list("entry_id", "measure__order", "state"):
        found[pk].append((place, state))
    return {pk: tuple(told) for pk, told in found.items()}
