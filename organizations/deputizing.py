"""Who acts for whom: the one rule of deputies, for every act that asks for a right (design R4, R18).

Somebody's own right goes first: who has it acts in their own name. Else they act in place of whom they stand
in for today, in the role that is stood in for, at that organization.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from organizations.calendar import day_of
from organizations.errors import DeputyRefused
from organizations.models import Deputy, Organization, User
from organizations.permissions import Permission


@dataclass(frozen=True, slots=True)
class Capacity:
    """In what somebody acts at an organization: in their own right, or as ``deputy`` says."""

    organization: Organization
    deputy: Deputy | None = None

    @property
    def in_place_of(self) -> User | None:
        return self.deputy.principal if self.deputy else None

    def people(self, user: User) -> frozenset[int]:
        """Whose own work it must not be, by id: who acts, and for whom (design R4)."""
        return frozenset({user.pk} | ({self.deputy.principal_id} if self.deputy else set()))


def capacities(user: User, permission: Permission, *, at: Organization) -> list[Capacity]:
    """In what a person may do something at an organization today: in their own right alone where they have
    it, else once for each whom they stand in for (at most one query a request)."""
    if user.can(permission, at=at):
        return [Capacity(at)]
    return [Capacity(at, deputy) for deputy in one_each(granting(user.stands_in_now, permission, at))]


def granting(deputies: Iterable[Deputy], permission: Permission, at: Organization) -> list[Deputy]:
    return [deputy for deputy in deputies if deputy.grants(permission, at=at)]


def one_each(deputies: Iterable[Deputy]) -> list[Deputy]:
    """Of several roles of one principal the first."""
    found: dict[int, Deputy] = {}
    for deputy in deputies:
        found.setdefault(deputy.principal_id, deputy)
    return list(found.values())


def refuse_no_deputy(
    deputy: Deputy, *, by: User, permission: Permission, organization: Organization, at: dt.datetime
) -> None:
    """Raise ``DeputyRefused`` unless ``by`` acts as ``deputy`` says at the moment ``at``: part of the act's
    transaction (one query)."""
    is_theirs = deputy.deputy_id == by.pk and deputy.grants(permission, at=organization)
    if not is_theirs or not Deputy.objects.on(day_of(at)).filter(pk=deputy.pk).exists():
        raise DeputyRefused(not_any_more(deputy))


def not_any_more(deputy: Deputy) -> str:
    """That somebody does not stand in for somebody, in a sentence to them."""
    words = {"person": deputy.principal, "day": date_format(deputy.ends_on, "DATE_FORMAT")}
    if deputy.ended_at is not None:
        return _("You no longer stand in for %(person)s: that was ended. Nothing was done.") % words
    return _("You do not stand in for %(person)s here; the last day was %(day)s. Nothing was done.") % words
