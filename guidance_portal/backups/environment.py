"""The portal's settings in a backup: what the environment and .env set, in the notation of .env."""

import os
from collections.abc import Mapping
from pathlib import Path

from django.conf import settings
from dotenv import dotenv_values

from guidance_portal.backups.contents import sync
from guidance_portal.backups.refusal import BackupError
from guidance_portal.variables import values_set

FILE_NAME = "settings.env"
HEADING = "# What the portal's settings were when the backup was made. Holds keys and passwords.\n"


def write_settings(path: Path) -> None:
    """Write the settings to a new file that its owner alone may read, and read them back."""
    values = values_set()
    write_private(path, HEADING + "".join(f"{name}={quoted(value)}\n" for name, value in values.items()))
    if read_settings(path) != values:
        raise BackupError(
            "The settings cannot be written in the notation of .env. Is a value of many lines set?"
        )


def write_private(path: Path, text: str) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
    sync(path)


def read_settings(path: Path) -> dict[str, str]:
    return {name: value or "" for name, value in dotenv_values(path).items()}


def quoted(value: str) -> str:
    """A value as .env wants it; ``${…}`` stands for itself, not for another variable."""
    escaped = value.replace("\\", "\\\\").replace("'", "\\'").replace("${", "${:-$}{")
    return f"'{escaped}'"


def differing(kept: Mapping[str, str]) -> list[str]:
    """The names of the settings that are others now than in a backup."""
    now = values_set()
    return sorted(name for name in {*kept, *now} if kept.get(name) != now.get(name))


def lay_beside(source: Path) -> Path | None:
    """Lay the backup's settings beside .env, and say where; nothing where they are the portal's own."""
    if not differing(read_settings(source)):
        return None
    beside = settings.ENV_FILE.with_name(".env.restored")
    beside.unlink(missing_ok=True)
    write_private(beside, source.read_text(encoding="utf-8"))
    return beside


def adopt(beside: Path, *, stamp: str) -> Path | None:
    """Make the settings that lie beside .env the portal's; where the old ones are kept, if there were any."""
    used, kept = settings.ENV_FILE, beside.with_name(f".env.before-{stamp}")
    existed = used.exists()
    if existed:
        used.rename(kept)
    beside.rename(used)
    return kept if existed else None
