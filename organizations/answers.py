"""How pages answer what they cannot do, and where they lead back to."""

from django.utils.http import url_has_allowed_host_and_scheme

# What was sent is not fit to be processed; what was read is not what stands.
UNPROCESSABLE, CONFLICT = 422, 409


def own_address(wanted: str, *, otherwise: str) -> str:
    """The address that a form or link leads back to, where it is the portal's own; never one elsewhere."""
    is_ours = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if is_ours else otherwise
