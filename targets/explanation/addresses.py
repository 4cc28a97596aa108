"""Where figures explain themselves."""

import datetime as dt
from urllib.parse import urlencode

from django.urls import reverse

from organizations.models import Organization
from targets.figures.queries import TargetFigure
from targets.models import Target
from tasks.models import ReportingPeriod


def explanation_address(
    target: Target,
    organization: Organization,
    period: ReportingPeriod | None = None,
    as_of: dt.date | None = None,
) -> str:
    """The page that explains what ``organization`` has on ``target`` with ``period`` and those before it;
    without one, or for a supplement, with all that there are. ``as_of`` is an earlier day."""
    asked = {"organization": organization.code}
    if period is not None and not period.is_supplement:
        asked["period"] = str(period.order)
    if as_of is not None:
        asked["on"] = as_of.isoformat()
    return f"{reverse('targets:target-explanation', args=[target.pk])}?{urlencode(asked)}"


def address_of(shown: TargetFigure) -> str:
    """The page that explains a figure."""
    return explanation_address(shown.target, shown.organization, shown.period, shown.as_of)
