"""The kinds of notice, and whose each one is."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from organizations.permissions import Permission, Role, roles_with


class Kind(models.TextChoices):
    """Each can be switched off on its own, in the portal and by mail."""

    OPENED = "opened", _("A window opens")
    DUE_IN_7 = "due_in_7", _("Due in 7 workdays")
    DUE_IN_3 = "due_in_3", _("Due in 3 workdays")
    DUE_IN_1 = "due_in_1", _("Due in 1 workday")
    DUE_TODAY = "due_today", _("Due today")
    OVERDUE = "overdue", _("Overdue, of your own organization")
    OVERDUE_BELOW = "overdue_below", _("Overdue, of an organization that reports to yours")
    REMINDED = "reminded", _("Somebody asks for your filing")
    HANDED_OVER = "handed_over", _("A filing waits for your signature")
    GIVEN_BACK = "given_back", _("Your lead gives a filing back to you")
    SIGNED = "signed", _("Your lead has submitted what you handed over")
    RETURNED = "returned", _("A filing is returned")
    APPROVED = "approved", _("A filing is approved")
    TAKEN_BACK = "taken_back", _("An approval is taken back")
    REMARK = "remark", _("A remark on a filing")


@dataclass(frozen=True, slots=True)
class Audience:
    """Who gets a notice about a filing: the people with a role at one organization.

    ``otherwise`` stands in where nobody active holds one of the roles.
    """

    roles: frozenset[Role]
    is_above: bool = False
    otherwise: frozenset[Role] = frozenset()


EDITORS = roles_with(Permission.EDIT_FILING)
SIGNERS = roles_with(Permission.SUBMIT_FILING)
REVIEWERS = roles_with(Permission.REVIEW_FILING)

AUDIENCES: dict[Kind, Audience] = {kind: Audience(EDITORS) for kind in Kind} | {
    Kind.OVERDUE: Audience(SIGNERS, otherwise=EDITORS),
    Kind.HANDED_OVER: Audience(SIGNERS),
    Kind.OVERDUE_BELOW: Audience(REVIEWERS, is_above=True),
}
