"""For whom filings wait, as conditions on them: to be filed, to be signed, to be reviewed."""

import datetime as dt
from collections.abc import Collection

from django.db.models import Q

from organizations.models import User
from organizations.permissions import Permission

# The statuses of ``Filing.is_in_draft``.
IN_DRAFT = ("draft", "returned")
# By which rights where a filing goes to somebody carries for it (``tasks.bundles.way_in``).
CARRYING = (Permission.EDIT_FILING, Permission.REVIEW_FILING)


def of_editors(user: User) -> Q:
    """Restrict to filings of the organizations in which the person may edit."""
    return Q(organization__in=[held.pk for held in user.organizations_where(Permission.EDIT_FILING)])


def of_signers(user: User) -> Q:
    """Restrict to filings of the organizations in which the person may submit."""
    return Q(organization__in=[held.pk for held in user.organizations_where(Permission.SUBMIT_FILING)])


def to_sign(user: User) -> Q:
    """Restrict to what is handed over to the leads of an organization in which the person may submit."""
    return Q(handed_over_at__isnull=False) & of_signers(user)


def to_file(user: User, on: dt.date) -> Q:
    """Restrict to drafts and returned filings that the person may edit and whose window has opened on a day,
    but for those that wait for their signature."""
    return of_editors(user) & Q(status__in=IN_DRAFT, period__opens_on__lte=on) & ~to_sign(user)


def to_bring(user: User, on: dt.date) -> Q:
    """Restrict to drafts and returned filings whose window has opened on a day and into which the person may
    bring what a spreadsheet says: their own, and those that they carry for. Of filings that they see."""
    held = {each.pk: each for right in CARRYING for each in user.organizations_where(right)}
    above = [pk for pk, each in held.items() if each.is_local]
    carried = Q(reports_to__in=above, handed_over_at__isnull=True)
    return (of_editors(user) | carried) & Q(status__in=IN_DRAFT, period__opens_on__lte=on)


def to_review(user: User) -> Q:
    """Restrict to submitted filings reported to an organization in which the person reviews (design R2)."""
    return reviewed_at([held.pk for held in user.organizations_where(Permission.REVIEW_FILING)])


def reviewed_at(organizations: Collection[int]) -> Q:
    """Restrict to submitted filings that were reported to one of the organizations, by id."""
    return Q(status="submitted", reports_to__in=organizations)
