"""Who works with material: the editors of the office's report (design R18)."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from organizations.models import Organization, User
from organizations.permissions import Permission
from tasks.access import signed_in

RIGHTS = (Permission.EDIT_REPORT, Permission.REVIEW_FILING)


@dataclass(frozen=True, slots=True)
class Editor:
    """A person who edits the office's report, and the office."""

    user: User
    office: Organization


def office_edited_by(user: User) -> Organization | None:
    """The office, where the person edits its report or reviews what is filed to it (no query)."""
    held = (place for right in RIGHTS for place in user.organizations_where(right))
    return next((place for place in held if place.is_office), None)


def editor(request: HttpRequest) -> Editor:
    """The person as an editor; 404 for whoever does not see the whole country, 403 for whoever only does."""
    user = signed_in(request)
    if not user.scope.sees_all:
        raise Http404
    office = office_edited_by(user)
    if office is None:
        raise PermissionDenied(_("Your role does not allow this here. Ask the administrator if it should."))
    return Editor(user, office)
