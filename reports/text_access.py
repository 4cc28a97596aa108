"""Which texts of reports a person may open, edit and sign (design R18)."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from organizations.models import Organization, User
from organizations.permissions import Permission
from reports.annual_pages import guidance_of_year
from reports.models import Edition
from reports.models.edition import EditionQuerySet
from tasks.access import signed_in
from tasks.models import Guidance


def own_organization(request: HttpRequest, code: str) -> Organization:
    """One of the person's own organizations; 404 for every other: what is not issued is not for those above
    (design R22)."""
    for held in signed_in(request).organizations_held:
        if held.code == code:
            return held
    raise Http404


def text_in_scope(request: HttpRequest, year: int, code: str) -> Edition | None:
    """The text of a report that is edited or signed off, else the latest that was issued; None where the
    person's organizations have none and countersign none (one query)."""
    editions = Edition.objects.visible_to(signed_in(request)).for_page()
    found = editions.filter(guidance__year=year, organization__code=code)
    return found.exclude(status=Edition.Status.GIVEN_UP).order_by("-pk").first()


def report_to_edit(request: HttpRequest, year: int, code: str) -> tuple[Guidance, Organization]:
    """A report of one of the person's own organizations, with the right to edit it; else 404 or 403."""
    guidance, organization = guidance_of_year(year), own_organization(request, code)
    refuse_without(request, Permission.EDIT_REPORT, organization)
    return guidance, organization


def text_to_edit(request: HttpRequest, year: int, code: str) -> Edition:
    """A text with the right to edit it; else 404 or 403."""
    _guidance, _organization = report_to_edit(request, year, code)
    edition = text_in_scope(request, year, code)
    if edition is None:
        raise Http404
    return edition


def refuse_without(request: HttpRequest, permission: Permission, organization: Organization) -> None:
    if not signed_in(request).can(permission, at=organization):
        raise PermissionDenied(_("Your role does not allow this here. Ask the administrator if it should."))


def editable_by(user: User) -> EditionQuerySet:
    """The texts that a person may edit: those of the organizations where they hold the right."""
    return Edition.objects.filter(organization__in=user.organizations_where(Permission.EDIT_REPORT))


def text_state(user: User, guidance: Guidance, organization: Organization) -> str:
    """How the text of a report stands, in words, for people of its organization; "" for all others (one
    query for the former)."""
    if organization not in user.organizations_held:
        return ""
    edition = Edition.objects.of(guidance, organization).exclude(status=Edition.Status.GIVEN_UP).first()
    if edition is None:
        return _("The text has not been edited.")
    return _("The text: %(state)s") % {"state": edition.get_status_display()}
