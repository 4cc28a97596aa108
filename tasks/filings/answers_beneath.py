"""The answers one level further down: read where somebody unfolds them, else only counted (design R7)."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from organizations.calendar import end_of
from tasks.filings.filing_records import TELLING
from tasks.filings.past_entries import there_on
from tasks.filings.task_progress import published_filings
from tasks.lines.answerers import answerers_of
from tasks.lines.progress import ProgressKind
from tasks.models import Filing, FilingEvent, LineRevision, ProgressEntry, ReportingPeriod, Task


@dataclass(frozen=True, slots=True)
class Beneath:
    """Of those who file to one organization, how many are asked about a task, and how many have an approved
    answer."""

    asked: int
    approved: int


def counts_beneath(
    task: Task,
    superiors: Iterable[int],
    until: ReportingPeriod | None = None,
    on: dt.date | None = None,
) -> dict[int, Beneath]:
    """How many answers stand beneath each of ``superiors``, by id, up to a period, or stood at the end of the
    earlier day ``on`` (two queries, four of an earlier day, and one row for each of them, however many are
    beneath)."""
    said: QuerySet[ProgressEntry] = ProgressEntry.objects.filter(
        task=task, filing=OuterRef("pk"), version__gt=0
    )
    filings = published_filings(until)
    if on is not None:
        said, filings = said_by(said, on), there_on(filings, on)
    filings = filings.alias(stood=F("status") if on is None else status_on(on))
    is_said = Q(Exists(said), stood__in=Filing.HANDED_IN)
    asked = answerers_of([task], on)[task.pk].condition("organization__")
    found = filings.filter(asked | is_said, reports_to__in=list(superiors), period__guidance=task.guidance_id)
    is_approved = is_said & Q(stood=Filing.Status.APPROVED)
    rows = (
        found.order_by()
        .values("reports_to")
        .annotate(
            asked=Count("organization", distinct=True),
            approved=Count("organization", distinct=True, filter=is_approved),
        )
    )
    return {
        superior: Beneath(asked, approved)
        for superior, asked, approved in rows.values_list("reports_to", "asked", "approved")
    }


def status_on(day: dt.date) -> Combinable:
    """Where a filing stood at the end of a day, asked of its log by the database."""
    moves = FilingEvent.objects.filter(filing=OuterRef("pk"), action__in=TELLING, at__lt=end_of(day))
    draft = Value(Filing.Status.DRAFT.value)
    return Coalesce(Subquery(moves.order_by("-pk").values("to_status")[:1]), draft)


def said_by(entries: QuerySet[ProgressEntry], day: dt.date) -> QuerySet[ProgressEntry]:
    """Those of ``entries`` that somebody had saved by the end of a day."""
    saved = LineRevision.objects.filter(kind=ProgressKind.key, line_id=OuterRef("pk"), at__lt=end_of(day))
    return entries.filter(Exists(saved))
