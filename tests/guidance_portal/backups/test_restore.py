"""What comes back, what is refused, and that a refusal changes nothing."""

import hashlib
import json
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from unittest.mock import Mock, patch

import pytest

from guidance_portal.backups.databases.postgresql import PostgresqlDatabase
from guidance_portal.backups.databases.sqlite import SqliteDatabase
from guidance_portal.backups.refusal import BackupError
from tests.guidance_portal.backups.portals import Portal, checkout, own_database


@pytest.fixture
def backup(portal: Portal, tmp_path: Path) -> Path:
    portal.succeed("backup", str(tmp_path / "backup"))
    return tmp_path / "backup"


@pytest.fixture
def copied_backup(original_backup: Path, tmp_path: Path) -> Path:
    """A copy of the original's backup, to be damaged."""
    return Path(shutil.copytree(original_backup, tmp_path / "copy"))


def database_in(backup: Path) -> Path:
    return next(backup.glob("database.*"))


def describe_anew(backup: Path) -> None:
    """Let the manifest say what the database's file is now, as somebody would who forges one."""
    manifest = json.loads((backup / "manifest.json").read_text())
    content = database_in(backup).read_bytes()
    entry = {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    manifest["contents"][database_in(backup).name] = entry
    (backup / "manifest.json").write_text(json.dumps(manifest))


def truncate(backup: Path) -> None:
    content = database_in(backup).read_bytes()
    database_in(backup).write_bytes(content[: len(content) * 2 // 3])


def truncate_and_describe(backup: Path) -> None:
    truncate(backup)
    describe_anew(backup)


def turn_a_byte(backup: Path) -> None:
    content = bytearray(database_in(backup).read_bytes())
    content[len(content) // 2] ^= 1
    database_in(backup).write_bytes(content)


def evidence_in(backup: Path) -> Path:
    return next((backup / "files/evidence").rglob("*.txt"))


def promise_a_row(backup: Path) -> None:
    manifest = json.loads((backup / "manifest.json").read_text())
    manifest["holdings"]["rows"]["tasks_filing"] += 1
    (backup / "manifest.json").write_text(json.dumps(manifest))


def promise_figures(backup: Path) -> None:
    manifest = json.loads((backup / "manifest.json").read_text())
    manifest["holdings"]["figures"]["sha256"] = "0" * 64
    (backup / "manifest.json").write_text(json.dumps(manifest))


def escape(backup: Path) -> None:
    text = (backup / "manifest.json").read_text()
    (backup / "manifest.json").write_text(text.replace('"files/', '"files/../../../'))


DAMAGES: dict[str, tuple[Callable[[Path], object], str]] = {
    "a truncated database": (truncate, "is damaged"),
    "a truncated database that the manifest agrees with": (
        truncate_and_describe,
        "damaged|pg_restore failed",
    ),
    "a turned byte": (turn_a_byte, "is damaged"),
    "an altered file": (lambda backup: evidence_in(backup).write_text("x"), "is damaged"),
    "a missing file": (lambda backup: evidence_in(backup).unlink(), "lacks files/evidence"),
    "a file that is nobody's": (lambda backup: (backup / "more").touch(), "more does not belong"),
    "half a manifest": (
        lambda backup: (backup / "manifest.json").write_text('{"format": 1,'),
        "manifest.json is damaged",
    ),
    "no manifest": (lambda backup: (backup / "manifest.json").unlink(), "no complete backup"),
    "a manifest of a later format": (
        lambda backup: (backup / "manifest.json").write_text('{"format": 2}'),
        "has format 2",
    ),
    "a path that leads outside": (escape, "manifest.json is damaged"),
    "rows that are not there": (promise_a_row, "table tasks_filing has"),
    "figures that are others": (promise_figures, "figures that were brought back"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_backup_is_refused_and_nothing_changes(
    original: Portal, copied_backup: Path, damage: str
) -> None:
    inflict, said = DAMAGES[damage]
    inflict(copied_backup)
    before = original.state()
    refusal = original.refused("restore", str(copied_backup), "--replace", "--no-input")
    assert any(words in refusal for words in said.split("|")), refusal
    assert original.state() == before


@pytest.mark.parametrize("answer", ["no", "", EOFError])
def test_what_is_there_is_replaced_only_where_somebody_says_so(
    original: Portal, copied_backup: Path, monkeypatch: pytest.MonkeyPatch, answer: str | type[Exception]
) -> None:
    before = original.state()
    refusal = original.refused("restore", str(copied_backup))
    assert "This replaces the" in refusal
    assert str(original.media) in refusal
    assert "Say so with --replace" in refusal
    monkeypatch.setattr("builtins.input", Mock(side_effect=[answer]))
    assert "Nothing was changed" in original.refused("restore", str(copied_backup), "--replace")
    assert original.state() == before


def test_whoever_answers_yes_restores(
    portal: Portal, copied_backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = portal.rows()
    portal.write("INSERT INTO django_session VALUES ('late', '', '2021-10-10')")
    monkeypatch.setattr("builtins.input", Mock(return_value="yes"))
    portal.succeed("restore", str(copied_backup), "--replace")
    assert portal.rows() == rows


def test_a_portal_in_use_is_not_replaced(original: Portal, copied_backup: Path) -> None:
    before = original.state()
    with closing(original.connect()) as somebody:
        if original.database is None:
            somebody.execute("PRAGMA journal_mode=WAL")  # as every connection of the portal does
        somebody.cursor().execute("SELECT count(*) FROM tasks_filing")
        refusal = original.refused("restore", str(copied_backup), "--replace", "--no-input")
    assert "Stop the portal and its worker first" in refusal
    assert original.state() == before


def test_a_backup_comes_back_on_another_machine(portal: Portal, backup: Path, tmp_path: Path) -> None:
    """Nothing is there yet but an empty database, a checkout and settings of its own."""
    rows, files = portal.rows(), portal.files()
    with own_database() as name:
        other = checkout(Portal(tmp_path / "elsewhere", name, portal.unblock), tmp_path / "checkout")
        other.data.mkdir(parents=True)
        (other.root / ".env").write_text("LOG_LEVEL=INFO\n")
        said = other.succeed("restore", str(backup))
        assert (other.rows(), other.files()) == (rows, files)
        assert other.succeed("recompute_rollups", "--check") == portal.succeed("recompute_rollups", "--check")
        assert "Settings that differ" in said
        assert "LOG_LEVEL" in said
        assert (other.root / ".env").read_text() == "LOG_LEVEL=INFO\n"
        restored = other.root / ".env.restored"
        assert restored.stat().st_mode & 0o777 == 0o600
        assert len(other.databases()) == 1


def test_settings_become_the_portals_where_that_is_asked(portal: Portal, tmp_path: Path) -> None:
    moved = checkout(portal, tmp_path / "checkout")
    (moved.root / ".env").write_text("SECRET_KEY='the ${old} one'\nLOG_LEVEL=ERROR\n")
    moved.succeed("backup", str(tmp_path / "backup"))
    (moved.root / ".env").write_text("SECRET_KEY=the new one\n")
    moved.succeed("restore", str(tmp_path / "backup"), "--replace", "--no-input", "--replace-settings")
    (kept,) = moved.root.glob(".env.before-*")
    assert kept.read_text() == "SECRET_KEY=the new one\n"
    asked = "from django.conf import settings; print(settings.LOGGING['root']['level'])"
    assert moved.succeed("shell", "--no-imports", "-c", asked).strip() == "ERROR"
    assert not (moved.root / ".env.restored").exists()


def test_a_backup_of_the_other_kind_of_database_is_refused(
    original: Portal, copied_backup: Path, tmp_path: Path
) -> None:
    manifest = json.loads((copied_backup / "manifest.json").read_text())
    manifest["database"] = "postgresql" if original.database is None else "sqlite"
    (copied_backup / "manifest.json").write_text(json.dumps(manifest))
    assert "Set DATABASE_URL to one of the backup's kind" in original.refused(
        "restore", str(copied_backup), "--replace"
    )


def test_a_full_disk_leaves_the_portal_as_it_was(original: Portal, copied_backup: Path) -> None:
    before = original.state()
    (copied_backup / "files/large.bin").write_bytes(b"\0" * 4_000_000)
    manifest = json.loads((copied_backup / "manifest.json").read_text())
    digest = hashlib.sha256(b"\0" * 4_000_000).hexdigest()
    manifest["contents"]["files/large.bin"] = {"size": 4_000_000, "sha256": digest}
    (copied_backup / "manifest.json").write_text(json.dumps(manifest))
    arguments = original.arguments("restore", str(copied_backup), "--replace", "--no-input")
    done = original.run("sh", "-c", 'ulimit -f 6000; exec "$@"', "sh", *arguments)
    assert done.returncode == 1
    assert "File too large. Nothing was changed." in done.stderr.splitlines()[-1]
    assert original.state() == before


def test_a_swap_that_fails_puts_the_files_back(original: Portal, copied_backup: Path) -> None:
    before = original.state()
    kinds = {True: SqliteDatabase, False: PostgresqlDatabase}
    came = BackupError("somebody came")
    with patch.object(kinds[original.database is None], "swap", side_effect=came):
        said = original.refused("restore", str(copied_backup), "--replace", "--no-input")
    assert said == "somebody came"
    assert original.state() == before


def test_a_database_left_by_a_power_cut_is_moved_away_with_its_newest_writes(
    portal: Portal, backup: Path, tmp_path: Path
) -> None:
    if portal.database is not None:
        pytest.skip("only SQLite keeps newest writes in a file of their own")
    rows = portal.rows()
    with closing(portal.connect()) as writer:
        writer.execute("PRAGMA journal_mode=WAL")
        writer.execute("INSERT INTO django_session VALUES ('late', '', '2021-10-10')")
        writer.commit()
        for ending in ("", "-wal"):
            shutil.copy(f"{portal.sqlite}{ending}", tmp_path / f"cut{ending}")
    for ending in ("", "-wal"):
        (tmp_path / f"cut{ending}").replace(f"{portal.sqlite}{ending}")
    portal.succeed("restore", str(backup), "--replace", "--no-input")
    assert portal.rows() == rows
    (kept,) = [name for name in portal.databases() if "before" in name]
    (portal.data / kept).replace(portal.sqlite)
    assert portal.ask("SELECT session_key FROM django_session") == [("late",)]


def test_a_database_that_is_no_longer_one_gives_way_to_its_backup(portal: Portal, backup: Path) -> None:
    if portal.database is not None:
        pytest.skip("a server's files are its own")
    rows = portal.rows()
    portal.sqlite.write_bytes(b"not a database any more" * 1000)
    portal.sqlite.with_name("portal.sqlite3-wal").write_bytes(b"nor this")
    portal.succeed("restore", str(backup), "--replace", "--no-input")
    assert portal.rows() == rows
    (kept,) = portal.data.glob("portal.sqlite3.before-*[0-9]")
    assert kept.read_bytes().startswith(b"not a database")
