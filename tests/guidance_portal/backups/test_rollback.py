"""The drill: an update is rolled back by its backup, and everything is as it was before."""

from contextlib import closing
from pathlib import Path

import pytest

from tests.guidance_portal.backups.portals import Portal

MIGRATION = """
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    dependencies = [("tasks", "0001_initial")]
    operations = [
        migrations.CreateModel(
            "Note", [("id", models.BigAutoField(primary_key=True)), ("text", models.TextField())]
        ),
        migrations.RunSQL("UPDATE tasks_guidance SET title = 'renamed by the update'"),
        migrations.RunSQL("ALTER TABLE tasks_guidance ADD COLUMN colour integer NOT NULL DEFAULT 7"),
    ]
"""


@pytest.fixture
def newer(portal: Portal, tmp_path: Path) -> Portal:
    """The same portal as its next version runs it, with one app and one migration more."""
    code = tmp_path / "newer"
    (code / "notes/migrations").mkdir(parents=True)
    (code / "notes/__init__.py").touch()
    (code / "notes/migrations/__init__.py").touch()
    (code / "notes/migrations/0001_initial.py").write_text(MIGRATION)
    (code / "newer_settings.py").write_text(
        "from pathlib import Path\n"
        "from guidance_portal.settings import *\n"
        "INSTALLED_APPS = [*INSTALLED_APPS, 'notes']\n"
        f"ENV_FILE = Path({str(code)!r}, '.env')\n"
    )
    settings = {"DJANGO_SETTINGS_MODULE": "newer_settings", "PYTHONPATH": f"{portal.root}:{code}"}
    return Portal(portal.folder, portal.database, portal.unblock, extra=settings)


def update(newer: Portal) -> None:
    """The update, and a day's work after it: rows and files that the rollback gives up."""
    newer.succeed("migrate", "--verbosity", "0")
    newer.write(
        "INSERT INTO notes_note (text) VALUES ('written after the update')",
        "UPDATE targets_measurement SET value = 999 WHERE value IS NOT NULL",
        "UPDATE organizations_user SET name = 'renamed'",
    )
    (newer.media / "evidence/after.txt").write_text("uploaded after the update")


def recomputed(portal: Portal) -> str:
    return portal.succeed("recompute_rollups", "--check")


def test_rolling_an_update_back_gives_the_same_rows_figures_and_files(
    portal: Portal, newer: Portal, tmp_path: Path
) -> None:
    rows, files, figures = portal.rows(), portal.files(), recomputed(portal)
    titles = portal.ask("SELECT title FROM tasks_guidance")
    portal.succeed("backup", str(tmp_path / "before"))
    update(newer)
    assert "notes_note" in newer.rows()

    said = portal.succeed("restore", str(tmp_path / "before"), "--replace", "--no-input")

    assert portal.rows() == rows
    assert portal.files() == files
    assert recomputed(portal) == figures
    assert portal.ask("SELECT title FROM tasks_guidance") == titles
    portal.succeed("migrate", "--check")
    assert "migrations" not in said
    with pytest.raises(Exception, match="append-only"):
        portal.write("UPDATE tasks_filingevent SET reason = 'forged'")


def test_what_the_rollback_gave_up_is_kept(portal: Portal, newer: Portal, tmp_path: Path) -> None:
    portal.succeed("backup", str(tmp_path / "before"))
    update(newer)
    said = portal.succeed("restore", str(tmp_path / "before"), "--replace", "--no-input")
    (kept,) = [name for name in portal.databases() if "before" in name]
    assert kept in said
    if portal.database is None:
        (portal.data / kept).rename(portal.sqlite)
    else:
        portal.database, given_up = kept, portal.database
    assert portal.ask("SELECT text FROM notes_note") == [("written after the update",)]
    if portal.database is not None:
        portal.database = given_up
    (media,) = portal.data.glob("media.before-*")
    assert (media / "evidence/after.txt").read_text() == "uploaded after the update"


def test_an_older_backup_in_the_newer_version_is_said_to_want_its_update(
    portal: Portal, newer: Portal, tmp_path: Path
) -> None:
    portal.succeed("backup", str(tmp_path / "before"))
    update(newer)
    said = newer.succeed("restore", str(tmp_path / "before"), "--replace", "--no-input")
    assert "of an older version, by 1 migrations: make setup updates it" in said
    newer.succeed("migrate", "--verbosity", "0")
    assert recomputed(newer) == recomputed(portal)


def test_a_newer_backup_in_the_older_version_is_refused(
    portal: Portal, newer: Portal, tmp_path: Path
) -> None:
    update(newer)
    newer.succeed("backup", str(tmp_path / "after"))
    rows = portal.rows()
    said = portal.refused("restore", str(tmp_path / "after"), "--replace", "--no-input")
    assert "does not know notes.0001_initial" in said
    assert portal.rows() == rows


def test_writes_that_sqlite_keeps_beside_its_file_are_backed_up(portal: Portal, tmp_path: Path) -> None:
    if portal.database is not None:
        pytest.skip("only SQLite keeps newest writes in a file of their own")
    with closing(portal.connect()) as writer:
        writer.execute("PRAGMA journal_mode=WAL")
        writer.execute("INSERT INTO django_session VALUES ('late', '', '2021-10-10')")
        writer.commit()
        assert portal.sqlite.with_name("portal.sqlite3-wal").stat().st_size
        rows = portal.rows()
        portal.succeed("backup", str(tmp_path / "backup"))
        assert "in use" in portal.refused("restore", str(tmp_path / "backup"), "--replace", "--no-input")
    assert rows["django_session"] == 1
    portal.write("DELETE FROM django_session")
    portal.succeed("restore", str(tmp_path / "backup"), "--replace", "--no-input")
    assert portal.rows() == rows
