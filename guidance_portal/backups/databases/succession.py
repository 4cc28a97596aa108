"""How one database of a PostgreSQL server follows another: made like it, renamed, dropped."""

import json
from typing import Any

from psycopg2 import sql

GRANTS = """
SELECT format('GRANT %%s ON DATABASE %%I TO %%s', privilege_type, %(new)s::text,
              CASE grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(grantee)) END)
FROM pg_database, aclexplode(datacl) WHERE datname = %(old)s AND grantee <> datdba
"""
OTHERS = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = %s AND pid <> pg_backend_pid() AND coalesce(backend_type, 'client backend') = 'client backend'
"""
# One backup of a database at a time may clear away what others left; any number may be made.
ALONE = "SELECT pg_try_advisory_lock(hashtext('guidance-portal backup'), hashtext(%s))"
LIKE = "SELECT datname FROM pg_database WHERE starts_with(datname, %s) ORDER BY datname"
# Connections that were closed just now are seen a moment longer.
SETTLING = "SELECT pg_sleep(0.1)"
TRIES = 20


def others_in(cursor: Any, name: str) -> int:
    """How many other connections a database has, once those that are closing have closed."""
    count = 0
    for _try in range(TRIES):
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(OTHERS, [name])
        (count,) = cursor.fetchone()
        if not count:
            break
        cursor.execute(SETTLING)
    return int(count)


def absent_roles(cursor: Any, roles: tuple[str, ...]) -> list[str]:
    """Those of ``roles`` that the server does not have."""
    cursor.execute("SELECT rolname FROM pg_roles")
    return sorted(set(roles) - {name for (name,) in cursor.fetchall()})


def create_like(cursor: Any, old: str, new: str) -> None:
    """An empty database with the encoding, language and rights of another."""
    # The row as JSON, because columns differ from version to version of PostgreSQL.
    cursor.execute("SELECT to_jsonb(pg_database)::text FROM pg_database WHERE datname = %s", [old])
    row = json.loads(cursor.fetchone()[0])
    cursor.execute("SELECT pg_encoding_to_char(%s)", [row["encoding"]])
    (encoding,) = cursor.fetchone()
    parts = [
        sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING {} LC_COLLATE {} LC_CTYPE {}").format(
            sql.Identifier(new), *map(sql.Literal, (encoding, row["datcollate"], row["datctype"]))
        )
    ]
    if row["datlocprovider"] == "i":
        locale = row.get("datlocale") or row.get("daticulocale")
        parts.append(sql.SQL(" LOCALE_PROVIDER icu ICU_LOCALE {}").format(sql.Literal(locale)))
    cursor.execute(sql.Composed(parts))
    if row["datacl"] is not None:
        cursor.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(sql.Identifier(new)))
        cursor.execute(GRANTS, {"old": old, "new": new})
        for (grant,) in cursor.fetchall():
            cursor.execute(grant)


def is_only_one(cursor: Any, name: str) -> bool:
    """Whether no other backup of the database is being tried; true until the connection closes."""
    cursor.execute(ALONE, [name])
    return bool(cursor.fetchone()[0])


def databases_like(cursor: Any, beginning: str) -> list[str]:
    cursor.execute(LIKE, [beginning])
    return [name for (name,) in cursor.fetchall()]


def rename(cursor: Any, old: str, new: str) -> None:
    cursor.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(old), sql.Identifier(new)))


def drop(cursor: Any, name: str) -> None:
    """Remove a database that nobody but this command knows; one that is gone is gone."""
    cursor.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))
