"""Who holds the rights of the sign-off, in their own name or as a deputy, as plain values."""

import datetime as dt
from collections.abc import Collection

from organizations.models import Deputy, Membership, User
from organizations.permissions import Permission, roles_with
from reports.sign_off.course import Step
from reports.sign_off.waiting import Signer, Signers

# Which right a step asks for.
RIGHTS = {
    Step.CHECKED: Permission.CHECK_REPORT,
    Step.COUNTERSIGNED: Permission.SIGN_REPORT,
    Step.SIGNED_OUT: Permission.SIGN_REPORT,
}


def signers_at(organizations: Collection[int], day: dt.date) -> Signers:
    """Everybody active who may check or sign at some organizations, by id, on a day; by name, those in their
    own right first (two queries)."""
    held = Membership.objects.filter(organization__in=organizations, user__is_active=True)
    rows = held.order_by("user__name", "user").values_list("role", "organization", "user")
    own = [(role, Signer(place, person)) for role, place, person in rows]
    named = Deputy.objects.on(day).filter(organization__in=organizations).order_by("deputy__name", "pk")
    return sorted_out(own, named)


def signers_of(user: User) -> Signers:
    """Where one person may check or sign today (at most one query a request)."""
    own = [(held.role, Signer(held.organization_id, user.pk)) for held in user.memberships_held]
    return sorted_out(own, user.stands_in_now)


def sorted_out(own: list[tuple[str, Signer]], named: Collection[Deputy]) -> Signers:
    """Who may check, and who may sign, each once."""
    held = own + [
        (each.role, Signer(each.organization_id, each.deputy_id, each.principal_id)) for each in named
    ]
    return Signers(
        checking=granted(held, Permission.CHECK_REPORT), signing=granted(held, Permission.SIGN_REPORT)
    )


def granted(held: list[tuple[str, Signer]], permission: Permission) -> tuple[Signer, ...]:
    roles = roles_with(permission)
    return tuple(dict.fromkeys(signer for role, signer in held if role in roles))
