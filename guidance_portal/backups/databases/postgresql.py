"""PostgreSQL: dumped from an exported snapshot, restored into a fresh database, swapped by two renames."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import dj_database_url
from django.db import DatabaseError, OperationalError, connection, transaction
from psycopg2.extensions import ISOLATION_LEVEL_REPEATABLE_READ

from guidance_portal.backups.connection import standing_in
from guidance_portal.backups.contents import sync
from guidance_portal.backups.databases import programs, succession
from guidance_portal.backups.folders import dated_name
from guidance_portal.backups.refusal import BackupError

LONGEST_NAME = 63
CHECK, RESTORED, BEFORE = "_check_", "_restored_", "_before_"
# Databases from which others can be renamed; the second is there where the first was removed.
NEUTRAL = ("postgres", "template1")
# Who has rights on tables, schemas or what will be made, but for the owner of everything and PUBLIC.
ROLES = """
SELECT DISTINCT rolname FROM (
    SELECT (aclexplode(relacl)).grantee AS role FROM pg_class
        WHERE relnamespace = current_schema::regnamespace
    UNION SELECT (aclexplode(nspacl)).grantee FROM pg_namespace WHERE nspname = current_schema
    UNION SELECT (aclexplode(defaclacl)).grantee FROM pg_default_acl
    UNION SELECT defaclrole FROM pg_default_acl
) granted JOIN pg_roles ON oid = role AND rolname NOT LIKE 'pg\\_%'
"""


class PostgresqlDatabase:
    """The server's database, spoken to in the role that owns it: ``owner_url`` where it is another than the
    portal's own."""

    kind = "postgresql"
    file_name = "database.dump"

    def __init__(self, owner_url: str) -> None:
        self.changes: dict[str, Any] = dict(dj_database_url.parse(owner_url)) if owner_url else {}
        self.name = str(self.changes.get("NAME") or connection.settings_dict["NAME"])

    @contextmanager
    def standing(self, **changes: Any) -> Iterator[None]:
        """The default connection in the owner's role, in this database or another of the server."""
        with standing_in(**(self.changes | changes)):
            yield

    def server(self) -> str:
        with self.standing(), connection.cursor() as cursor:
            cursor.execute("SHOW server_version")
            return f"PostgreSQL {cursor.fetchone()[0]}"

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """A transaction that sees one moment for as long as it takes, whatever limits the server sets."""
        options = self.changes.get("OPTIONS", connection.settings_dict["OPTIONS"])
        repeatable = options | {"isolation_level": ISOLATION_LEVEL_REPEATABLE_READ}
        with self.standing(OPTIONS=repeatable), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0"
            )
            yield

    def roles(self) -> tuple[str, ...]:
        with connection.cursor() as cursor:
            cursor.execute(ROLES)
            return tuple(sorted(name for (name,) in cursor.fetchall()))

    def write(self, path: Path) -> None:
        """Dump what the snapshot sees, and nothing that was written since."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_export_snapshot()")
            (snapshot,) = cursor.fetchone()
        pg_dump = programs.program("pg_dump", at_least=major_version())
        arguments = ("--format=custom", f"--snapshot={snapshot}", f"--file={path}")
        programs.run(pg_dump, *arguments, parameters=connection.get_connection_params())
        sync(path)

    def readable(self, path: Path) -> None:
        """Read the whole archive, as a restoration would, and throw away what it says."""
        with self.standing():
            pg_restore = programs.program("pg_restore", at_least=major_version())
        programs.run(pg_restore, "--file=/dev/null", str(path))

    @contextmanager
    def loaded(self, path: Path) -> Iterator[None]:
        """A database of its own on the same server, dropped at the end, with those of killed backups."""
        with self.standing(), connection.cursor() as cursor:
            if succession.is_only_one(cursor, self.name):
                for leftover in succession.databases_like(cursor, named(self.name, CHECK)):
                    succession.drop(cursor, leftover)
            staged = self.stage(path, dated_name(), self.roles(), purpose=CHECK)
            try:
                with self.opened(staged):
                    yield
            finally:
                self.discard(staged)

    def description(self) -> str:
        place = self.changes or connection.settings_dict
        return f"the PostgreSQL database {self.name} on {place['HOST'] or 'this machine'}"

    def tables(self) -> int:
        with self.standing(), connection.cursor() as cursor:
            return len(connection.introspection.table_names(cursor))

    def refuse_in_use(self) -> None:
        with self.standing(), connection.cursor() as cursor:
            if others := succession.others_in(cursor, self.name):
                raise BackupError(
                    f"{self.description()} has {others} other connections. Stop the portal and its worker"
                    " first (systemctl stop guidance-portal-web guidance-portal-worker)."
                )

    def stage(self, path: Path, stamp: str, roles: tuple[str, ...], *, purpose: str = RESTORED) -> str:
        """A fresh database with everything the dump holds, beside the portal's own.

        Rights of roles that this server has not are left out; the restoration says so.
        """
        name = named(self.name, purpose + stamp)
        with self.standing(), connection.cursor() as cursor:
            pg_restore = programs.program("pg_restore", at_least=major_version())
            try:
                succession.create_like(cursor, self.name, name)
            except DatabaseError as error:
                raise BackupError(refused_to_create(error)) from None
        try:
            arguments = [
                "--exit-on-error",
                "--no-owner",
                *(["--no-privileges"] if self.absent_roles(roles) else []),
                str(path),
            ]
            with self.standing(NAME=name):
                programs.run(pg_restore, *arguments, parameters=connection.get_connection_params())
        except BaseException:
            self.discard(name)
            raise
        return name

    def absent_roles(self, roles: tuple[str, ...]) -> list[str]:
        with self.standing(), connection.cursor() as cursor:
            return succession.absent_roles(cursor, roles)

    @contextmanager
    def opened(self, staged: str) -> Iterator[None]:
        with self.standing(NAME=staged):
            yield

    def discard(self, staged: str) -> None:
        with self.standing(), connection.cursor() as cursor:
            succession.drop(cursor, staged)

    def swap(self, staged: str, stamp: str) -> str | None:
        """Rename both in one transaction: everybody sees the old or the new one. An empty old one goes."""
        kept = named(self.name, BEFORE + stamp)
        was_empty = self.tables() == 0
        with self.neutral(), connection.cursor() as cursor:
            try:
                with transaction.atomic():
                    succession.rename(cursor, self.name, kept)
                    succession.rename(cursor, staged, self.name)
            except DatabaseError as error:
                raise BackupError(
                    f"{self.description()} could not be swapped: {first_line(error)}."
                ) from None
            if was_empty:
                succession.drop(cursor, kept)
        return None if was_empty else kept

    @contextmanager
    def neutral(self) -> Iterator[None]:
        """The default connection in a database that is none of the two, for none renames itself."""
        for name in NEUTRAL:
            with self.standing(NAME=name):
                try:
                    connection.ensure_connection()
                except OperationalError:
                    continue
                yield
                return
        raise BackupError(
            f"The role may connect to none of {', '.join(NEUTRAL)}, from which databases are renamed."
        )


def major_version() -> int:
    """That of the server which the default connection is in."""
    connection.ensure_connection()
    return int(connection.connection.server_version) // 10_000


def named(base: str, ending: str) -> str:
    """A database's name with an ending, within what PostgreSQL allows; room is left for a date."""
    room = LONGEST_NAME - len(RESTORED) - len(dated_name())
    return base.encode()[:room].decode(errors="ignore") + ending.replace("-", "_")


def first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0].rstrip(".")


def refused_to_create(error: Exception) -> str:
    return (
        f"No database can be created to try the dump in: {first_line(error)}. Let the role do so"
        " (ALTER ROLE … CREATEDB), or name one that may in DATABASE_OWNER_URL."
    )
