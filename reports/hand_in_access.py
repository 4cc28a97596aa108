"""Which hand-ins a person may open and act on (design R18)."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from organizations.calendar import day_of, moment_of
from organizations.models import Organization
from reports.annual_pages import guidance_of_year
from reports.hand_ins.receiving import may_look, may_receive
from reports.hand_ins.register import Entry, entry_of
from reports.models import HandIn
from tasks.access import signed_in
from tasks.models import Guidance


def entry_in_scope(request: HttpRequest, year: int, code: str) -> Entry:
    """An organization that owes a report, for its own people and those above, and for who receives it; 404
    for everybody else, and of one that owes none."""
    guidance, user = guidance_of_year(year), signed_in(request)
    organizations = Organization.objects.all()
    if not may_look(user, guidance):
        organizations = organizations.visible_to(user.scope)
    organization = get_object_or_404(organizations, code=code)
    entry = entry_of(guidance, organization, day_of(moment_of(request)))
    if entry is None:
        raise Http404
    return entry


def entry_to_receive(request: HttpRequest, year: int, code: str) -> Entry:
    """The same with the right to note what arrives, to send back and to remind; else 403."""
    entry = entry_in_scope(request, year, code)
    refuse_who_only_looks(request, entry.guidance)
    return entry


def refuse_who_only_looks(request: HttpRequest, guidance: Guidance) -> None:
    if not may_receive(signed_in(request), guidance):
        raise PermissionDenied(
            _("Reports are received by people of the receiving department and administrators of the office.")
        )


def refuse_outsiders(request: HttpRequest, guidance: Guidance) -> None:
    """404 for who neither belongs to the receiving department nor to the office."""
    if not may_look(signed_in(request), guidance):
        raise Http404


def receipt_in_scope(request: HttpRequest, year: int, number: int) -> HandIn:
    """A receipt of one's own organizations, or of what one's department receives; else 404."""
    hand_ins = HandIn.objects.visible_to(signed_in(request)).for_page()
    found: HandIn = get_object_or_404(hand_ins, guidance__year=year, number=number)
    return found
