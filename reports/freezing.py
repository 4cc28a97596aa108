"""Freezing many reports, each for itself: one that cannot be frozen holds up none of the others."""

import logging
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.utils import timezone

from background.patience import is_connection_trouble
from organizations.models import User
from reports.actions.freeze import freeze_report
from reports.models import AnnualReport
from tasks.models import Filing

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of freezing the report that ``filing`` ends: the ``report``, the ``error`` that kept it
    from being frozen, or neither where ``freeze_report`` leaves it to another time."""

    filing: Filing
    report: AnnualReport | None = None
    error: Exception | None = None


def freeze_each(filings: Collection[int]) -> Iterator[Outcome]:
    """Freeze the report that each of ``filings``, by id, ends; one at a time is read. Raises only where the
    database is away."""
    related = Filing.objects.select_related("organization", "period__guidance")
    for pk in filings:
        yield outcome_of(related.defer("period__guidance__source_text").get(pk=pk))


def outcome_of(filing: Filing) -> Outcome:
    try:
        return Outcome(filing, frozen(filing))
    except Exception as error:
        if is_connection_trouble(error):
            raise
        log.exception("The report of %s for %s is not frozen.", filing.organization, filing.period)
        return Outcome(filing, error=error)


def frozen(filing: Filing) -> AnnualReport | None:
    """The report frozen under the name of whoever approved last what it says; None where none is due."""
    by = latest_approver(filing)
    return None if by is None else freeze_report(filing=filing, by=by, at=timezone.now())


def latest_approver(filing: Filing) -> User | None:
    """Who gave the latest approval in the year of a filing's organization: that of the filing itself, or of
    what corrects or supplements it (one query)."""
    approved = Filing.objects.approved().filter(
        organization=filing.organization_id, period__guidance=filing.period.guidance_id
    )
    latest = approved.select_related("approved_by").order_by("-approved_at").first()
    return latest.approved_by if latest else None
