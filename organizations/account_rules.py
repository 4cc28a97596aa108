"""Who may change whose account (design R24)."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from organizations.dependants import waiting_for_reviewers
from organizations.errors import AccountRefused
from organizations.models import Membership, Organization, User
from organizations.permissions import Role

NAMED = 5


def refuse_management(*, user: User, by: User) -> None:
    """Raise ``AccountRefused`` unless ``by`` may change the account of ``user`` for them: nobody their own,
    only a superuser a superuser's."""
    if user.pk == by.pk:
        raise AccountRefused(
            _(
                "Nobody changes roles of their own. Your password and mail address are on the page of your"
                " account."
            )
        )
    if not by.may_manage(user):
        raise AccountRefused(_("Only a superuser changes the account of a superuser."))


def refuse_lost_reviewers(codes: Iterable[str]) -> None:
    """Raise ``AccountRefused`` where one of these organizations has nobody any more to decide on what was
    handed in to it. Called in the transaction of the change, after it; holds the organizations, so that two
    who each take one of two reviewers do not take both."""
    held = Organization.objects.select_for_update(no_key=True).filter(code__in=set(codes)).order_by("pk")
    for organization in held:
        if is_vacant(Role.REVIEWER, organization) and (waiting := waiting_for_reviewers(organization)):
            names = pgettext("between names", ", ").join(waiting[:NAMED])
            raise AccountRefused(
                _(
                    "%(organization)s would have nobody to decide on what was handed in: %(filings)s. Name"
                    " another reviewer there first."
                )
                % {"organization": organization.full_display_name, "filings": names}
            )


def is_vacant(role: Role, organization: Organization) -> bool:
    """Whether nobody who may sign in holds a role in an organization (one query)."""
    held = Membership.objects.filter(organization=organization, role=role, user__is_active=True)
    return not held.exists()
