"""Where the counts of a dashboard lead."""

from collections.abc import Mapping

from organizations.models import Organization
from organizations.page_addresses import page_address, query_of
from tasks.filings.moves import Move
from tasks.models import ReportingPeriod


def filings_address(organization: Organization, period: ReportingPeriod, **filters: str) -> str:
    """The filings that the dashboard of ``organization`` counts for ``period``, by further ``filters`` of
    ``ReportingFilter``."""
    return filings_listed(organization, {"period": str(period.pk), **filters})


def filings_listed(organization: Organization, filters: Mapping[str, str]) -> str:
    """The filings that the dashboard of ``organization`` counts, by ``filters`` of ``ReportingFilter``."""
    return f"{page_address('reports:dashboard-filings', organization.code)}?{query_of(filters.items())}"


def moved_address(organization: Organization, year: int, move: Move, **filters: str) -> str:
    """The filings of a year that the dashboard of ``organization`` counts and to which that has happened, by
    further ``filters`` of ``ReportingFilter``; empty ones are left out."""
    asked = {"year": str(year), "moved": move.value, **filters}
    return filings_listed(organization, {name: value for name, value in asked.items() if value})
