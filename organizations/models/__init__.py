from organizations.models.organization import LOCAL_KINDS, Organization
from organizations.models.user import Membership, User, display_name

__all__ = ["LOCAL_KINDS", "Membership", "Organization", "User", "display_name"]
