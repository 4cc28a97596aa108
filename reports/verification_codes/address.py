"""Where people who hold a copy have it checked."""

from django.conf import settings
from django.urls import reverse


def checking_address() -> str:
    """The page's address, as it stands now."""
    return f"{settings.PORTAL_ADDRESS}{reverse('reports:verify')}"


def checking_link(code: str) -> str:
    """The address that asks for a code, given as it is printed."""
    return f"{checking_address()}?code={code}"
