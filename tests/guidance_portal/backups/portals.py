"""Portals of their own, beside the tests' one: database, folder of files, settings.

Commands run within the test's process, on a connection to the portal's own database; where a process is the
matter, or another checkout or another version's settings, they run in one.
"""

import io
import os
import secrets
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, chdir, closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg2
import time_machine
from django.conf import settings
from django.core.management import CommandError, call_command
from django.test import override_settings
from psycopg2 import sql

from guidance_portal.backups.connection import standing_in
from tests.databases import lay_migrated, migrated_name
from tests.guidance_portal.backups.filling import fill

ROOT = Path(__file__).resolve().parents[3]
LIMIT = 120
type Unblock = Callable[[], AbstractContextManager[None]]
type Done = subprocess.CompletedProcess[str]


@dataclass
class Portal:
    """One portal; ``database`` is the name of its database on the tests' server, None for SQLite.

    ``unblock`` lets a test at databases; ``extra`` and ``root`` give it another environment or checkout.
    """

    folder: Path
    database: str | None
    unblock: Unblock
    extra: dict[str, str] = field(default_factory=dict)
    root: Path = ROOT

    @property
    def data(self) -> Path:
        return self.folder / "var"

    @property
    def media(self) -> Path:
        return self.data / "media"

    @property
    def sqlite(self) -> Path:
        return self.data / "portal.sqlite3"

    @property
    def database_url(self) -> str:
        if self.database is None:
            return ""
        server = settings.DATABASES["default"]
        password = f":{quote(server['PASSWORD'], safe='')}" if server["PASSWORD"] else ""
        return f"postgres://{server['USER']}{password}@{server['HOST']}:{server['PORT']}/{self.database}"

    @property
    def environment(self) -> dict[str, str]:
        """What the portal's processes are started with, and nothing of the tests' own."""
        return {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(self.root),
            "DJANGO_SETTINGS_MODULE": "guidance_portal.settings",
            "DATA_DIR": str(self.data),
            "DATABASE_URL": self.database_url,
            **self.extra,
        }

    def arguments(self, *arguments: str) -> list[str]:
        return [sys.executable, str(self.root / "manage.py"), *arguments]

    def manage(self, *arguments: str, cwd: Path | None = None) -> Done:
        """Run a command of the portal to its end."""
        if self.extra or self.root != ROOT:
            return self.run(*self.arguments(*arguments), cwd=cwd)
        out, err, code = io.StringIO(), io.StringIO(), 0
        with self.standing(), chdir(cwd or self.root):
            try:
                call_command(*arguments, stdout=out, stderr=err)
            except CommandError as error:
                code = 1
                err.write(f"CommandError: {error}\n")
        return subprocess.CompletedProcess(arguments, code, out.getvalue(), err.getvalue())

    @contextmanager
    def standing(self) -> Iterator[None]:
        """Let the test's own process work on this portal."""
        name = str(self.sqlite) if self.database is None else self.database
        here = override_settings(DATA_DIR=self.data, MEDIA_ROOT=self.media, ENV_FILE=self.folder / ".env")
        self.data.mkdir(parents=True, exist_ok=True)
        with self.unblock(), here, standing_in(NAME=name):
            yield

    def run(self, *arguments: str, cwd: Path | None = None) -> Done:
        return subprocess.run(  # noqa: S603 (our own commands)
            arguments,
            cwd=cwd or self.root,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=LIMIT,
            check=False,
        )

    def succeed(self, *arguments: str, cwd: Path | None = None) -> str:
        """What a command prints that must not fail."""
        done = self.manage(*arguments, cwd=cwd)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def refused(self, *arguments: str) -> str:
        """The one line with which a command must fail, after what it told of its progress."""
        done = self.manage(*arguments)
        assert done.returncode == 1, done.stdout + done.stderr
        assert "Traceback" not in done.stderr
        last = done.stderr.strip().splitlines()[-1]
        assert last.startswith("CommandError: "), done.stderr
        return last.removeprefix("CommandError: ")

    def connect(self) -> Any:
        """A connection of the test's own, which the portal's processes see as anybody's."""
        if self.database is None:
            return sqlite3.connect(self.sqlite, timeout=20)
        return server_connection(self.database)

    def ask(self, question: str) -> list[tuple[Any, ...]]:
        with closing(self.connect()) as connection:
            cursor = connection.cursor()
            cursor.execute(question)
            return list(cursor.fetchall())

    def write(self, *statements: str) -> None:
        with closing(self.connect()) as connection:
            for statement in statements:
                connection.cursor().execute(statement)
            connection.commit()

    def rows(self) -> dict[str, int]:
        """The rows of every table, counted here and not by the code under test."""
        names = (
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
            if self.database is None
            else "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
        )
        tables = sorted(name for (name,) in self.ask(names))
        return {table: self.ask(f'SELECT count(*) FROM "{table}"')[0][0] for table in tables}  # noqa: S608

    def files(self) -> Mapping[str, bytes]:
        paths = sorted(path for path in self.media.rglob("*") if path.is_file())
        return {path.relative_to(self.media).as_posix(): path.read_bytes() for path in paths}

    def state(self) -> tuple[object, ...]:
        """All that a command which is refused must leave alone."""
        beside = sorted(path.name for path in self.data.iterdir() if not path.name.endswith(("-wal", "-shm")))
        return self.rows(), self.files(), self.databases(), beside

    def databases(self) -> set[str]:
        """Every database of the portal on the server, or the files that begin with its name."""
        if self.database is None:
            names = {path.name for path in self.data.glob("portal.sqlite3*")}
            return names - {"portal.sqlite3-wal", "portal.sqlite3-shm"}
        return set(databases_of(self.database))


def server_connection(database: str) -> Any:
    """A connection to a database of the tests' server."""
    server = settings.DATABASES["default"]
    return psycopg2.connect(
        dbname=database,
        user=server["USER"],
        password=server["PASSWORD"] or None,
        host=server["HOST"],
        port=server["PORT"],
    )


def on_server(statement: str, *names: str) -> None:
    """Run a statement about whole databases."""
    with closing(server_connection("postgres")) as connection:
        connection.autocommit = True
        connection.cursor().execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


def databases_of(name: str) -> list[str]:
    with closing(server_connection("postgres")) as connection:
        cursor = connection.cursor()
        cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [name])
        return [found for (found,) in cursor.fetchall()]


@contextmanager
def own_database(template: str | None = None) -> Iterator[str | None]:
    """A database for one portal, gone with all that the commands made beside it; None for SQLite."""
    if settings.DATABASES["default"]["ENGINE"] != "django.db.backends.postgresql":
        yield None
        return
    name = f"backup-{secrets.token_hex(4)}"
    on_server("CREATE DATABASE {} TEMPLATE {}", name, template or "template0")
    try:
        yield name
    finally:
        for each in databases_of(name):
            on_server("DROP DATABASE IF EXISTS {} WITH (FORCE)", each)


@contextmanager
def filled_portal(folder: Path, unblock: Unblock) -> Iterator[Portal]:
    """A portal with the tests' small world in it."""
    with own_database(migrated_name()) as name:
        portal = Portal(folder, name, unblock)
        lay_migrated(portal.sqlite)
        portal.succeed("migrate", "--verbosity", "0")
        with portal.standing(), time_machine.travel("2021-10-10T12:00:00+08:00", tick=False):
            fill()
        yield portal


@contextmanager
def copied_portal(original: Portal, folder: Path) -> Iterator[Portal]:
    """The same portal once more, for one test to do with as it likes."""
    shutil.copytree(original.data, folder / "var")
    with own_database(original.database) as name:
        yield Portal(folder, name, original.unblock)


def checkout(portal: Portal, folder: Path) -> Portal:
    """The portal run from a copy of the code, beside which a test may lay a ``.env``."""
    made = {".git", ".venv", "var", "tests", "node_modules", "docs", "benchmarks"}
    shutil.copytree(
        ROOT,
        folder,
        ignore=lambda _folder, names: [name for name in names if name in made or name.endswith("_cache")],
    )
    return Portal(portal.folder, portal.database, portal.unblock, root=folder)
