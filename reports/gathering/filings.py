"""The filings of a year that a report stands on."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.timezone import localdate

from reports.gathering.bilingual import full_name_of
from reports.gathering.plan import Plan
from reports.snapshot.snapshot import instant
from reports.snapshot.year import PeriodYear, Source
from tasks.filings.timeliness import timeliness
from tasks.models import Filing, ReportingPeriod
from tasks.models.filing import FilingQuerySet

Status = Filing.Status
NOT_ASKED = "not_asked"


@dataclass(frozen=True, slots=True)
class Standpoint:
    """As of which day a year is gathered, and whether what waits for approval is added, marked (R22)."""

    day: dt.date
    with_submitted: bool = False

    @property
    def statuses(self) -> tuple[str, ...]:
        """The statuses of the filings that count."""
        return tuple(Filing.HANDED_IN) if self.with_submitted else (Status.APPROVED,)


def source_id(filing: Filing) -> str:
    """By what the snapshot names a filing as it stood."""
    return f"{filing.pk}.{filing.version}"


def filings_of_year(plan: Plan, filings: FilingQuerySet) -> list[Filing]:
    """Those of ``filings`` that are the plan's, with the people who submitted and approved them, in the order
    of the periods (one query)."""
    related = ("organization", "submitted_by", "approved_by")
    found = list(
        filings.filter(period__guidance=plan.guidance)
        .select_related(*related)
        .order_by("organization__path", "period__order")
    )
    periods = {period.pk: period for period in plan.periods}
    for filing in found:
        filing.period = periods[filing.period_id]
    return found


def by_organization(filings: Iterable[Filing]) -> Mapping[int, list[Filing]]:
    found: dict[int, list[Filing]] = defaultdict(list)
    for filing in filings:
        found[filing.organization_id].append(filing)
    return found


def source_of(filing: Filing, plan: Plan) -> Source:
    """What a report keeps of a filing that it stands on."""
    return Source(
        id=source_id(filing),
        filing=filing.pk,
        organization=filing.organization.code,
        organization_name=full_name_of(filing.organization),
        period=plan.period_names[filing.period_id],
        version=filing.version,
        status=filing.status,
        submitted_at=instant(filing.submitted_at) if filing.submitted_at else None,
        submitted_by=filing.submitted_by.name if filing.submitted_by else None,
        approved_at=instant(filing.approved_at) if filing.approved_at else None,
        approved_by=filing.approved_by.name if filing.approved_by else None,
    )


def holds_on(filing: Filing) -> dt.date:
    """The day that a filing's figures hold: the end of its period, or the day that it was submitted where
    that came before (due before the year ends)."""
    ends_on: dt.date = filing.period.ends_on
    return ends_on if filing.submitted_at is None else min(ends_on, localdate(filing.submitted_at))


def periods_of_year(plan: Plan, filings: Iterable[Filing], standpoint: Standpoint) -> tuple[PeriodYear, ...]:
    """How an organization stands with each period; supplements only where it was asked for one."""
    by_period = {filing.period_id: filing for filing in filings}
    return tuple(
        period_year(plan, period, by_period.get(period.pk), standpoint)
        for period in plan.periods
        if not period.is_supplement or period.pk in by_period
    )


def period_year(
    plan: Plan, period: ReportingPeriod, filing: Filing | None, standpoint: Standpoint
) -> PeriodYear:
    return PeriodYear(
        order=period.order,
        kind=period.kind,
        name=plan.period_names[period.pk],
        ends_on=period.ends_on.isoformat(),
        due_on=(filing.due_on if filing else period.due_on).isoformat(),
        state=filing.status if filing else NOT_ASKED,
        timeliness=timeliness_on(filing, standpoint.day) if filing else "",
        filed_on=filing.filed_on.isoformat() if filing and filing.filed_on else None,
        source=source_id(filing) if filing and filing.status in standpoint.statuses else None,
    )


def timeliness_on(filing: Filing, day: dt.date) -> str:
    """Where a filing stood against its window on a day (design R6)."""
    return timeliness(
        opens_on=filing.period.opens_on, due_on=filing.due_on, filed_on=filing.filed_on, today=day
    ).value
