"""The answers one level further down: read where somebody unfolds them, else only counted (design R7)."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q

from tasks.filings.task_progress import published_filings
from tasks.lines.answerers import answerers_of
from tasks.models import Filing, ProgressEntry, ReportingPeriod, Task


@dataclass(frozen=True, slots=True)
class Beneath:
    """Of those who file to one organization, how many are asked about a task, and how many have an approved
    answer."""

    asked: int
    approved: int


def counts_beneath(
    task: Task, superiors: Iterable[int], until: ReportingPeriod | None = None
) -> dict[int, Beneath]:
    """How many answers stand beneath each of ``superiors``, by id, up to a period (two queries, and one row
    for each of them, however many are beneath)."""
    said = ProgressEntry.objects.filter(task=task, filing=OuterRef("pk"), version__gt=0)
    is_said = Q(Exists(said), status__in=Filing.HANDED_IN)
    asked = answerers_of([task])[task.pk].condition("organization__")
    filings = published_filings(until).filter(
        asked | is_said, reports_to__in=list(superiors), period__guidance=task.guidance_id
    )
    is_approved = is_said & Q(status=Filing.Status.APPROVED)
    rows = (
        filings.order_by()
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
