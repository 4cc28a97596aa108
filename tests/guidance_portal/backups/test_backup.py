"""What a backup holds, when it is refused, and that nothing half done ever looks like one."""

import json
import os
import signal
import stat
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from guidance_portal.backups.databases import programs
from guidance_portal.backups.manifest import Manifest
from tests.guidance_portal.backups.portals import Portal, checkout, own_database, server_connection

LONG = 60


def until(holds: Callable[[], object]) -> None:
    """Wait for what another process does."""
    ends = time.monotonic() + LONG
    while not holds():
        assert time.monotonic() < ends, "it did not happen"
        time.sleep(0.02)


def test_a_backup_holds_rows_figures_files_and_settings(
    portal: Portal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup = tmp_path / "backup"
    monkeypatch.setenv("MAIL_PASSWORD", "se'cret")
    said = portal.succeed("backup", str(backup))
    manifest = Manifest.read(backup)
    assert manifest.holdings.rows == portal.rows()
    assert manifest.holdings.figures is not None
    assert (manifest.holdings.figures.count, manifest.holdings.figures.differing) == (32, 0)
    assert "32 figures, 0 differ" in said
    kept = {path.relative_to(backup / "files").as_posix() for path in (backup / "files").rglob("*.*")}
    assert kept == set(portal.files())
    assert manifest.has_files
    assert manifest.is_checked
    assert manifest.gaps == ()
    assert any("tasks_filingevent_no_delete" in guard for guard in manifest.holdings.guards)
    assert "MAIL_PASSWORD='se\\'cret'\n" in (backup / "settings.env").read_text()


def test_nobody_else_reads_a_backup(portal: Portal, tmp_path: Path) -> None:
    portal.succeed("backup", str(tmp_path / "backup"))
    assert stat.S_IMODE((tmp_path / "backup").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "backup/settings.env").stat().st_mode) == 0o600


@pytest.mark.parametrize("name", ["with spaces", "备份", "-leading-dash", "%41?mode=rw#x", "quo'te"])
def test_a_folder_may_be_called_as_one_likes(portal: Portal, tmp_path: Path, name: str) -> None:
    portal.succeed("backup", "--", name, cwd=tmp_path)
    portal.succeed("restore", "--replace", "--no-input", "--", name, cwd=tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([name, "portal"])


@contextmanager
def writing(portal: Portal) -> Iterator[list[int]]:
    """Somebody at work: each transaction adds one row to each of two tables."""
    stop, written = threading.Event(), [0]

    def work() -> None:
        with closing(portal.connect()) as connection:
            while not stop.is_set():
                number = written[0] + 1
                cursor = connection.cursor()
                session = f"'{number}', '', '2021-10-10 12:00:00+08:00'"
                cursor.execute(f"INSERT INTO django_session VALUES ({session})")  # noqa: S608 (our number)
                kind = f"VALUES ('x', '{number}')"
                cursor.execute(f"INSERT INTO django_content_type (app_label, model) {kind}")
                connection.commit()
                written[0] = number
                time.sleep(0.002)

    worker = threading.Thread(target=work)
    worker.start()
    try:
        yield written
    finally:
        stop.set()
        worker.join(LONG)


def test_people_go_on_writing_and_the_backup_is_of_one_moment(portal: Portal, tmp_path: Path) -> None:
    before = portal.rows()
    with writing(portal) as written:
        until(lambda: written[0] > 5)
        portal.succeed("backup", str(tmp_path / "backup"))
        during = written[0]
    rows = Manifest.read(tmp_path / "backup").holdings.rows
    seen = rows["django_session"] - before["django_session"]
    assert seen == rows["django_content_type"] - before["django_content_type"]
    assert 5 < seen < during


def test_a_database_named_in_env_alone_is_the_one_backed_up(portal: Portal, tmp_path: Path) -> None:
    url = portal.database_url or f"sqlite:///{portal.data / 'other.sqlite3'}"
    if portal.database is None:
        portal.sqlite.rename(portal.data / "other.sqlite3")
    moved = checkout(portal, tmp_path / "checkout")
    (moved.root / ".env").write_text(f"DATABASE_URL={url}\nDATA_DIR={portal.data}\nSECRET_KEY='a${{b}} c'\n")
    done = subprocess.run(  # noqa: S603 (our own command)
        moved.arguments("backup", str(tmp_path / "backup")),
        env={"PATH": os.environ["PATH"]},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=LONG,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert Manifest.read(tmp_path / "backup").holdings.rows["tasks_filing"] > 0
    assert f"DATABASE_URL='{url}'" in (tmp_path / "backup/settings.env").read_text()


@pytest.mark.parametrize("what", ["taken", "a file", "among the files"])
def test_a_place_that_is_not_free_is_refused(portal: Portal, tmp_path: Path, what: str) -> None:
    place = {"taken": tmp_path / "taken", "a file": tmp_path / "file", "among the files": portal.media / "b"}
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken/precious").write_text("mine")
    (tmp_path / "file").write_text("mine")
    assert str(place[what]) in portal.refused("backup", str(place[what]))
    assert (tmp_path / "taken/precious").read_text() == (tmp_path / "file").read_text() == "mine"
    assert not (portal.media / "b").exists()


def test_an_empty_portal_is_no_backup(portal: Portal, tmp_path: Path) -> None:
    with own_database() as name:
        empty = Portal(tmp_path / "empty", name, portal.unblock)
        assert "is empty" in empty.refused("backup", str(tmp_path / "backup"))
    assert not (tmp_path / "backup").exists()


def test_missing_and_altered_files_stop_a_backup_and_are_named(portal: Portal, tmp_path: Path) -> None:
    ((name, content),) = [each for each in portal.files().items() if each[0].startswith("evidence/")]
    (portal.media / name).write_bytes(content[::-1])
    assert f"{name} is not the file that was uploaded" in portal.refused("backup", str(tmp_path / "backup"))
    (portal.media / name).unlink()
    assert f"{name} is missing in the storage" in portal.refused("backup", str(tmp_path / "backup"))
    assert [path.name for path in tmp_path.iterdir()] == ["portal"]
    portal.succeed("backup", "--accept-gaps", str(tmp_path / "backup"))
    assert Manifest.read(tmp_path / "backup").gaps == (f"{name} is missing in the storage",)


def test_files_left_out_are_said_to_be(portal: Portal, tmp_path: Path) -> None:
    said = portal.succeed("backup", "--without-files", str(tmp_path / "backup"))
    assert "Files were left out" in said
    assert not (tmp_path / "backup/files").exists()
    before = portal.files()
    said = portal.succeed("restore", str(tmp_path / "backup"), "--replace", "--no-input")
    assert "holds no files" in said
    assert portal.files() == before


def test_a_full_disk_is_one_line_and_leaves_nothing(portal: Portal, tmp_path: Path) -> None:
    limited = ["sh", "-c", 'ulimit -f 64; exec "$@"', "sh", *portal.arguments("backup", str(tmp_path / "b"))]
    done = portal.run(*limited)
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    assert done.stderr.splitlines()[-1].startswith("CommandError: ")
    assert [path.name for path in tmp_path.iterdir()] == ["portal"]


@pytest.fixture
def stuck(portal: Portal, tmp_path: Path) -> Iterator["subprocess.Popen[str]"]:
    """A backup in its midst: it waits for a file that says nothing."""
    os.mkfifo(portal.media / "zz-stuck")
    process = subprocess.Popen(  # noqa: S603 (our own command)
        portal.arguments("backup", str(tmp_path / "backup")),
        cwd=portal.root,
        env=portal.environment,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stderr is not None
        assert "Copying the files\n" in iter(process.stderr.readline, "")
        yield process
    finally:
        process.kill()
        process.communicate()


def test_a_killed_backup_never_looks_whole_and_the_next_one_clears_it(
    portal: Portal, tmp_path: Path, stuck: "subprocess.Popen[str]"
) -> None:
    assert "Another backup is being written" in portal.refused("backup", str(tmp_path / "backup"))
    stuck.kill()
    stuck.wait(LONG)
    assert not (tmp_path / "backup").exists()
    assert "no complete backup" in portal.refused("restore", str(tmp_path / "backup.partial"), "--replace")
    (portal.media / "zz-stuck").unlink()
    portal.succeed("backup", str(tmp_path / "backup"))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["backup", "portal"]


def test_a_stopped_backup_clears_up_behind_itself(
    tmp_path: Path, portal: Portal, stuck: "subprocess.Popen[str]"
) -> None:
    stuck.send_signal(signal.SIGTERM)
    assert stuck.wait(LONG) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["portal"]


def test_dated_backups_are_kept_up_to_a_number(portal: Portal, tmp_path: Path) -> None:
    parent = tmp_path / "backups"
    for day in ("2021-10-01", "2021-10-02", "2021-10-03"):
        (parent / f"{day}_030000").mkdir(parents=True)
        (parent / f"{day}_030000/manifest.json").write_text("{}")
    (parent / "2021-10-04_030000").mkdir()  # not whole, and so nobody's to count
    (parent / "precious").mkdir()
    said = portal.succeed("backup", "--into", str(parent), "--keep", "2")
    assert "Removed: 2021-10-01_030000, 2021-10-02_030000" in said
    left = sorted(path.name for path in parent.iterdir())
    assert left[:2] == ["2021-10-03_030000", "2021-10-04_030000"]
    assert left[3] == "precious"
    assert Manifest.read(parent / left[2]).is_checked


@pytest.mark.parametrize(
    "arguments",
    [[], ["folder", "--into", "parent"], ["folder", "--keep", "2"], ["--into", "x", "--keep", "0"]],
)
def test_wishes_that_do_not_fit_are_refused(portal: Portal, tmp_path: Path, arguments: list[str]) -> None:
    done = portal.manage("backup", *arguments, cwd=tmp_path)
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["portal"]


def test_a_database_before_its_update_is_backed_up_without_figures(portal: Portal, tmp_path: Path) -> None:
    portal.write("DELETE FROM django_migrations WHERE app = 'reports'")
    assert "Figures were not computed" in portal.succeed("backup", str(tmp_path / "backup"))
    assert json.loads((tmp_path / "backup/manifest.json").read_text())["holdings"]["figures"] is None


def test_what_killed_backups_left_on_the_server_goes(portal: Portal, tmp_path: Path) -> None:
    if portal.database is None:
        pytest.skip("only a server keeps databases of its own")
    leftover = f"{portal.database}_check_2021_10_10_120000"
    with closing(server_connection("postgres")) as server:
        server.autocommit = True
        server.cursor().execute(f'CREATE DATABASE "{leftover}"')
    portal.succeed("backup", str(tmp_path / "backup"))
    assert portal.databases() == {portal.database}


def test_a_program_older_than_the_server_is_refused(
    portal: Portal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if portal.database is None:
        pytest.skip("SQLite needs no program")
    old = tmp_path / "bin/pg_dump"
    old.parent.mkdir()
    old.write_text("#!/bin/sh\necho 'pg_dump (PostgreSQL) 9.6'\n")
    old.chmod(0o755)
    monkeypatch.setattr(programs, "FOLDERS", str(tmp_path))
    monkeypatch.setenv("PATH", str(old.parent))
    said = portal.refused("backup", str(tmp_path / "backup"))
    assert "pg_dump is of version 9 and cannot read a server of version" in said
    old.unlink()
    assert "neither on the PATH" in portal.refused("backup", str(tmp_path / "backup"))
