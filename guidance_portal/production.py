"""What a portal that serves real people refuses to run with."""

import logging

from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError

from organizations.models import User

# The tag of the check of the key.
SIGNING = "signing"

logger = logging.getLogger(__name__)


def sample_people_problem() -> str:
    """What is wrong in production while sample people can sign in, and how to mend it; else nothing.

    Everybody can read in the README what their password was. One query, which answers nothing where the
    database has no tables yet or cannot be reached: the start goes on, and ``/readyz`` says what is missing.
    """
    if not settings.IS_PRODUCTION:
        return ""
    try:
        count = User.objects.filter(is_sample=True, is_active=True).count()
    except DatabaseError as error:
        logger.warning("Whether sample people can sign in cannot be said: %s", error)
        return ""
    if not count:
        return ""
    return (
        f"{count} sample people, whose password is published, can sign in."
        " Retire them with `manage.py retire_sample_people`; what they filed stays."
    )


def refuse_sample_people() -> None:
    """Stop a start in production with sample people. Raises ``ImproperlyConfigured``."""
    if problem := sample_people_problem():
        raise ImproperlyConfigured(f"PORTAL_MODE=production refuses to start: {problem}")


@register(SIGNING, deploy=True)
def check_signing_key(**_asked: object) -> list[CheckMessage]:
    """In ``manage.py check --deploy``: packages of reports are signed, in production."""
    from reports.signing.keys import key_problem  # noqa: PLC0415 (it brings the cryptography)

    problem = key_problem() if settings.IS_PRODUCTION else ""
    return [Error(problem, hint="", id="guidance_portal.E002")] if problem else []


@register("people", deploy=True)
def check_sample_people(**_asked: object) -> list[CheckMessage]:
    """The same in ``manage.py check --deploy``."""
    problem = sample_people_problem()
    return [Error(problem, id="guidance_portal.E001")] if problem else []
