"""What filings and their entries on tasks were at the end of an earlier day (design R1, R2).

The log of a filing tells how it stood, the version that it had handed in by then what it said. Nothing that
happened later shines through. Wording, and who is asked, are those in force now.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from typing import Any

from django.db.models import QuerySet

from organizations.calendar import end_of
from organizations.models import OrganizationEvent
from tasks.filings.filing_records import NOTHING_YET, Past, pasts_of
from tasks.lines.progress import ProgressKind
from tasks.models import Filing, FilingSnapshot, Measure, MeasureState, ProgressEntry
from tasks.models.filing import FilingQuerySet

KIND = ProgressKind()

# Lines of a version that was handed in, by the filing's id and the task's place in the guidance.
type Said = dict[tuple[int, int], dict[str, Any]]


def filing_then(filing: Filing, past: Past) -> Filing:
    """A copy, not to be saved, of a filing as its log tells that it stood."""
    stood = copy(filing)
    stood.status, stood.version, stood.filed_on = Filing.Status(past.status), past.version, past.filed_on
    stood.approved_at = past.moved_at if stood.status == Filing.Status.APPROVED else None
    return stood


def filings_then(filings: Iterable[Filing], day: dt.date) -> list[Filing]:
    """Copies of ``filings`` as each stood at the end of a day, in their order (one query)."""
    filings = list(filings)
    pasts = pasts_of([filing.pk for filing in filings], day)
    return [filing_then(filing, pasts.get(filing.pk, NOTHING_YET)) for filing in filings]


def there_on(filings: FilingQuerySet, day: dt.date) -> FilingQuerySet:
    """Without the filings of organizations that somebody added to the tree after a day (one query). Those
    that a file brought were there before the portal knew them."""
    added = OrganizationEvent.objects.filter(
        kind=OrganizationEvent.Kind.ADDED, at__gte=end_of(day), by__isnull=False
    )
    codes = list(added.values_list("code", flat=True))
    return filings.exclude(organization__code__in=codes) if codes else filings


def entries_then(entries: QuerySet[ProgressEntry], day: dt.date) -> list[ProgressEntry]:
    """Those of ``entries`` whose filing stood submitted or approved at the end of a day, in their order, as
    they stood in it (four queries).

    They are copies, not to be saved, each with its ``states`` and with its filing as it stood.
    """
    related = entries.select_related("task__section", "filing__organization", "filing__period__guidance")
    found = list(related.defer("filing__period__guidance__source_text"))
    pasts = pasts_of(list({entry.filing_id for entry in found}), day)
    said, measures = lines_said(pasts), measures_of({entry.task_id for entry in found})
    filings = {
        entry.filing_id: filing_then(entry.filing, pasts.get(entry.filing_id, NOTHING_YET)) for entry in found
    }
    return [
        entry_then(entry, filings[entry.filing_id], measures[entry.task_id], content)
        for entry in found
        if (content := said.get((entry.filing_id, entry.task.order))) is not None
    ]


def lines_said(pasts: Mapping[int, Past]) -> Said:
    """What the filings that stood handed in said on tasks (one query)."""
    handed_in = {pk: past.version for pk, past in pasts.items() if past.status in Filing.HANDED_IN}
    snapshots = FilingSnapshot.objects.filter(filing__in=list(handed_in)).order_by()
    rows = snapshots.values_list("filing_id", "version", "content")
    return {
        (filing, line["task"]): line
        for filing, version, content in rows.iterator(chunk_size=500)
        if version == handed_in[filing]
        for line in content["lines"]
        if line["kind"] == KIND.key
    }


def measures_of(tasks: Iterable[int]) -> Mapping[int, list[Measure]]:
    """The measures of tasks in their order, by the task's id (one query)."""
    found: dict[int, list[Measure]] = defaultdict(list)
    for measure in Measure.objects.filter(task__in=list(tasks)).order_by("task", "order"):
        found[measure.task_id].append(measure)
    return found


def entry_then(
    entry: ProgressEntry, filing: Filing, measures: Sequence[Measure], content: Mapping[str, Any]
) -> ProgressEntry:
    """A copy of an entry with what a version of its filing said."""
    past = copy(entry)
    past.filing = filing
    past.states = [MeasureState(entry=past, measure=measure) for measure in measures]
    KIND.restore(past, content)
    return past
