"""Where figures explain themselves."""

from urllib.parse import urlencode

from django.urls import reverse

from organizations.models import Organization
from targets.figures import TargetFigure
from targets.models import Target
from tasks.models import ReportingPeriod


def explanation_address(
    target: Target, organization: Organization, period: ReportingPeriod | None = None
) -> str:
    """The page that explains what ``organization`` has on ``target`` with ``period`` and those before it;
    without one, or for a supplement, with all that there are."""
    asked = {"organization": organization.code}
    if period is not None and not period.is_supplement:
        asked["period"] = str(period.order)
    return f"{reverse('targets:target-explanation', args=[target.pk])}?{urlencode(asked)}"


def address_of(shown: TargetFigure) -> str:
    """The page that explains a figure."""
    return explanation_address(shown.target, shown.organization, shown.period)
