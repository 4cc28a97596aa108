"""Where the counts of a dashboard lead."""

from urllib.parse import urlencode

from django.urls import reverse

from organizations.models import Organization
from tasks.models import ReportingPeriod


def filings_address(organization: Organization, period: ReportingPeriod, **filters: str) -> str:
    """The filings that the dashboard of ``organization`` counts for ``period``, by further ``filters`` of
    ``ReportingFilter``."""
    asked = urlencode({"period": str(period.pk), **filters})
    return f"{reverse('reports:dashboard-filings', args=[organization.code])}?{asked}"
