"""Where the counts of a dashboard lead."""

import datetime as dt
from urllib.parse import urlencode

from django.urls import reverse

from organizations.models import Organization
from reports.dashboards.question import Question
from tasks.filings.moves import Move
from tasks.models import ReportingPeriod


def filings_address(organization: Organization, period: ReportingPeriod, **filters: str) -> str:
    """The filings that the dashboard of ``organization`` counts for ``period``, by further ``filters`` of
    ``ReportingFilter``."""
    asked = urlencode({"period": str(period.pk), **filters})
    return f"{reverse('reports:dashboard-filings', args=[organization.code])}?{asked}"


def moved_address(
    question: Question, move: Move, *, since: dt.datetime, until: dt.datetime | None = None
) -> str:
    """The filings of the year that a dashboard counts, and to which that has happened from ``since`` on."""
    asked = {
        "year": str(question.guidance.year),
        "moved": move.value,
        "since": since.isoformat(),
        "until": until.isoformat() if until else "",
        "region": question.region or "",
    }
    filters = urlencode([(name, value) for name, value in asked.items() if value])
    return f"{reverse('reports:dashboard-filings', args=[question.organization.code])}?{filters}"
