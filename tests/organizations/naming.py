"""Deputies as people name them; the world plays on 10 October 2021."""

import datetime as dt
from typing import Any

from django.utils import timezone

from organizations.actions import name_deputy
from organizations.models import Deputy, Membership, Organization, User
from organizations.permissions import Role
from tests.world import DAY

ONE_DAY = dt.timedelta(days=1)


def post_of(user: User, role: Role = Role.LEAD, organization: Organization | None = None) -> Membership:
    """The role of that kind that a person holds, somewhere or at an organization."""
    held = Membership.objects.filter(user=user, role=role)
    return held.get(organization=organization) if organization else held.get()


def named(user: User, deputy: User, *, role: Role = Role.LEAD, **said: Any) -> Deputy:
    """``deputy`` for ``user``, from today on for a week."""
    return name_deputy(
        **{
            "post": post_of(user, role),
            "deputy": deputy,
            "starts_on": DAY,
            "ends_on": DAY + 6 * ONE_DAY,
            "by": user,
            "at": timezone.now(),
            **said,
        }
    )
