"""A filled database of an earlier day comes through every migration since with the same figures."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from tests.databases import empty_database, lay_migrated, run

KEPT = Path(__file__).parent / "kept"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "folder", sorted(path.parent for path in KEPT.glob("*/rows.json.gz")), ids=lambda f: f.name
)
def test_a_kept_database_comes_through_every_change(folder: Path, tmp_path: Path) -> None:
    says = come_through(folder, tmp_path)
    said = json.loads((folder / "figures.json").read_text(encoding="utf-8"))
    assert says["differences"] == []
    assert says["states"] == said["states"]
    assert says["open_doubts"] == 0
    assert says["figures"] == said["figures"]
    assert {table: says["rows"].get(table) for table in said["rows"]} == said["rows"]


@pytest.mark.django_db
@pytest.mark.skipif(
    connection.vendor != "sqlite", reason="kept once is enough; it is loaded on both databases"
)
def test_another_one_can_be_kept_today(tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    with empty_database(tmp_path) as url:
        lay_migrated(Path(url.removeprefix("sqlite:///")))
        done = run(tmp_path, "-m", "tests.kept.keep", str(folder), DATABASE_URL=url)
    assert done.returncode == 0, done.stderr
    said = json.loads((folder / "figures.json").read_text(encoding="utf-8"))
    assert come_through(folder, tmp_path / "again") == said
    empty = {table for table, count in said["rows"].items() if not count}
    assert empty <= NEVER_FILLED


# Tables that the portal leaves empty, or whose rows are of drafts (what was read and settled in them) or go
# after some days.
NEVER_FILLED = {
    "account_emailconfirmation",
    "auth_group",
    "auth_group_permissions",
    "django_session",
    "organizations_receivedrecords",
    "organizations_signinattempt",
    "organizations_user_groups",
    "organizations_user_user_permissions",
    "targets_figureleftout",
    "tasks_bundlepart",
    "tasks_filingbundle",
    "tasks_filingopening",
    "tasks_guidancetable",
    "tasks_learntorganization",
    "tasks_learntowner",
    "tasks_readingcaution",
    "tasks_ownspreadsheet",
    "tasks_ownspreadsheetentry",
    "tasks_receivedworkbook",
    "tasks_settledowner",
    "tasks_unmatchedowner",
}


def come_through(folder: Path, scratch: Path) -> dict[str, Any]:
    """What a kept database says after today's migrations."""
    scratch.mkdir(exist_ok=True)
    with empty_database(scratch) as url:
        done = run(scratch, "-m", "tests.kept.come_through", str(folder), DATABASE_URL=url)
    assert done.returncode == 0, done.stderr
    says: dict[str, Any] = json.loads(done.stdout)
    return says
