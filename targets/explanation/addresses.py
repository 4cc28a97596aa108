"""Where figures explain themselves."""

import datetime as dt

from organizations.models import Organization
from organizations.page_addresses import page_address, query_of
from organizations.statistical_regions import Region
from targets.figures.queries import TargetFigure
from targets.models import Target
from tasks.models import ReportingPeriod

# How an address asks for what waits for approval too.
SUBMITTED = "submitted"


def explanation_address(
    target: Target,
    organization: Organization,
    period: ReportingPeriod | None = None,
    as_of: dt.date | None = None,
    *,
    region: Region | None = None,
    with_submitted: bool = False,
) -> str:
    """The page that explains what ``organization`` has on ``target`` with ``period`` and those before it;
    without one, or for a supplement, with all that there are. ``as_of`` is an earlier day, ``region`` the
    one whose parts alone are combined; ``with_submitted`` asks for the provisional figure."""
    asked = {"organization": organization.code}
    if period is not None and not period.is_supplement:
        asked["period"] = str(period.order)
    if as_of is not None:
        asked["on"] = as_of.isoformat()
    if region is not None:
        asked["region"] = region.value
    if with_submitted:
        asked["counting"] = SUBMITTED
    return f"{page_address('targets:target-explanation', target.pk)}?{query_of(asked.items())}"


def address_of(shown: TargetFigure, *, region: Region | None = None) -> str:
    """The page that explains a figure; of a region's the ``region``, whose organizations it is made of."""
    return explanation_address(
        shown.target,
        shown.organization,
        shown.period,
        shown.as_of,
        region=None if shown.among is None else region,
        with_submitted=shown.is_provisional,
    )
