"""The one scope rule (design R18, R19): what a person may see.

People see their own organization and everything under it; the office sees all. A department sees, across
all bureaus, the lines of the tasks and targets it is responsible for; those models extend the rule with
``departments``. Every list, page, call and export begins from a ``visible_to(scope)`` built on it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

if TYPE_CHECKING:
    from organizations.models import Organization


@dataclass(frozen=True, slots=True)
class Scope:
    """Tree paths of the organizations that a person belongs to, and which of them are departments."""

    paths: tuple[str, ...]
    departments: tuple[int, ...]
    sees_all: bool

    @classmethod
    def of(cls, organizations: Iterable[Organization]) -> Scope:
        """The scope of someone who belongs to ``organizations``."""
        held = list(organizations)
        return cls(
            paths=tuple(str(organization.path) for organization in held),
            departments=tuple(organization.pk for organization in held if organization.is_department),
            sees_all=any(organization.is_office for organization in held),
        )

    def organizations(self, prefix: str = "") -> Q:
        """Restrict to organizations in scope, reached over ``prefix`` (``"filing__organization__"``)."""
        if self.sees_all:
            # Not an empty Q: "everything or X" would collapse to X.
            return ~Q(pk__in=[])
        inside = Q(pk__in=[])
        for path in self.paths:
            inside |= Q(**{f"{prefix}path__startswith": path})
        return inside

    def covers(self, organization: Organization) -> bool:
        """Whether one organization is in scope, without a query."""
        return self.sees_all or str(organization.path).startswith(self.paths)
