"""PostgreSQL's own programs: found, of the right version, and started without a password in sight."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from psycopg2.extensions import make_dsn

from guidance_portal.backups.refusal import BackupError
from guidance_portal.variables import environment_with

FOLDERS = "/usr/lib/postgresql"
# What Django gives to the driver and no program understands; the password goes by the environment.
NOT_FOR_PROGRAMS = {"password", "cursor_factory", "connection_factory", "isolation_level"}


def program(name: str, *, at_least: int) -> Path:
    """The program of the lowest version that does for a server of version ``at_least``.

    Older ones cannot read the server, and newer ones write what the server's own cannot read.
    """
    found = {path: version_of(path) for path in candidates(name)}
    fitting = [path for path, version in found.items() if version >= at_least]
    if fitting:
        return min(fitting, key=lambda path: found[path])
    if found:
        raise BackupError(
            f"{name} is of version {max(found.values())} and cannot read a server of version {at_least}."
            f" Install postgresql-client-{at_least}."
        )
    raise BackupError(
        f"{name} is neither on the PATH nor under {FOLDERS}. Install postgresql-client-{at_least}."
    )


def candidates(name: str) -> Iterator[Path]:
    if on_path := shutil.which(name):
        yield Path(on_path)
    yield from Path(FOLDERS).glob(f"*/bin/{name}")


def version_of(path: Path) -> int:
    """The major version of a program, 0 for one that does not say it."""
    done = subprocess.run([path, "--version"], capture_output=True, text=True, check=False)  # noqa: S603 (found above)
    told = re.search(r"(\d+)(\.\d+)?", done.stdout)
    return int(told[1]) if told and done.returncode == 0 else 0


def run(path: Path, *arguments: str, parameters: dict[str, Any] | None = None) -> None:
    """Run a program, connected as the driver would be; its failure is one sentence with its own words."""
    extra = {"LC_ALL": "C"}  # Its words in English, in which they are looked through below.
    if parameters is not None:
        arguments = (*arguments, "--no-password", f"--dbname={address(parameters)}")
        if parameters.get("password"):
            extra["PGPASSWORD"] = str(parameters["password"])
    done = subprocess.run(  # noqa: S603 (a program of PostgreSQL, no shell)
        [path, *arguments],
        env=environment_with(**extra),
        cwd=settings.DATA_DIR,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode != 0:
        said = [line for line in done.stderr.splitlines() if line.strip()] or ["it said nothing"]
        reason = next((line for line in said if "error:" in line), said[-1])
        raise BackupError(f"{path.name} failed with {done.returncode}: {reason.strip()}")


def address(parameters: dict[str, Any]) -> str:
    """Where to connect to, in PostgreSQL's own notation, without the password."""
    return str(make_dsn(**{key: value for key, value in parameters.items() if key not in NOT_FOR_PROGRAMS}))
