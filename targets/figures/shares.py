"""What organizations are to bring to a target, one by one and together, and which figures have parts."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from organizations.models import Organization
from organizations.prepared_queries import PreparedQuery
from targets.arithmetic.rollup import Report
from targets.arithmetic.rules import OverOrganizations
from targets.models import Allocation, Target
from tasks.models import ReportingPeriod

# Where the figure of some organizations is a part of that of all: sums, and quotients of sums. The smallest
# or the largest of a few is no part of anything.
PARTED = frozenset({OverOrganizations.SUM, OverOrganizations.WEIGHTED_MEAN})
# By target id and organization id.
type Shares = Mapping[int, Mapping[int, Decimal]]


def is_of_parts(target: Target) -> bool:
    """Whether the figure of a region is a part of the nation's: of what local bureaus report, where it adds
    up, or its two numbers do."""
    is_reported_by_many = target.reported_by == Target.ReportedBy.LOCAL_BUREAUS
    return is_reported_by_many and OverOrganizations(target.indicator.over_organizations) in PARTED


def shares_of(organization: Organization, targets: Iterable[Target]) -> dict[int, Decimal]:
    """What a local organization is to bring to those of ``targets`` that are shared out, by target id (one
    query; none for others)."""
    shares = shares_among([organization.pk] if organization.is_local else (), targets)
    return {target: theirs[organization.pk] for target, theirs in shares.items()}


def shares_among(organizations: Collection[int], targets: Iterable[Target]) -> Shares:
    """What each of the local ``organizations``, given by id, is to bring to those of ``targets`` that are
    shared out (one query; none for nobody or nothing)."""
    shared = [target.pk for target in targets if target.can_be_shared]
    if not shared or not organizations:
        return {}
    shares: dict[int, dict[int, Decimal]] = {}
    rows = allocations.rows(organizations=tuple(organizations), targets=tuple(shared))
    for target, organization, value in rows:
        shares.setdefault(target, {})[organization] = value
    return shares


@PreparedQuery
def allocations(
    organizations: tuple[int, ...], targets: tuple[int, ...]
) -> QuerySet[Allocation, tuple[Any, ...]]:
    shared = Allocation.objects.filter(organization__in=organizations, target__in=targets)
    return shared.values_list("target_id", "organization_id", "value")


def share_of(
    organization: Organization,
    among: Collection[int] | None,
    shares: Mapping[int, Decimal],
    reports: Sequence[Report],
    until: ReportingPeriod | None,
) -> Decimal | None:
    """What a figure is compared with besides the whole goal: the share of the organization itself, or of a
    region the sum of the shares of all who report. None while one that is asked for the period has none:
    a sum without it would be no goal for all of them."""
    if among is None:
        return shares.get(organization.pk)
    theirs = [report for report in reports if report.organization in among and not report.is_supplement]
    heard = {report.organization for report in theirs if until is None or report.period <= until.order}
    asked = {report.organization for report in theirs if until is None or report.period == until.order}
    if not heard or not asked <= shares.keys():
        return None
    return sum((value for key, value in shares.items() if key in heard), Decimal(0))
