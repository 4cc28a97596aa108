"""Sharing a target out among subordinates."""

import datetime as dt
from collections.abc import Collection, Mapping
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from organizations.models import Organization, User
from targets.actions.amend import locked
from targets.allocation.shares import latest_version, may_allocate, receivers, whole_of
from targets.models import Allocation, AllocationVersion, Target
from targets.wording import quantity
from tasks.errors import ReasonMissing, StaleAllocation, TransitionNotAllowed


@transaction.atomic
def allocate_target(
    *,
    target: Target,
    parent: Organization,
    by: User,
    at: dt.datetime,
    expected_version: int,
    expected_whole: Decimal | None,
    expected_receivers: Collection[int],
    shares: Mapping[int, Decimal],
    way: str = AllocationVersion.Way.BY_HAND,
    reason: str = "",
) -> AllocationVersion | None:
    """Set the shares of ``parent``'s subordinates by their ids, in the indicator's unit; who is not among
    them has none. None where nothing is another.

    ``expected_version`` is the number that the edit began from, 0 for none, ``expected_whole`` what there was
    to share out then, None for nothing, ``expected_receivers`` the subordinates then, by id. Raises
    ``StaleAllocation`` where one of these is another by now,
    ``ReasonMissing`` for a change without a reason, and ``TransitionNotAllowed`` where there is nothing to
    share out, for an organization that is no subordinate and without the right.
    """
    target = locked(target)
    check_allowed(target, parent, by, shares)
    refuse_other_receivers(parent, expected_receivers, shares)
    last = latest_version(target, parent)
    if (last.number if last else 0) != expected_version:
        raise StaleAllocation(_("Somebody else has changed these shares meanwhile. Nothing was saved."))
    refuse_other_whole(target, expected_whole, whole_of(target, parent))
    if last is not None and last.values == dict(shares):
        return None
    if last is not None and not reason.strip():
        raise ReasonMissing(_("Say why the shares change."))
    write_shares(target, parent, shares, by=by, at=at)
    return AllocationVersion.objects.create(
        target=target,
        parent=parent,
        number=expected_version + 1,
        way=way,
        shares={str(pk): str(value) for pk, value in sorted(shares.items())},
        reason=reason.strip(),
        at=at,
        by=by,
    )


@transaction.atomic
def show_ranks(*, target: Target, by: User, are_shown: bool) -> Target:
    """Let each organization see its place by how much of its share is reached, or not any more. Raises
    ``TransitionNotAllowed`` for all but the office's administrators and where nothing is shared out."""
    target = locked(target)
    if not by.is_administrator or not target.can_be_shared:
        raise TransitionNotAllowed(_("Only the administrators of the office decide whether ranks are shown."))
    target.ranks_shown = are_shown
    target.save(update_fields=["ranks_shown"])
    return target


def check_allowed(target: Target, parent: Organization, by: User, shares: Mapping[int, Decimal]) -> None:
    """Raises ``TransitionNotAllowed`` with the first thing that stands against it."""
    if not may_allocate(by, parent):
        raise TransitionNotAllowed(_("Only its administrator or lead shares out among its subordinates."))
    if target.withdrawn_on is not None or not target.guidance.is_published:
        raise TransitionNotAllowed(_("“%(target)s” is not in force.") % {"target": target})
    if not target.can_be_shared:
        raise TransitionNotAllowed(_("This goal does not add up from shares; it is the same for everybody."))
    if any(value < 0 for value in shares.values()):
        raise TransitionNotAllowed(_("A share is not negative."))


def refuse_other_receivers(
    parent: Organization, expected: Collection[int], shares: Mapping[int, Decimal]
) -> None:
    """Raise ``StaleAllocation`` naming them where subordinates came or went since they were read, and
    ``TransitionNotAllowed`` for a share of somebody who is none."""
    standing = {receiver.pk for receiver in receivers(parent)}
    others = Organization.objects.filter(pk__in=standing ^ set(expected)).order_by("path")
    if others:
        raise StaleAllocation(
            _(
                "Who shares is another than when you opened the page: %(organizations)s came or went. Nothing"
                " was saved: look whether your shares still fit."
            )
            % {"organizations": pgettext("between names", ", ").join(map(str, others))}
        )
    if not shares.keys() <= standing:
        raise TransitionNotAllowed(_("Shares go to direct subordinates only."))


def refuse_other_whole(target: Target, expected: Decimal | None, whole: Decimal | None) -> None:
    """Raise ``StaleAllocation`` with both where there is more or less to share out than was read."""
    if whole != expected:
        raise StaleAllocation(
            _(
                "The whole was %(before)s when you opened the page and is %(now)s by now. Nothing was saved:"
                " look whether your shares still fit."
            )
            % {"before": quantity(expected, target.indicator), "now": quantity(whole, target.indicator)}
        )


def write_shares(
    target: Target, parent: Organization, shares: Mapping[int, Decimal], *, by: User, at: dt.datetime
) -> None:
    """Make the rows say what ``shares`` says; rows that stay the same keep who set them."""
    standing = {
        row.organization_id: row
        for row in target.allocations.filter(
            organization__path__startswith=parent.path, organization__depth=parent.depth + 1
        )
    }
    gone = [row.pk for pk, row in standing.items() if pk not in shares]
    Allocation.objects.filter(pk__in=gone).delete()
    for pk, value in shares.items():
        if pk not in standing or standing[pk].value != value:
            Allocation.objects.update_or_create(
                target=target, organization_id=pk, defaults={"value": value, "set_at": at, "set_by": by}
            )
