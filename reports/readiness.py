"""How far the organizations are with their reports, and what a freeze now would leave out (design R17)."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from organizations.models import Organization
from organizations.prepared_queries import PreparedQuery
from reports.models import AnnualReport
from reports.overview import Reporting, reporting
from tasks.filings.timeliness import Timeliness
from tasks.models import Filing, Guidance, ReportingPeriod


class State(StrEnum):
    """How an organization stands with its report. A frozen one whose filing was given back is being
    corrected: its frozen version stands until the next."""

    FROZEN = "frozen"
    CORRECTING = "correcting"
    APPROVED = "approved"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    NOT_FILED = "not_filed"


STATE_LABELS = {
    State.FROZEN: _("Frozen"),
    State.CORRECTING: _("Frozen, being corrected"),
    State.APPROVED: _("Approved, about to be frozen"),
    State.SUBMITTED: _("Waiting for approval"),
    State.RETURNED: _("Returned"),
    State.NOT_FILED: _("Not filed"),
}
BY_STATUS = {
    Filing.Status.APPROVED: State.APPROVED,
    Filing.Status.SUBMITTED: State.SUBMITTED,
    Filing.Status.RETURNED: State.RETURNED,
    Filing.Status.DRAFT: State.NOT_FILED,
}


@dataclass(frozen=True, slots=True)
class Row:
    """One organization with its last filing of the year and its report, if it has one."""

    filing: Filing
    report: AnnualReport | None

    @property
    def organization(self) -> Organization:
        return self.filing.organization

    @property
    def state(self) -> State:
        if self.report is None:
            return BY_STATUS[Filing.Status(self.filing.status)]
        return State.FROZEN if self.filing.status == Filing.Status.APPROVED else State.CORRECTING

    @property
    def state_label(self) -> str:
        return str(STATE_LABELS[self.state])

    @property
    def is_frozen(self) -> bool:
        """Whether a freeze of the office's report would hold it."""
        return self.report is not None

    @property
    def is_late(self) -> bool:
        return self.filing.timeliness in {Timeliness.LATE, Timeliness.OVERDUE}


@dataclass(frozen=True, slots=True)
class StateCount:
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Readiness:
    """Everybody who reports to ``office`` for the last period of the year, in the order of the tree."""

    office: Organization
    period: ReportingPeriod
    rows: tuple[Row, ...]

    @property
    def others(self) -> list[StateCount]:
        """The states of those who have no frozen report, with how many; only what occurs."""
        counted = Counter(row.state for row in self.left_out)
        return [StateCount(str(STATE_LABELS[state]), counted[state]) for state in State if counted[state]]

    @property
    def frozen(self) -> list[Row]:
        return [row for row in self.rows if row.is_frozen]

    @property
    def left_out(self) -> list[Row]:
        """Whom a freeze now would leave out."""
        return [row for row in self.rows if not row.is_frozen]

    @property
    def late(self) -> list[Row]:
        return [row for row in self.rows if row.is_late]

    @property
    def reporting(self) -> Reporting:
        """The same as the dashboard counts it, with where each count leads."""
        return Reporting(self.office, self.period, tuple(row.filing for row in self.rows))


def last_period_of(guidance: Guidance) -> ReportingPeriod | None:
    """The last period of the plan, whose approved filing ends an organization's year (one query)."""
    return last_periods.first(guidance=guidance.pk)


@PreparedQuery
def last_periods(guidance: int) -> QuerySet[ReportingPeriod]:
    periods = ReportingPeriod.objects.ordinary().filter(guidance=guidance).order_by("-order")
    return periods.select_related("guidance").defer("guidance__source_text")[:1]


def readiness_of(guidance: Guidance, office: Organization) -> Readiness | None:
    """How far those are who report to an organization (three queries); None where the plan has no period."""
    period = last_period_of(guidance)
    if period is None:
        return None
    filings = [
        filing
        for filing in reporting(office, period).filings
        if filing.organization_id != office.pk and is_awaited(filing)
    ]
    organizations = [filing.organization_id for filing in filings]
    reports = {
        report.organization_id: report
        for report in AnnualReport.objects.latest_of(guidance, organizations).select_related("frozen_by")
    }
    rows = tuple(Row(filing, reports.get(filing.organization_id)) for filing in filings)
    return Readiness(office, period, rows)


def is_awaited(filing: Filing) -> bool:
    """Whether anybody waits for a filing; nobody does for a draft of one that has left
    (``docs/decisions/0012``)."""
    return filing.status != Filing.Status.DRAFT or filing.organization.is_there_on(filing.period.ends_on)


def readiness_statement(readiness: Readiness | None) -> str:
    """A checksum of how everybody stands and which versions there are: what an administrator saw, what the
    report says of who is missing or late, and so what is frozen (design R20)."""
    rows: Sequence[Row] = readiness.rows if readiness else ()
    return hashlib.sha256("\n".join(map(row_statement, rows)).encode()).hexdigest()


def row_statement(row: Row) -> str:
    """How one organization stands, in a line."""
    frozen = row.report.sha256 if row.report else ""
    return f"{row.organization.code} {row.state} {row.filing.timeliness} {frozen}"
