"""The portal under a role that owns nothing: it does its work, and can neither change nor remove history."""

import secrets
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg2
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from pytest_django import Settings

from guidance_portal import roles
from organizations.models.append_only import append_only_tables
from tests.databases import ROOT, empty_database, on_server, run, url_of

PRODUCTION = {
    "PORTAL_MODE": "production",
    "SECRET_KEY": "a-key-of-this-test-that-is-long-enough-to-count-as-one-0123456789-abcdefghi",
    "ALLOWED_HOSTS": "portal.example.org",
}
on_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no roles")


@dataclass(frozen=True, slots=True)
class Installed:
    """A portal as deploy/README.md installs it: one database with its owner and the role that serves."""

    folder: Path
    url: str
    owner_url: str

    def run(self, *arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
        return run(self.folder, *arguments, **{"DATABASE_URL": self.url} | environment)

    def refused(self, statement: str) -> bool:
        """Whether the server refuses a statement of the portal's role for want of the right to it."""
        session = psycopg2.connect(self.url)
        try:
            session.cursor().execute(statement)
        except psycopg2.errors.InsufficientPrivilege:
            return True
        finally:
            session.close()
        return False


@pytest.fixture(scope="module")
def installed(
    tmp_path_factory: pytest.TempPathFactory, django_db_setup: None, django_db_blocker: object
) -> Iterator[Installed]:
    """Roles by ``deploy/roles.sql``, and the tables by ``manage.py prepare``."""
    folder, mark = tmp_path_factory.mktemp("roles"), secrets.token_hex(4)
    owner, portal = f"test_owner_{mark}", f"test_portal_{mark}"
    with empty_database(folder) as url:
        name = url.rsplit("/", 1)[1]
        by_psql(url, "deploy/roles.sql", owner=owner, portal=portal)
        for role in (owner, portal):
            on_server(f"ALTER ROLE {role} PASSWORD '{mark}'")
        found = Installed(folder, url_of(name, portal, mark), url_of(name, owner, mark))
        try:
            done = found.run("manage.py", "prepare", **PRODUCTION, DATABASE_OWNER_URL=found.owner_url)
            assert done.returncode == 0, done.stderr
            yield found
        finally:
            on_server(f"REASSIGN OWNED BY {owner} TO CURRENT_USER", database=name)
            for role in (portal, owner):
                on_server(f"DROP OWNED BY {role}", database=name)
            on_server(f"ALTER DATABASE {name} OWNER TO CURRENT_USER")
            on_server(f"DROP ROLE {owner}, {portal}")


def by_psql(url: str, script: str, **names: str) -> None:
    """Run a script of ours as the server's administrator does."""
    psql = shutil.which("psql")
    assert psql, "psql is missing; it comes with PostgreSQL"
    sets = [part for name, value in names.items() for part in ("--set", f"{name}={value}")]
    subprocess.run(  # noqa: S603 (our own script)
        [psql, "--quiet", *sets, "--file", script, url], cwd=ROOT, check=True, capture_output=True
    )


@on_postgresql
def test_the_portal_does_its_work(installed: Installed) -> None:
    done = installed.run("-m", "tests.day_of_work")
    assert (done.returncode, done.stdout.strip()) == (0, "approved"), done.stderr


@on_postgresql
@pytest.mark.parametrize("table", append_only_tables())
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE {table} SET id = id",
        "DELETE FROM {table}",
        "TRUNCATE {table}",
        "ALTER TABLE {table} DISABLE TRIGGER USER",
        "DROP TRIGGER {table}_no_delete ON {table}",
        "CREATE RULE quiet AS ON INSERT TO {table} DO INSTEAD NOTHING",
        "DROP TABLE {table}",
    ],
)
def test_history_cannot_be_changed(installed: Installed, table: str, statement: str) -> None:
    assert installed.refused(statement.format(table=table))


@on_postgresql
@pytest.mark.parametrize(
    "statement",
    [
        "SET session_replication_role = replica",
        "CREATE OR REPLACE FUNCTION guidance_portal_refuse() RETURNS trigger LANGUAGE sql AS 'SELECT 1'",
        "CREATE TABLE another (id int)",
        "CREATE TEMPORARY TABLE tasks_filingevent (id int)",
        "TRUNCATE tasks_presence",
        "DELETE FROM django_migrations",
        "UPDATE tasks_evidence SET sha256 = ''",
    ],
)
def test_the_rules_cannot_be_gone_around(installed: Installed, statement: str) -> None:
    assert installed.refused(statement)


@on_postgresql
def test_a_second_time_changes_nothing(installed: Installed) -> None:
    done = installed.run("manage.py", "prepare", **PRODUCTION, DATABASE_OWNER_URL=installed.owner_url)
    assert done.returncode == 0, done.stderr
    assert installed.refused("DELETE FROM tasks_filingevent")


@on_postgresql
def test_who_owns_the_tables_is_warned_of(installed: Installed) -> None:
    check = ("manage.py", "check", "--deploy", "--database", "default")
    assert "owns the tables" not in installed.run(*check, **PRODUCTION).stderr
    assert "owns the tables" in installed.run(*check, **PRODUCTION, DATABASE_URL=installed.owner_url).stderr


def test_what_serves_refuses_to_know_the_owner(settings: Settings) -> None:
    settings.DATABASE_OWNER_URL = "postgres://portal_owner@127.0.0.1/portal"
    roles.refuse_owner()
    settings.IS_PRODUCTION = True
    with pytest.raises(ImproperlyConfigured, match=r"give it to `manage\.py prepare` alone"):
        roles.refuse_owner()
