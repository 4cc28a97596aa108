"""Who shares a target out among whom, and how that stands against the whole (design §2, 任务分解)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from organizations.calendar import today
from organizations.models import LOCAL_KINDS, Organization, User
from organizations.permissions import Permission
from organizations.reporting_tree import KINDS_UNDER
from targets.arithmetic.apportionment import share_out, weights_of
from targets.arithmetic.outcome import attainment
from targets.arithmetic.rollup import roll_up
from targets.figures.queries import TargetFigure
from targets.figures.reports import reports_of_few
from targets.figures.terms import goal_of, rule_of
from targets.goals.previous_years import year_before
from targets.models import Allocation, AllocationVersion, Target
from tasks.models import Filing

Way = AllocationVersion.Way


def sharers(user: User) -> list[Organization]:
    """The person's organizations that have subordinates to share out among (no query)."""
    return [held for held in user.organizations_held if not held.is_department and not held.is_leaf()]


def may_allocate(user: User, parent: Organization) -> bool:
    """The office's administrator; of a province its lead or administrator (no query)."""
    is_lead = parent.is_local and user.can(Permission.SUBMIT_FILING, at=parent)
    return is_lead or user.can(Permission.ADMINISTER, at=parent)


def receivers(parent: Organization) -> list[Organization]:
    """The direct local subordinates that exist today, in the order of the tree (one query). Looked for are
    those of the kinds that may stand there alone: of all together the tree has thousands."""
    kinds = KINDS_UNDER.get(parent.kind, frozenset()) & set(LOCAL_KINDS)
    children = Organization.objects.filter(path__startswith=parent.path, depth=parent.depth + 1)
    return list(children.filter(kind__in=sorted(kinds)).active_on(today()))


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

    @property
    def lacks(self) -> bool:
        return self.gap is not None and self.gap > 0

    @property
    def surplus(self) -> Decimal | None:
        """What is shared out beyond the whole; None where it is none."""
        return -self.gap if self.gap is not None and self.gap < 0 else None


@dataclass(frozen=True, slots=True)
class ShareStanding:
    """How an organization stands against its share: numbers in the indicator's unit, official figures only.

    ``attainment`` is how much of its share is reached; ``rank`` is its place by that, 1 the best, the
    same for those who are alike; None without a share above zero or without a figure.
    """

    organization: Organization
    share: Decimal | None
    value: Decimal | None
    attainment: Decimal | None
    rank: int | None = None


def standing(
    target: Target, organization: Organization, share: Decimal | None, value: Decimal | None
) -> ShareStanding:
    """A figure against the organization's own share, by the rules of the target's comparator (design R11) and
    as ``figures_of`` judges it."""
    reached = None
    if share is not None and value is not None:
        reached = attainment(value, goal_of(target, share))
    return ShareStanding(organization, share, value, reached)


@dataclass(frozen=True, slots=True)
class Placing:
    """The place of an organization among ``of`` of those beside it; their figures are not told."""

    rank: int
    of: int


def place_of(shown: TargetFigure) -> Placing | None:
    """The organization's place by how much of its share is reached, where that is shown; None without a share
    or for an earlier day (five queries where it is shown, none else)."""
    return places_of([shown]).get(shown.target.pk)


def places_of(figures: Iterable[TargetFigure]) -> dict[int, Placing]:
    """``place_of`` many figures of one organization, by target id (five queries where any is shown, none
    else)."""
    shown = {one.target.pk: one for one in figures if is_placed(one)}
    if not shown:
        return {}
    organization = next(iter(shown.values())).organization
    beside_it = receivers(Organization.objects.get_parent(organization))
    standing = standings_on([one.target for one in shown.values()], beside_it)
    places = {}
    for pk, theirs in standing.items():
        own = theirs.get(organization.pk)
        if own is not None and own.rank is not None:
            places[pk] = Placing(own.rank, sum(beside.rank is not None for beside in theirs.values()))
    return places


def is_placed(shown: TargetFigure) -> bool:
    """Whether an organization may know its place."""
    return shown.share is not None and shown.as_of is None and shown.target.ranks_shown


def standings(target: Target, organizations: Sequence[Organization]) -> dict[int, ShareStanding]:
    """How each organization stands, by its id (three queries)."""
    return standings_on([target], organizations)[target.pk]


def standings_on(
    targets: Sequence[Target], organizations: Sequence[Organization]
) -> dict[int, dict[int, ShareStanding]]:
    """``standings`` on several targets, by target id (three queries)."""
    rows = Allocation.objects.filter(target__in=targets, organization__in=organizations)
    shares = {
        (target, one): value for target, one, value in rows.values_list("target", "organization", "value")
    }
    values = official_values_on(targets, organizations)
    found = {}
    for target in targets:
        unranked = {
            one.pk: standing(target, one, shares.get((target.pk, one.pk)), values[target.pk][one.pk])
            for one in organizations
        }
        reached = [each.attainment for each in unranked.values() if each.attainment is not None]
        found[target.pk] = {
            pk: replace(each, rank=rank_of(each.attainment, reached)) for pk, each in unranked.items()
        }
    return found


def rank_of(attainment: Decimal | None, others: Sequence[Decimal]) -> int | None:
    """The place of an attainment among all; those who are alike share theirs."""
    return None if attainment is None else 1 + sum(other > attainment for other in others)


def official_values(target: Target, organizations: Sequence[Organization]) -> dict[int, Decimal | None]:
    """Each organization's own official figure of the year, by its id; None without one (two queries)."""
    return official_values_on([target], organizations)[target.pk]


def official_values_on(
    targets: Sequence[Target], organizations: Sequence[Organization]
) -> dict[int, dict[int, Decimal | None]]:
    """``official_values`` on several targets, by target id (two queries)."""
    filings = Filing.objects.filter(organization__in=organizations)
    shared = [target for target in targets if target.can_be_shared]
    reports = reports_of_few(shared, filings) if shared else {}
    pks = [organization.pk for organization in organizations]
    values: dict[int, dict[int, Decimal | None]] = {target.pk: dict.fromkeys(pks) for target in targets}
    for target in shared:
        figure = roll_up(reports[target.pk], pks, rule_of(target.indicator))
        parts = {part.organization: part.value for part in figure.contributors}
        values[target.pk] = {pk: parts.get(pk) for pk in pks}
    return values


def reached_last_year(target: Target, organizations: Sequence[Organization]) -> dict[int, Decimal | None]:
    """Each organization's official figure of the guidance before, by its id; None without one."""
    earlier = year_before(target.guidance).targets.get(target.indicator_id)
    if earlier is None:
        return dict.fromkeys((organization.pk for organization in organizations), None)
    return official_values(earlier, organizations)


def proposed(
    target: Target, whole: Decimal, organizations: Sequence[Organization], way: str
) -> dict[int, Decimal]:
    """The shares by a way that is computed, by organization id."""
    weights = {organization.pk: Decimal(1) for organization in organizations}
    if way == Way.LAST_YEAR:
        weights = weights_of(reached_last_year(target, organizations))
    return share_out(whole, weights, decimals=target.indicator.decimals)
