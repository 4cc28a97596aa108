"""Which version of the portal this is."""

import shutil
import subprocess
import tomllib

from django.conf import settings


def portal_version() -> str:
    project = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return str(project["version"])


def portal_commit() -> str:
    """The commit that is checked out, ``-dirty`` where files differ from it; empty where git knows none."""
    git = shutil.which("git")
    if git is None:
        return ""
    base = settings.BASE_DIR
    # Whoever backs up need not own the checkout, which git would refuse to look at.
    asked = ["-c", f"safe.directory={base}", "describe", "--always", "--dirty", "--abbrev=12"]
    done = subprocess.run(  # noqa: S603 (git, no shell)
        [git, *asked], cwd=base, capture_output=True, text=True, check=False
    )
    return done.stdout.strip() if done.returncode == 0 else ""
