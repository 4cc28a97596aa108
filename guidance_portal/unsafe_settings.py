"""Which values of the settings keep a production server from starting. Asked by the settings themselves."""

from collections.abc import Iterable

from django.core.exceptions import ImproperlyConfigured


def refuse_unsafe_production(
    key: str, published_key: str, hosts: Iterable[str], *, is_debugging: bool
) -> None:
    """Stop a production start whose settings would be unsafe, and say how to mend each.

    Raises ``ImproperlyConfigured`` for an absent key or the ``published_key`` of development, for debugging,
    and for hosts that are not named.
    """
    problems = []
    if key in {"", published_key}:
        problems.append(
            "SECRET_KEY is not set. Make one with"
            " `python -c 'import secrets; print(secrets.token_urlsafe(50))'`"
            " and set it in the environment or in .env."
        )
    if is_debugging:
        problems.append("DEBUG is on. Remove DEBUG or set DEBUG=false.")
    named = [host.strip() for host in hosts]
    if not named or any(host.startswith("*") for host in named):
        problems.append(
            "ALLOWED_HOSTS is empty or has a wildcard."
            " Name the host, such as ALLOWED_HOSTS=portal.example.gov.cn."
        )
    if problems:
        raise ImproperlyConfigured("PORTAL_MODE=production refuses to start: " + " ".join(problems))
