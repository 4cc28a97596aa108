"""Who shares a target out among whom, and how that stands against the whole (design §2, 任务分解)."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from organizations.calendar import today
from organizations.models import Organization, User
from organizations.permissions import Permission
from targets.contributing import reports_on
from targets.figures import rule_of
from targets.following import year_before
from targets.models import Allocation, AllocationVersion, Indicator, Target
from targets.rollup import roll_up
from targets.sharing import share_out, weights_of
from tasks.models import Filing

Way = AllocationVersion.Way


def can_be_shared(target: Target) -> bool:
    """Whether shares of it add up: a sum with a number that local bureaus report. A ratio or a level is the
    same goal for everybody. Needs its indicator."""
    return (
        target.value is not None
        and target.indicator.over_organizations == Indicator.OverOrganizations.SUM
        and target.reported_by == Target.ReportedBy.LOCAL_BUREAUS
    )


def sharers(user: User) -> list[Organization]:
    """The person's organizations that have subordinates to share out among (no query)."""
    return [held for held in user.organizations_held if not held.is_department and not held.is_leaf()]


def may_allocate(user: User, parent: Organization) -> bool:
    """The office's administrator; of a province its lead or administrator (no query)."""
    is_lead = parent.is_local and user.can(Permission.SUBMIT_FILING, at=parent)
    return is_lead or user.can(Permission.ADMINISTER, at=parent)


def receivers(parent: Organization) -> list[Organization]:
    """The direct local subordinates that exist today, in the order of the tree (one query)."""
    children = Organization.objects.filter(path__startswith=parent.path, depth=parent.depth + 1)
    return list(children.local().active_on(today()))


def whole_of(target: Target, parent: Organization) -> Decimal | None:
    """What is shared out: the target's value, or the parent's own share; None where it has none yet."""
    if parent.is_office:
        return target.value
    own = Allocation.objects.filter(target=target, organization=parent).first()
    return own.value if own else None


def latest_version(target: Target, parent: Organization) -> AllocationVersion | None:
    """The version that stands (one query)."""
    return target.allocation_versions.filter(parent=parent).select_related("by").first()


@dataclass(frozen=True, slots=True)
class Balance:
    """Shares against the whole, in the indicator's unit. ``gap`` is what nobody has yet; below zero it is a
    surplus; None without a whole."""

    whole: Decimal | None
    total: Decimal

    @property
    def gap(self) -> Decimal | None:
        return None if self.whole is None else self.whole - self.total


def reached_last_year(target: Target, organizations: Sequence[Organization]) -> dict[int, Decimal | None]:
    """Each organization's official figure of the guidance before, by its id; None without one."""
    earlier = year_before(target.guidance).targets.get(target.indicator_id)
    reached: dict[int, Decimal | None] = {organization.pk: None for organization in organizations}
    if earlier is None:
        return reached
    filings = Filing.objects.filter(organization__in=organizations)
    figure = roll_up(reports_on([earlier], filings)[earlier.pk], list(reached), rule_of(target.indicator))
    return reached | {
        organization.pk: part.value
        for part in figure.contributors
        for organization in organizations
        if organization.pk == part.organization
    }


def proposed(
    target: Target, whole: Decimal, organizations: Sequence[Organization], way: str
) -> dict[int, Decimal]:
    """The shares by a way that is computed, by organization id."""
    weights = {organization.pk: Decimal(1) for organization in organizations}
    if way == Way.LAST_YEAR:
        weights = weights_of(reached_last_year(target, organizations))
    return share_out(whole, weights, decimals=target.indicator.decimals)
