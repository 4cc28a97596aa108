"""Whose case one's own is: nobody scores it."""

from organizations.models import User
from tasks.models import Filing


def is_own(user: User, filing: Filing) -> bool:
    """Whether a filing is that of an organization of the person's (no query)."""
    return filing.organization_id in {held.pk for held in user.organizations_held}
