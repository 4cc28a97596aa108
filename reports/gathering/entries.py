"""The lines on tasks that a year's filings hold."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from tasks.models import Filing, MeasureState, ProgressEntry

TEXTS = ("achievements", "problems", "next_steps", "nil_return", "nil_reason")

type EntriesByTask = Mapping[int, list[ProgressEntry]]


def entries_of(filings: Sequence[Filing]) -> Mapping[int, EntriesByTask]:
    """The answered lines of ``filings``, by organization and task, each in the order of the periods; the last
    of each with its measures' states (two queries)."""
    by_id = {filing.pk: filing for filing in filings}
    found: dict[int, dict[int, list[ProgressEntry]]] = defaultdict(lambda: defaultdict(list))
    entries = ProgressEntry.objects.filter(filing__in=by_id, version__gt=0)
    for entry in entries.only("filing", "task", *TEXTS).order_by("filing__period__order"):
        entry.filing = by_id[entry.filing_id]
        found[entry.filing.organization_id][entry.task_id].append(entry)
    give_states([lines[-1] for by_task in found.values() for lines in by_task.values()])
    return found


def give_states(entries: Iterable[ProgressEntry]) -> None:
    """Give each entry the states that were saved with it, in the order of the measures (one query)."""
    by_id = {entry.pk: entry for entry in entries}
    for entry in by_id.values():
        entry.states = []
    states = MeasureState.objects.filter(entry__in=by_id).order_by("measure__order")
    for state in states:
        by_id[state.entry_id].states.append(state)
