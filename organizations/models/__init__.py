from organizations.models.account import AccountEvent, SignInAttempt
from organizations.models.organization import LOCAL_KINDS, Organization
from organizations.models.user import Membership, User, display_name

__all__ = [
    "LOCAL_KINDS",
    "AccountEvent",
    "Membership",
    "Organization",
    "SignInAttempt",
    "User",
    "display_name",
]
