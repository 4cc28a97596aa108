"""Keeps a filled database of today: ``python -m tests.kept.keep FOLDER``; the README beside says when.

``DATABASE_URL`` names an empty database, in which the rows are made.
"""

import json
import os
import sys
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guidance_portal.settings")
os.environ["PORTAL_TODAY"] = "2021-11-22"

import django

django.setup()

import time_machine
from django.apps import apps
from django.core.management import call_command

from tests.kept.figures import counts, figures_now
from tests.kept.filling import fill
from tests.kept.rows import rows_now, write_file


def keep(folder: Path) -> None:
    """Fill the database, and write down its rows and what they come to."""
    call_command("migrate", verbosity=0)
    with time_machine.travel("2021-11-22T10:00:00+08:00", tick=False):
        fill()
    folder.mkdir(parents=True, exist_ok=True)
    write_file(folder / "rows.json.gz", rows_now(apps))
    said = json.dumps(figures_now() | {"rows": counts()}, ensure_ascii=False, indent=1, sort_keys=True)
    (folder / "figures.json").write_text(said + "\n", encoding="utf-8")


if __name__ == "__main__":
    keep(Path(sys.argv[1]))
