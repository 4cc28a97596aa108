"""Fetches what an address names and makes sure that the person may act on it (design R18).

Outside the person's scope the answer is 404, inside it without the right 403.
"""

from typing import cast

from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from organizations.models import User
from organizations.permissions import Permission
from organizations.prepared_queries import PreparedQuery
from tasks.models import Filing, Guidance


class DraftPublished(Exception):  # noqa: N818 (a way on, not a fault)
    """A page that corrects a draft was asked for a guidance that is published; people are led to read it."""

    def __init__(self, guidance: Guidance) -> None:
        super().__init__(guidance.title)
        self.guidance = guidance


class PartGone(Http404):
    """What a page of a draft is about is not in it, or not any more: somebody has joined or dropped it. Who
    sent a form is shown what they typed, and led back to the draft."""

    def __init__(self, guidance: Guidance) -> None:
        super().__init__(guidance.title)
        self.guidance = guidance


def part_of[Part: Model](guidance: Guidance, parts: QuerySet[Part], pk: int) -> Part:
    """The section, task or goal of a draft by its id. Raises ``PartGone``."""
    part = parts.filter(pk=pk).first()
    if part is None:
        raise PartGone(guidance)
    return part


def signed_in(request: HttpRequest) -> User:
    """The person of a request that ``LoginRequiredMiddleware`` let through."""
    return cast("User", request.user)


def filing_in_scope(request: HttpRequest, pk: int) -> Filing:
    """A filing that the person may see, with its organization, period and people (one query)."""
    filing = filings_with_people.first(filing=pk)
    if filing is None or not filing.is_visible_to(signed_in(request)):
        raise Http404
    return filing


@PreparedQuery
def filings_with_people(filing: int) -> QuerySet[Filing]:
    """A filing with its organization, period and people, whoever asks: it is still to be asked whether it
    ``is_visible_to`` them."""
    filings = Filing.objects.filter(pk=filing).defer("period__guidance__source_text")
    people = ("submitted_by", "approved_by", "returned_by", "review_started_by", "handed_over_by")
    return filings.for_list().select_related(*people).order_by()


def filing_for(request: HttpRequest, pk: int, permission: Permission) -> Filing:
    """A filing in scope on which the person holds ``permission``; 403 without it."""
    filing = filing_in_scope(request, pk)
    if not may(signed_in(request), permission, filing):
        raise PermissionDenied(_("Your role does not allow this here. Ask the administrator if it should."))
    return filing


def has_subordinates(user: User) -> bool:
    """Whether somebody files to an organization of the person's (no query)."""
    return any(not held.is_leaf() and not held.is_department for held in user.organizations_held)


def may(user: User, permission: Permission, filing: Filing) -> bool:
    """Whether the person holds a right at the organization that it is asked of."""
    asked_of_reviewer = {Permission.REVIEW_FILING, Permission.REOPEN_FILING}
    return user.can(
        permission, at=filing.reports_to if permission in asked_of_reviewer else filing.organization
    )


def administrator(request: HttpRequest) -> User:
    """The person, if they administer the whole portal; 404 for everyone else."""
    user = signed_in(request)
    if not user.is_administrator:
        raise Http404
    return user


def draft_for(request: HttpRequest, year: int) -> Guidance:
    """The draft guidance of a year, for administrators of the office; 404 for everyone else (one query).

    Raises ``DraftPublished``, which leads to the published guidance, once it is no draft any more.
    """
    administrator(request)
    guidance = get_object_or_404(Guidance.objects.select_related("receiving_department"), year=year)
    if guidance.is_published:
        raise DraftPublished(guidance)
    return guidance
