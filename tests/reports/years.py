"""Years gathered for reports, in tests."""

from django.utils import timezone

from organizations.models import Organization
from reports.assembly import Wanted, gather
from reports.snapshot.year import Year
from tasks.models import Guidance


def year_of(guidance: Guidance, organization: Organization) -> Year:
    """The organization's year as it counts now."""
    return gather(Wanted(guidance, organization, timezone.now())).year
