"""What a role may do. Where it may do it is the membership's organization (design R18)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """A person's part in one organization (design §1)."""

    FILER = "filer", _("Filer")
    LEAD = "lead", _("Lead")
    REVIEWER = "reviewer", _("Reviewer")
    OBSERVER = "observer", _("Observer")
    ADMINISTRATOR = "administrator", _("Administrator")


class Permission(models.TextChoices):
    """One right. The comment says of which organization it is asked."""

    EDIT_FILING = "edit_filing"  # the one that files
    SUBMIT_FILING = "submit_filing"  # the one that files
    WITHDRAW_FILING = "withdraw_filing"  # the one that files
    REVIEW_FILING = "review_filing"  # the one that the filing is reported to
    REOPEN_FILING = "reopen_filing"  # the one that the filing is reported to
    EXTEND_FILING = "extend_filing"  # the one that files
    REMARK_LINES = "remark_lines"  # the department that is responsible for them
    ADMINISTER = "administer"  # the one administered
    EXPORT_REPORT = "export_report"  # the one whose report it is
    EDIT_REPORT = "edit_report"  # the one whose report it is
    CHECK_REPORT = "check_report"  # the one whose report it is
    SIGN_REPORT = "sign_report"  # the one that signs it out, or countersigns
    RECEIVE_REPORT = "receive_report"  # the department that receives the reports of a guidance


ROLE_PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.FILER: frozenset(
        {
            Permission.EDIT_FILING,
            Permission.REMARK_LINES,
            Permission.EDIT_REPORT,
            Permission.RECEIVE_REPORT,
        }
    ),
    Role.LEAD: frozenset(
        {
            Permission.EDIT_FILING,
            Permission.SUBMIT_FILING,
            Permission.WITHDRAW_FILING,
            Permission.REMARK_LINES,
            Permission.EXPORT_REPORT,
            Permission.EDIT_REPORT,
            Permission.CHECK_REPORT,
            Permission.SIGN_REPORT,
            Permission.RECEIVE_REPORT,
        }
    ),
    Role.REVIEWER: frozenset(
        {
            Permission.REVIEW_FILING,
            Permission.REOPEN_FILING,
            Permission.REMARK_LINES,
            Permission.EDIT_REPORT,
            Permission.CHECK_REPORT,
            Permission.RECEIVE_REPORT,
        }
    ),
    Role.OBSERVER: frozenset(),
    Role.ADMINISTRATOR: frozenset(
        {
            Permission.REOPEN_FILING,
            Permission.EXTEND_FILING,
            Permission.ADMINISTER,
            Permission.EXPORT_REPORT,
            Permission.EDIT_REPORT,
            Permission.RECEIVE_REPORT,
        }
    ),
}

# Roles whose rights reach from their organization down to everything under it.
REACHING_ROLES = frozenset({Role.ADMINISTRATOR})

# Roles in which somebody else can stand in for some days; administration is never handed on (design R24).
DEPUTIZED_ROLES = frozenset({Role.LEAD, Role.REVIEWER})


def roles_with(permission: Permission) -> frozenset[Role]:
    """The roles that list ``permission``."""
    return frozenset(role for role, granted in ROLE_PERMISSIONS.items() if permission in granted)
