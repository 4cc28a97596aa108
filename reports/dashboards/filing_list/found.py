"""The filings that fit the filters of a list: how many they are, how they stand, and in which order.

How filings stand now the database counts, sorts and pages, so that only what is listed is read. How they
stood at the end of an earlier day their log alone tells: it is read for all that fit, what else a row names
only for those that are listed.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import batched
from typing import Any, cast

from django.db.models import Case, Count, Expression, F, Q, QuerySet, Value, When

from organizations.calendar import today
from organizations.models import Organization
from organizations.row_batches import BATCH, RowBatches
from reports.dashboards.filing_cells import STANDINGS, STATUSES
from reports.dashboards.question import Question
from reports.filtersets import ReportingFilter
from tasks.filings.discipline import FilingRecord
from tasks.filings.filing_records import days_behind, records_of
from tasks.filings.timeliness import Timeliness, timeliness_conditions
from tasks.models import Filing
from tasks.models.filing import FilingQuerySet

LATEST_FIRST = ("-period__guidance__year", "-period__order", "organization__path")


@dataclass(frozen=True, slots=True)
class Standing:
    """How many filings were found, by their status and by how they stand against their windows."""

    total: int
    statuses: Mapping[str, int]
    timeliness: Mapping[Timeliness, int]


@dataclass(frozen=True, slots=True)
class ListedFiling:
    """A filing with what its row names: its organization, its period, and who submitted it; ``record`` says
    how it stands on the day that is asked about."""

    filing: Filing
    record: FilingRecord


@dataclass(frozen=True, slots=True)
class FoundFilings:
    """What the filters find, as it stands at the end of ``on``. ``ordered`` is all of it in the order that is
    asked for, to be paged; ``is_now`` unless an earlier day is asked about."""

    question: Question
    on: dt.date
    is_now: bool
    standing: Standing
    ordered: "QuerySet[Filing] | list[FilingRecord]"

    def listed(self, part: Iterable[Filing | FilingRecord]) -> list[ListedFiling]:
        """Some of ``ordered``, or all of it, with what their rows name (one query)."""
        part = list(part)
        pks = [one.pk for one in part if isinstance(one, FilingRecord)]
        filings = with_names(Filing.objects.all()).in_bulk(pks) if pks else {}
        return [
            ListedFiling(filings[one.pk], one)
            if isinstance(one, FilingRecord)
            else ListedFiling(one, record_now(one))
            for one in part
        ]

    def in_batches(self) -> Iterator[list[ListedFiling]]:
        """All of it in its order, some at a time (one query, and at most two for each list)."""
        if isinstance(self.ordered, list):
            yield from (self.listed(part) for part in batched(self.ordered, BATCH))
        else:
            yield from map(self.listed, RowBatches(self.ordered))


def found_filings(question: Question, chosen: ReportingFilter, order: str = "") -> FoundFilings:
    """What the filters find, sorted by a column as an address names it, else the latest period first in the
    order of the tree (one query; of an earlier day two, one more to sort by organization)."""
    filings = cast("FilingQuerySet", chosen.qs)
    if chosen.day is None:
        day = today()
        ordered = with_names(sorted_now(filings, order, day))
        return FoundFilings(question, day, is_now=True, standing=standing_now(filings, day), ordered=ordered)
    records = records_of(filings, chosen.day)
    return FoundFilings(
        question,
        chosen.day,
        is_now=False,
        standing=standing_then(records, chosen.day),
        ordered=sorted_then(records, order, chosen.day),
    )


def with_names(filings: FilingQuerySet) -> FilingQuerySet:
    return filings.for_list().defer("period__guidance__source_text")


def record_now(filing: Filing) -> FilingRecord:
    """How a filing stands today by what it says itself; what its log tells besides is left out."""
    return FilingRecord(
        filing.pk,
        filing.organization_id,
        filing.period_id,
        filing.period.opens_on,
        filing.due_on,
        filing.filed_on,
        status=filing.status,
        version=filing.version,
    )


def standing_now(filings: FilingQuerySet, on: dt.date) -> Standing:
    """Counted by the database (one query)."""
    statuses = {str(status): Q(status=status) for status in STATUSES}
    conditions = statuses | timeliness_conditions(on)
    counts = {name: Count("pk", filter=condition) for name, condition in conditions.items()}
    counted = filings.with_due_on().order_by().aggregate(total=Count("pk"), **counts)
    return Standing(
        counted["total"],
        {status: counted[status] for status in statuses},
        {standing: counted[standing] for standing in STANDINGS},
    )


def sorted_now(filings: FilingQuerySet, order: str, on: dt.date) -> FilingQuerySet:
    """Sorted by the database: what is empty comes last either way, equals the latest first."""
    keys = keys_now(on).get(order.removeprefix("-"), ())
    sorting = [
        key.desc(nulls_last=True) if order.startswith("-") else key.asc(nulls_last=True) for key in keys
    ]
    return filings.with_due_on().order_by(*sorting, *LATEST_FIRST)


def keys_now(on: dt.date) -> "dict[str, tuple[F | Expression, ...]]":
    """What each column is sorted by."""
    return {
        "organization": (F("organization__path"),),
        "period": (F("period__guidance__year"), F("period__order")),
        "due_on": (F("effective_due_on"),),
        "filed_on": (F("filed_on"),),
        "timeliness": (place_among(STANDINGS, timeliness_conditions(on)),),
        "days_late": (days_behind(on),),
        "status": (place_among(STATUSES, {status: Q(status=status) for status in STATUSES}),),
        "version": (F("version"),),
        "submitted_on": (F("submitted_at"),),
    }


def place_among[State: str](states: Sequence[State], conditions: Mapping[State, Q]) -> Expression:
    """The place of a filing's state among all of them."""
    return Case(*(When(conditions[state], then=Value(place)) for place, state in enumerate(states)))


def standing_then(records: Iterable[FilingRecord], on: dt.date) -> Standing:
    """Counted from what the log tells."""
    records = list(records)
    return Standing(
        len(records),
        Counter(record.status for record in records),
        Counter(record.timeliness(on) for record in records),
    )


# What each column is sorted by; what is None comes last.
KEYS_THEN: dict[str, Callable[[FilingRecord, dt.date], Any]] = {
    "due_on": lambda record, _on: record.due_on,
    "filed_on": lambda record, _on: record.filed_on,
    "timeliness": lambda record, on: STANDINGS.index(record.timeliness(on)),
    "days_late": lambda record, on: record.days_late(on) or None,
    "status": lambda record, _on: STATUSES.index(Filing.Status(record.status)),
    "version": lambda record, _on: record.version,
}


def sorted_then(records: Sequence[FilingRecord], order: str, on: dt.date) -> list[FilingRecord]:
    """The same of an earlier day, of which ``records`` come in the order of their periods and of the tree;
    when they were submitted last is not told of it."""
    places = {period: place for place, period in enumerate(dict.fromkeys(one.period for one in records))}
    ordered = sorted(records, key=lambda record: -places[record.period])
    name = order.removeprefix("-")
    keys: dict[int, Any] = {}
    if name == "period":
        keys = {record.pk: places[record.period] for record in records}
    elif name == "organization":
        named = Organization.objects.filter(pk__in={record.organization for record in records})
        paths = dict(named.values_list("pk", "path"))
        keys = {record.pk: paths[record.organization] for record in records}
    elif name in KEYS_THEN:
        keys = {record.pk: KEYS_THEN[name](record, on) for record in records}
    filled = [record for record in ordered if keys.get(record.pk) is not None]
    # Sorting backwards keeps equals in their order.
    filled.sort(key=lambda record: keys[record.pk], reverse=order.startswith("-"))
    return [*filled, *(record for record in ordered if keys.get(record.pk) is None)]
