"""Which approved filings end a year, so that their organizations' reports can be frozen (design R14)."""

import datetime as dt
from collections.abc import Sequence
from functools import reduce
from itertools import batched
from operator import or_

from django.db import transaction
from django.db.models import OuterRef, Q, QuerySet, Subquery

from background.models import Job
from organizations.models import User
from organizations.prepared_queries import PreparedQuery
from reports.models import AnnualReport
from tasks.filings.approval_followers import TAKEN_BACK_WITHIN
from tasks.models import Filing, ReportingPeriod
from tasks.models.filing import FilingQuerySet

# So many reports one job of the catching up freezes, some seconds of work, and behind all other jobs: ten
# years of three thousand organizations take hours, in which people order exports and approve filings.
CAUGHT_UP_AT_ONCE = 20
BEHIND_OTHERS = -10


def closing_filings() -> FilingQuerySet:
    """The approved filings for the last period of each plan; supplements come after it and end nothing."""
    ordinary = ReportingPeriod.objects.ordinary().filter(guidance=OuterRef("period__guidance"))
    last = Subquery(ordinary.order_by("-order").values("pk")[:1])
    return Filing.objects.approved().filter(period__guidance__status="published", period=last)


def unfrozen_filings() -> FilingQuerySet:
    """Those of ``closing_filings`` whose approved version no report was made of yet."""
    frozen = AnnualReport.objects.filter(filing=OuterRef("pk"), filing_version=OuterRef("version"))
    return closing_filings().exclude(pk__in=Subquery(frozen.values("filing")))


def freeze_after_approval(filings: Sequence[Filing], _by: User, at: dt.datetime) -> None:
    """Queue the freezing of the reports whose year ``filings`` end, or correct or supplement (two queries).

    It waits for as long as an approval can be taken back, so that a slip of the hand makes no version.
    """
    from reports.jobs import freeze_reports  # noqa: PLC0415 (the job's actions stand on this room)

    closing = closed_by(filings)
    if closing:
        freeze_reports.using(run_after=at + TAKEN_BACK_WITHIN).enqueue(closing)


def closed_by(filings: Sequence[Filing]) -> list[int]:
    """The ``closing_filings`` of the years and organizations of ``filings``, by id (one query)."""
    if len(filings) == 1:
        (filing,) = filings
        return CLOSING.rows(guidance=filing.period.guidance_id, organization=filing.organization_id)
    years = [
        Q(period__guidance=guidance, organization__in=organizations)
        for guidance, organizations in by_guidance(filings).items()
    ]
    return list(ids_of_closing(reduce(or_, years)))


def ids_of_closing(years: Q) -> QuerySet[Filing, int]:
    return closing_filings().filter(years).order_by("pk").values_list("pk", flat=True)


CLOSING = PreparedQuery(
    lambda guidance, organization: ids_of_closing(Q(period__guidance=guidance, organization=organization))
)


@transaction.atomic
def queue_what_is_unfrozen() -> int:
    """Queue the freezing of what was approved before reports were frozen, some at a time, unless that is
    queued; how many filings that concerns (two queries, and one for each job)."""
    from reports.jobs import freeze_reports  # noqa: PLC0415 (the job's actions stand on this room)

    waiting = Job.objects.filter(task_path=freeze_reports.module_path).unfinished()
    found = list(unfrozen_filings().order_by("pk").values_list("pk", flat=True))
    if not found or waiting.exists():
        return 0
    job = freeze_reports.using(priority=BEHIND_OTHERS)
    for some in batched(found, CAUGHT_UP_AT_ONCE):
        job.enqueue(list(some))
    return len(found)


def by_guidance(filings: Sequence[Filing]) -> dict[int, list[int]]:
    """The organizations that file, by the guidance that they file for; all by id."""
    found: dict[int, list[int]] = {}
    for filing in filings:
        found.setdefault(filing.period.guidance_id, []).append(filing.organization_id)
    return found
