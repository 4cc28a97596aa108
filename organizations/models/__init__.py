from organizations.models.account import AccountEvent, SignInAttempt
from organizations.models.append_only import AppendOnly
from organizations.models.deputy import Deputy
from organizations.models.organization import LOCAL_KINDS, Organization
from organizations.models.organization_event import OrganizationEvent
from organizations.models.received_records import ReceivedRecords
from organizations.models.user import Membership, User, display_name

__all__ = [
    "LOCAL_KINDS",
    "AccountEvent",
    "AppendOnly",
    "Deputy",
    "Membership",
    "Organization",
    "OrganizationEvent",
    "ReceivedRecords",
    "SignInAttempt",
    "User",
    "display_name",
]
