"""Who may export which reports: asked when a file is ordered, when it is made, and when it is taken away."""

from collections.abc import Iterable

from organizations.models import Organization, User
from organizations.permissions import Permission
from reports.exports.plan import organizations_of
from reports.hand_ins.receiving import receiver_of
from reports.models import Export
from tasks.models import Guidance


def may_export(user: User, organizations: Iterable[Organization]) -> bool:
    """Whether the person may export the report of each of ``organizations``."""
    return all(user.can(Permission.EXPORT_REPORT, at=organization) for organization in organizations)


def may_export_all(user: User, guidance: Guidance, organization: Organization) -> bool:
    """Whether the person may export the report of an organization and of each who files to it (one query)."""
    return may_export(user, organizations_of(guidance, organization, with_subordinates=True))


def may_export_handed_in(user: User, guidance: Guidance) -> bool:
    """Whether the person may take away what was handed in: who may export at the department that receives it
    (no query)."""
    return user.can(Permission.EXPORT_REPORT, at=receiver_of(guidance))


def may_have(user: User, export: Export) -> bool:
    """Whether the person may have what an export holds (no query, one where it is of all reports)."""
    if export.scope == Export.Scope.HANDED_IN:
        return may_export_handed_in(user, export.guidance)
    if export.scope == Export.Scope.ALL:
        return may_export_all(user, export.guidance, export.organization)
    return may_export(user, [export.organization])
