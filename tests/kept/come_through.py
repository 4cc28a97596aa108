"""Brings a kept database to today: ``python -m tests.kept.come_through FOLDER`` prints what it says, as JSON.

``DATABASE_URL`` names an empty database. It gets the shape of the day on which the rows were kept, then the
rows, and then every migration since.
"""

import json
import os
import sys
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guidance_portal.settings")
os.environ["PORTAL_TODAY"] = "2021-11-22"

import django

django.setup()

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from tests.kept.figures import counts, figures_now
from tests.kept.rows import load, read_file


def come_through(folder: Path) -> None:
    """The kept rows in the shape of today."""
    kept = read_file(folder / "rows.json.gz")
    executor = MigrationExecutor(connection)
    # An app that was given up since takes its tables along; then figures.json says so.
    leaves = [(app, name) for app, name in kept["migrations"] if app in executor.loader.migrated_apps]
    executor.migrate(leaves)
    load(executor.loader.project_state(leaves).apps, kept)
    call_command("migrate", verbosity=0)


if __name__ == "__main__":
    come_through(Path(sys.argv[1]))
    print(json.dumps(figures_now() | {"rows": counts()}, ensure_ascii=False))
