"""The environment as a whole, for commands that keep it or hand it on; the settings say what it means."""

import os

from environs import Env

from guidance_portal.settings import ENV_FILE, env

OWNERS_ALONE = "DATABASE_OWNER_URL"


def values_set() -> dict[str, str]:
    """The variables that the settings read and the environment or .env sets, as they are written there.

    The owner's address of the database is not among them: no server may find it where its settings are.
    """
    written = Env()
    written.read_env(ENV_FILE, recurse=False)
    values = {name: written.str(name, None) for name in sorted(env.dump()) if name != OWNERS_ALONE}
    return {name: value for name, value in values.items() if value is not None}


def environment_with(**extra: str) -> dict[str, str]:
    """The environment for a program that the portal starts."""
    return os.environ | extra
