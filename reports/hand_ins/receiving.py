"""The department that receives the reports of a guidance, and who may look at and act on what comes in."""

from organizations.models import Membership, Organization, User
from organizations.permissions import Permission, Role, roles_with
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


def receiving_people(guidance: Guidance) -> set[int]:
    """The ids of those who are told of what comes in: the active people of the receiving department who may
    receive reports; where there are none, the administrators of the office (two queries at most)."""
    active = Membership.objects.filter(user__is_active=True).order_by()
    of_receiver = active.filter(
        organization=receiver_of(guidance), role__in=roles_with(Permission.RECEIVE_REPORT)
    )
    of_office = active.filter(organization__kind=Organization.Kind.OFFICE, role=Role.ADMINISTRATOR)
    found = set(of_receiver.values_list("user", flat=True))
    return found or set(of_office.values_list("user", flat=True))


def may_look(user: User, guidance: Guidance) -> bool:
    """Whether the person sees who has handed in: everybody of the receiving department and of the office."""
    return user.scope.sees_all or receiver_of(guidance) in user.organizations_held
