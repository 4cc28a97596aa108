"""Databases of their own, for tests that migrate, restart or run the portal as another process does."""

import os
import secrets
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
