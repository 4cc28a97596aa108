"""What a production server's database has to promise: ``manage.py check --deploy --database default``.

``prepare`` asks too, so that whoever installs or updates reads it.
"""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Tags, register
from django.core.checks import Warning as CheckWarning
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from organizations.models.append_only import append_only_tables

# Settings of PostgreSQL without which what was acknowledged may be gone after a power cut.
LASTING = ("fsync", "full_page_writes", "synchronous_commit")
# In SQLite's counting: off, normal, full, extra.
FULL = 2
OWNED = """
SELECT count(*) FROM pg_class WHERE relname = ANY(%s) AND relkind = 'r'
AND (pg_has_role(relowner, 'USAGE') OR has_table_privilege(oid, 'UPDATE, DELETE, TRUNCATE, TRIGGER'))
"""


@register(Tags.database, deploy=True)
def what_is_acknowledged_lasts(databases: Sequence[str] | None = None, **_options: Any) -> list[CheckMessage]:
    """A commit is on the disk before anybody is told of it."""
    return [problem for alias in databases or () for problem in careless_settings(connections[alias])]


def careless_settings(connection: BaseDatabaseWrapper) -> list[CheckMessage]:
    """A warning for each setting of the database that may lose what was acknowledged."""
    if connection.vendor == "sqlite":
        found = [] if asked(connection, "PRAGMA synchronous") >= FULL else ["synchronous"]
    else:
        found = [name for name in LASTING if asked(connection, f"SHOW {name}") == "off"]
    return [
        CheckWarning(
            f"The database runs with {name} off: a power cut may take what was acknowledged.",
            hint="Switch it on in the server's configuration and reload it.",
            id="guidance_portal.W001",
        )
        for name in found
    ]


@register(Tags.database, deploy=True)
def the_portal_owns_nothing(databases: Sequence[str] | None = None, **_options: Any) -> list[CheckMessage]:
    """The role that the portal runs under can neither change what is written once nor take its rules away."""
    served = [connections[alias] for alias in databases or () if connections[alias].vendor == "postgresql"]
    return [
        CheckWarning(
            "The role in DATABASE_URL owns the tables, or may change and remove what is written once.",
            hint="Let another role own them (DATABASE_OWNER_URL), as deploy/README.md says.",
            id="guidance_portal.W002",
        )
        for connection in served
        if asked(connection, OWNED, [append_only_tables()])
    ]


def asked(connection: BaseDatabaseWrapper, query: str, values: Sequence[Any] = ()) -> Any:
    """The one value that a query answers with."""
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return cursor.fetchone()[0]
