"""When somebody last looked at a dashboard."""

from django.db.models import QuerySet

from organizations.models import Organization, User
from organizations.prepared_queries import PreparedQuery
from reports.models import DashboardVisit


def visit_of(user: User, organization: Organization) -> DashboardVisit | None:
    """The person's last visits to an organization's dashboard; None before the first (one query)."""
    return visits.first(person=user.pk, organization=organization.pk)


@PreparedQuery
def visits(person: int, organization: int) -> QuerySet[DashboardVisit]:
    return DashboardVisit.objects.filter(seen_by=person, organization=organization)
