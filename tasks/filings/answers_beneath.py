"""The answers one level further down: read where somebody unfolds them, else only counted (design R7)."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import starmap
from typing import NamedTuple

from django.db.models import Exists, OuterRef, QuerySet

from organizations.calendar import end_of
from organizations.many_ids import IsOneOf
from organizations.prepared_queries import PreparedQuery
from tasks.filings.filing_records import NOTHING_YET, pasts_of
from tasks.filings.past_entries import there_on
from tasks.lines.answerers import Answerers
from tasks.lines.progress import ProgressKind
from tasks.models import Filing, LineRevision, ProgressEntry, Task
from tasks.models.filing import FilingQuerySet


@dataclass(frozen=True, slots=True)
class Beneath:
    """Of those who file to one organization, how many are asked about a task, and how many have an approved
    answer."""

    asked: int
    approved: int


class FilingBeneath(NamedTuple):
    """One filing: whom it goes to, who files it, both by id, and how it stands."""

    pk: int
    reports_to_id: int
    organization_id: int
    status: str


def counts_beneath(
    task: Task,
    superiors: Collection[int],
    *,
    answerers: Answerers,
    periods: Collection[int],
    on: dt.date | None = None,
) -> dict[int, Beneath]:
    """How many answers stand beneath each of ``superiors``, local organizations, in ``periods``, by id, or
    stood at the end of the earlier day ``on`` (two queries, four of an earlier day; none without superiors).
    ``answerers`` are those of the task; beneath local organizations stand local ones alone.

    The filings are read first, and what they say by their ids: asked for both at once, the database goes
    through what all levels have said on the task.
    """
    if not superiors:
        return {}
    filings = filings_beneath(superiors, periods, on)
    said = saying(task, filings, on)
    asked: dict[int, set[int]] = defaultdict(set)
    approved: dict[int, set[int]] = defaultdict(set)
    for pk, superior, organization, status in filings:
        if answerers.local_bureaus or organization in answerers.organizations or pk in said:
            asked[superior].add(organization)
        if status == Filing.Status.APPROVED and pk in said:
            approved[superior].add(organization)
    return {superior: Beneath(len(those), len(approved[superior])) for superior, those in asked.items()}


def filings_beneath(
    superiors: Collection[int], periods: Collection[int], on: dt.date | None
) -> list[FilingBeneath]:
    """The filings to some organizations for some periods, as they stand or stood at the end of an earlier day
    (one query, three of an earlier day)."""
    if on is None:
        values = values_beneath.rows(superiors=tuple(superiors), periods=tuple(periods)) if periods else ()
        return list(starmap(FilingBeneath, values))
    there = there_on(filings_of(superiors, periods), on).values_list(*FilingBeneath._fields)
    read = list(starmap(FilingBeneath, there))
    pasts = pasts_of([filing.pk for filing in read], on)
    return [filing._replace(status=pasts.get(filing.pk, NOTHING_YET).status) for filing in read]


def filings_of(superiors: Collection[int], periods: Collection[int]) -> FilingQuerySet:
    return Filing.objects.filter(reports_to__in=superiors, period__in=periods).order_by()


@PreparedQuery
def values_beneath(
    superiors: tuple[int, ...], periods: tuple[int, ...]
) -> QuerySet[Filing, tuple[int, int, int, str]]:
    return filings_of(superiors, periods).values_list(*FilingBeneath._fields)


def saying(task: Task, filings: Sequence[FilingBeneath], on: dt.date | None) -> set[int]:
    """Those of the filings that were handed in, by id, that say something on a task, or had by the end of an
    earlier day (one query)."""
    handed_in = [filing.pk for filing in filings if filing.status in Filing.HANDED_IN]
    entries = ProgressEntry.objects.filter(IsOneOf("filing_id", handed_in), task=task, version__gt=0)
    told = entries if on is None else said_by(entries, on)
    return set(told.order_by().values_list("filing_id", flat=True))


def said_by(entries: QuerySet[ProgressEntry], day: dt.date) -> QuerySet[ProgressEntry]:
    """Those of ``entries`` that somebody had saved by the end of a day."""
    saved = LineRevision.objects.filter(kind=ProgressKind.key, line_id=OuterRef("pk"), at__lt=end_of(day))
    return entries.filter(Exists(saved))
