"""The department that receives the reports of a guidance, and who may look at and act on what comes in."""

from organizations.models import Organization, User
from organizations.permissions import Permission
from tasks.models import Guidance


def receiver_of(guidance: Guidance) -> Organization:
    """The receiving department that the guidance names, else the office (no query where it was fetched)."""
    if guidance.receiving_department is not None:
        return guidance.receiving_department
    office: Organization = Organization.objects.get(kind=Organization.Kind.OFFICE)
    return office


def may_receive(user: User, guidance: Guidance) -> bool:
    """Whether the person notes what arrives, sends back and reminds: people of the receiving department who
    do more than look on, and administrators of the office."""
    return user.can(Permission.RECEIVE_REPORT, at=receiver_of(guidance))


def may_look(user: User, guidance: Guidance) -> bool:
    """Whether the person sees who has handed in: everybody of the receiving department and of the office."""
    return user.scope.sees_all or receiver_of(guidance) in user.organizations_held
