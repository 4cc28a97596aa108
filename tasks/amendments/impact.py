"""Whom an amendment reaches, seen before it is saved."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from organizations.calendar import today
from organizations.models import Organization
from tasks.lines.answerers import Answerers
from tasks.models import Amendment, Filing

IN_DRAFT = (Filing.Status.DRAFT, Filing.Status.RETURNED)


@dataclass(frozen=True, slots=True)
class Reach:
    """What an amendment would change: its words, and how many are concerned, ``named`` among them.

    ``drafts`` are filings that may still be edited and show the change at once, ``filed`` those that stay as
    they were submitted or approved, ``created`` the filings that somebody gets who had none.
    """

    subject: str
    changes: list[dict[str, Any]]
    named: tuple[Organization, ...]
    organizations: int
    drafts: int
    filed: int
    created: int


def would_reach(act: Callable[[], Amendment | None]) -> Reach | None:
    """What an amending action would do, undone at once; None where it would change nothing.

    Raises what the action raises.
    """
    with transaction.atomic():
        filings = Filing.objects.count()
        amendment = act()
        found = reach_of(amendment, Filing.objects.count() - filings) if amendment else None
        transaction.set_rollback(True)
    return found


def reach_of(amendment: Amendment, created: int) -> Reach:
    """How many an amendment concerns (four queries)."""
    named = tuple(amendment.affected.all())
    concerned = Answerers(
        frozenset(organization.pk for organization in named), amendment.affects_local_bureaus
    )
    filings = Filing.objects.filter(
        concerned.condition("organization__"), period__guidance=amendment.guidance_id
    )
    drafts = filings.filter(status__in=IN_DRAFT).count()
    return Reach(
        subject=amendment.subject,
        changes=amendment.changes,
        named=named,
        organizations=Organization.objects.active_on(today()).filter(concerned.condition()).count(),
        drafts=drafts,
        filed=filings.count() - drafts,
        created=max(created, 0),
    )
