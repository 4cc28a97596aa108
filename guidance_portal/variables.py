"""The environment as a whole, for commands that keep it or hand it on; the settings say what it means."""

import os

from guidance_portal.settings import env

OWNERS_ALONE = "DATABASE_OWNER_URL"


def values_set() -> dict[str, str]:
    """The variables that the settings read and the environment or .env sets, as they are written there.

    The owner's address of the database is not among them: no server may find it where its settings are.
    """
    values = {name: os.environ.get(name) for name in sorted(env.names) if name != OWNERS_ALONE}
    return {name: value for name, value in values.items() if value is not None}


def environment_with(**extra: str) -> dict[str, str]:
    """The environment for a program that the portal starts."""
    return os.environ | extra
