"""The embedded database: copied by SQLite itself while the portal runs, and swapped in as one file."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import connection, transaction

from guidance_portal.backups.connection import standing_in
from guidance_portal.backups.contents import copy_stream, sync
from guidance_portal.backups.refusal import BackupError

# SQLite keeps the newest writes beside the file; the three are one database and never part.
COMPANIONS = ("-wal", "-shm")
IN_USE = (
    "{path} is in use. Stop the portal and its worker first"
    " (systemctl stop guidance-portal-web guidance-portal-worker)."
)


class SqliteDatabase:
    kind = "sqlite"
    file_name = "database.sqlite3"

    def __init__(self, path: Path) -> None:
        self.path = path

    def server(self) -> str:
        return f"SQLite {sqlite3.sqlite_version}"

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """A read transaction: in WAL mode it sees one moment, and keeps no writer waiting."""
        with standing_in(OPTIONS={"timeout": 20}), transaction.atomic():
            yield

    def roles(self) -> tuple[str, ...]:
        return ()

    def write(self, path: Path) -> None:
        """Copy through the snapshot's own connection, so that rows counted there are the rows copied.

        The copy leaves WAL mode: it is one file, that opening for reading does not change.
        """
        connection.ensure_connection()
        try:
            with closing(sqlite3.connect(path)) as copy:
                connection.connection.backup(copy)
                copy.execute("PRAGMA journal_mode=DELETE")
        except sqlite3.Error as error:
            raise BackupError(f"The database cannot be copied to {path}: {error}.") from None
        sync(path)

    def readable(self, path: Path) -> None:
        try:
            with closing(sqlite3.connect(read_only(path), uri=True)) as copy:
                answer = [str(row[0]) for row in copy.execute("PRAGMA integrity_check")]
        except sqlite3.DatabaseError as error:
            answer = [str(error)]
        if answer != ["ok"]:
            raise BackupError(f"{path.name} is damaged: {answer[0]}. Take another backup.")

    @contextmanager
    def loaded(self, path: Path) -> Iterator[None]:
        """The file itself, which nothing here can write to."""
        with standing_in(NAME=read_only(path), OPTIONS={}):
            yield

    def description(self) -> str:
        return f"the SQLite database {self.path}"

    def tables(self) -> int:
        if not self.path.exists():
            return 0
        try:
            with closing(sqlite3.connect(self.path)) as database:
                return int(
                    database.execute("SELECT count(*) FROM sqlite_master WHERE type = 'table'").fetchone()[0]
                )
        except sqlite3.DatabaseError:
            return 1  # Damaged, and somebody's all the same.

    def refuse_in_use(self) -> None:
        """Fold the newest writes into the file, which SQLite does for nobody who is not alone.

        A database too damaged for that stays as it is; it is moved away with its companions.
        """
        if not self.path.exists():
            return
        try:
            with closing(sqlite3.connect(self.path, timeout=2)) as database:
                (mode,) = database.execute("PRAGMA journal_mode=DELETE").fetchone()
                database.execute("BEGIN EXCLUSIVE")
                if mode != "delete":
                    raise BackupError(IN_USE.format(path=self.path))
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                raise BackupError(IN_USE.format(path=self.path)) from None
            raise BackupError(f"{self.path} cannot be opened: {error}.") from None
        except sqlite3.DatabaseError:
            return

    def stage(self, path: Path, stamp: str, _roles: tuple[str, ...]) -> str:
        staged = self.path.with_name(f"{self.path.name}.restored-{stamp}")
        with path.open("rb") as source:
            copy_stream(source, staged)
        staged.chmod(0o600)
        return str(staged)

    def absent_roles(self, _roles: tuple[str, ...]) -> list[str]:
        return []

    @contextmanager
    def opened(self, staged: str) -> Iterator[None]:
        self.readable(Path(staged))
        with self.loaded(Path(staged)):
            yield

    def discard(self, staged: str) -> None:
        Path(staged).unlink(missing_ok=True)

    def swap(self, staged: str, stamp: str) -> str | None:
        """Give the old file a second name and let the new one take its first: at no moment is there none."""
        kept = self.path.with_name(f"{self.path.name}.before-{stamp}")
        existed = self.path.exists()
        if existed:
            self.refuse_in_use()
            os.link(self.path, kept)
            for companion in COMPANIONS:
                beside = self.path.with_name(self.path.name + companion)
                if beside.exists():
                    beside.rename(kept.with_name(kept.name + companion))
        Path(staged).replace(self.path)
        sync(self.path.parent)
        return str(kept) if existed else None


def read_only(path: Path) -> str:
    """A database file as an address that only reads, whatever signs are in its name."""
    return f"{path.absolute().as_uri()}?mode=ro&immutable=1"
