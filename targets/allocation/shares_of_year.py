"""All targets of a year that an organization shares out, with their shares, in a few queries."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import OuterRef, Subquery

from organizations.models import Organization
from targets.models import Allocation, AllocationVersion, Target
from tasks.models import Guidance


@dataclass(frozen=True, slots=True)
class SharedTarget:
    """A target with what there is to share out of it, None for nothing yet, and the shares that stand, by
    organization id, in the indicator's unit. ``number`` is that of their version, 0 for none."""

    target: Target
    whole: Decimal | None
    number: int
    shares: Mapping[int, Decimal]

    @property
    def code(self) -> str:
        return self.target.indicator.code

    def with_shares(self, given: Mapping[int, Decimal | None]) -> dict[int, Decimal]:
        """The shares once those ``given`` are another; None takes a share away."""
        changed = dict(self.shares) | dict(given)
        return {pk: value for pk, value in changed.items() if value is not None}


def shared_targets(
    guidance: Guidance, parent: Organization, receivers: Collection[Organization]
) -> list[SharedTarget]:
    """The targets in force of a published guidance that ``parent`` can share out among ``receivers``, in
    their order (three queries at most). Shares of those who are no receivers any more are left out."""
    targets = [
        target
        for target in guidance.targets.current().select_related("indicator").order_by("order")
        if target.can_be_shared
    ]
    for target in targets:
        target.guidance = guidance
    wholes = wholes_of(targets, parent)
    versions = latest_versions(targets, parent)
    standing = {receiver.pk for receiver in receivers}
    return [
        SharedTarget(
            target,
            wholes[target.pk],
            version.number if version else 0,
            {pk: value for pk, value in (version.values if version else {}).items() if pk in standing},
        )
        for target in targets
        for version in [versions.get(target.pk)]
    ]


def wholes_of(targets: Collection[Target], parent: Organization) -> dict[int, Decimal | None]:
    """``whole_of`` many targets, by target id (one query for a bureau, none for the office)."""
    if parent.is_office:
        return {target.pk: target.value for target in targets}
    own = Allocation.objects.filter(target__in=targets, organization=parent)
    values = dict(own.values_list("target", "value"))
    return {target.pk: values.get(target.pk) for target in targets}


def latest_versions(targets: Collection[Target], parent: Organization) -> dict[int, AllocationVersion]:
    """``latest_version`` of many targets, by target id (one query)."""
    versions = AllocationVersion.objects.filter(parent=parent)
    last = versions.filter(target=OuterRef("target")).order_by("-number").values("number")[:1]
    versions = versions.filter(target__in=targets, number=Subquery(last)).order_by("target")
    return {version.target_id: version for version in versions}
