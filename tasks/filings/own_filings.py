"""What somebody's own organizations have to file in a year, have filed and will be asked for."""

import datetime as dt
from dataclasses import dataclass
from typing import cast

from django.db.models import Count, Q

from organizations.models import User
from organizations.permissions import Permission
from tasks.filings.waiting import IN_DRAFT, of_editors, of_signers, to_file, to_review, to_sign
from tasks.models import Filing
from tasks.models.filing import FilingQuerySet

RELATED = ("organization", "period__guidance", "handed_over_by")


@dataclass(frozen=True, slots=True)
class OwnFilings:
    """The filings of a year by what is to be done about them on a day.

    ``unsigned`` wait for the person's signature, the longest first; ``open`` are to be filed by them, the
    most urgent first; ``sent`` are handed in, the last due first; of ``upcoming`` the window is still to
    open.
    """

    unsigned: list[Filing]
    open: list[Filing]
    sent: list[Filing]
    upcoming: list[Filing]


def own_filings(user: User, filings: FilingQuerySet, on: dt.date) -> OwnFilings:
    """Those of ``filings``, of one year, that belong to organizations in which the person edits or submits
    (one query, none for who does neither)."""
    own = filings.filter(of_editors(user) | of_signers(user)).select_related(*RELATED)
    found = list(own.defer("period__guidance__source_text").order_by("-period__due_on", "organization__path"))
    editing = {held.pk for held in user.organizations_where(Permission.EDIT_FILING)}
    signing = {held.pk for held in user.organizations_where(Permission.SUBMIT_FILING)}
    unsigned = [filing for filing in found if filing.is_handed_over and filing.organization_id in signing]
    edited = [filing for filing in found if filing.organization_id in editing]
    waiting = {filing.pk for filing in unsigned}
    to_do = [filing for filing in edited if filing.is_in_draft and filing.pk not in waiting]
    return OwnFilings(
        sorted(unsigned, key=lambda filing: (cast("dt.datetime", filing.handed_over_at), filing.pk)),
        sorted(
            (filing for filing in to_do if filing.period.has_opened(on=on)),
            key=lambda filing: (filing.due_on, filing.organization.path, filing.pk),
        ),
        [filing for filing in edited if filing.is_handed_in],
        sorted(
            (filing for filing in edited if not filing.period.has_opened(on=on)),
            key=lambda filing: (filing.period.opens_on, filing.organization.path),
        ),
    )


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """How much waits for the person in a year that is not in view."""

    year: int
    to_file: int
    to_sign: int
    to_review: int


def open_elsewhere(user: User, year: int, on: dt.date) -> list[Elsewhere]:
    """What the person still has to file, to sign or to review in each year but one, the latest first (one
    query)."""
    own = (of_editors(user) | of_signers(user)) & Q(status__in=IN_DRAFT)
    waits = Filing.objects.visible_to(user).filter(own | to_review(user))
    others = waits.exclude(period__guidance__year=year).order_by("-period__guidance__year")
    waiting = {"filed": to_file(user, on), "signed": to_sign(user), "reviewed": to_review(user)}
    counts = {name: Count("pk", filter=which) for name, which in waiting.items()}
    rows = others.values_list("period__guidance__year").annotate(**counts)
    return [Elsewhere(*row) for row in rows if any(row[1:])]
