"""Databases of their own, for tests that migrate, restart or run the portal as another process does."""

import os
import secrets
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg2
from django.db import connection

ROOT = Path(__file__).resolve().parents[1]


@contextmanager
def empty_database(folder: Path) -> Iterator[str]:
    """The ``DATABASE_URL`` of an empty database of the kind that the tests run on, gone afterwards."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{folder / 'own.sqlite3'}"
        return
    name = f"test_own_{os.getpid()}_{secrets.token_hex(4)}"
    on_server(f"CREATE DATABASE {name}")
    try:
        yield url_of(name)
    finally:
        on_server(f"DROP DATABASE {name} WITH (FORCE)")


def keep_migrated() -> None:
    """Keep the tests' own database as it was made, before any test has written in it: to migrate anew takes
    as long as a hundred tests."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(migrated_file())])
        return
    own, kept = connection.settings_dict["NAME"], migrated_name()
    connection.close()  # a database that somebody is in makes no template
    on_server(f"DROP DATABASE IF EXISTS {kept} WITH (FORCE)")
    on_server(f"CREATE DATABASE {kept} TEMPLATE {own}")


def let_migrated_go() -> None:
    """What ``keep_migrated`` kept; a file goes with the folder of the tests."""
    if connection.vendor == "postgresql":
        on_server(f"DROP DATABASE IF EXISTS {migrated_name()} WITH (FORCE)")


def migrated_name() -> str:
    """The database on the server that has today's tables and no more."""
    return f"{connection.settings_dict['NAME']}_migrated"


def migrated_file() -> Path:
    """The file of SQLite that has today's tables and no more."""
    return Path(connection.settings_dict["NAME"]).with_name("migrated.sqlite3")


def lay_migrated(file: Path) -> None:
    """Spare a portal of its own that begins with ``migrate`` the most of it. Nothing is laid beside
    PostgreSQL, where it migrates from nothing."""
    if connection.vendor == "sqlite":
        file.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(migrated_file(), file)


def on_server(statement: str, database: str = "postgres") -> None:
    """Run one statement on the server outside of any transaction."""
    own = psycopg2.connect(**connection.get_connection_params() | {"dbname": database})
    own.autocommit = True
    try:
        own.cursor().execute(statement)
    finally:
        own.close()


def url_of(name: str, user: str = "", password: str = "") -> str:
    """The address of a database on the tests' server."""
    server = connection.settings_dict
    who = f"{user or server['USER']}:{password or server['PASSWORD']}"
    return f"postgres://{who}@{server['HOST'] or '127.0.0.1'}:{server['PORT'] or 5432}/{name}"


def run(folder: Path, *arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    """Run Python in the portal's folder, with nothing in the environment but what is given."""
    return subprocess.run(  # noqa: S603 (our own code)
        [sys.executable, *arguments],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "DATA_DIR": str(folder / "data"), **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
