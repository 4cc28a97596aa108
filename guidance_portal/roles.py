"""Two roles on PostgreSQL: one owns the tables and migrates, the portal runs under the other (design R25).

What the portal may do follows from what it is for: it reads and writes rows, but neither changes nor removes
what is written once, empties no table, and changes no table's shape or rules.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import dj_database_url
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, transaction

from organizations.models.append_only import append_only_models, append_only_tables

# What of a connection names server, database and role.
WHERE = ("ENGINE", "NAME", "USER", "PASSWORD", "HOST", "PORT")
# What Django notes of migrations is the owner's to write.
MIGRATIONS = "django_migrations"


@contextmanager
def as_owner() -> Iterator[None]:
    """The connection is the owner's while the block runs, where ``DATABASE_OWNER_URL`` names one.

    It is the default connection itself, so that a migration which asks models without saying where is the
    owner too, and waits for no lock of its own.
    """
    if not settings.DATABASE_OWNER_URL:
        yield
        return
    before: dict[str, Any] = dict(connection.settings_dict)
    owner: dict[str, Any] = dict(dj_database_url.parse(settings.DATABASE_OWNER_URL))
    connect_as(owner)
    try:
        yield
    finally:
        connect_as(before)


def connect_as(whom: dict[str, Any]) -> None:
    """Go on with the database and role that ``whom`` names."""
    connection.close()
    connection.settings_dict |= {name: whom[name] for name in WHERE}


def refuse_owner() -> None:
    """Keep a production server from starting that knows the owner's address: whoever got into it could change
    what is written once."""
    if settings.IS_PRODUCTION and settings.DATABASE_OWNER_URL:
        raise ImproperlyConfigured(
            "DATABASE_OWNER_URL is set for what serves pages. Take it out of its environment and of .env;"
            " give it to `manage.py prepare` alone: DATABASE_OWNER_URL=… make setup"
        )


def grant_to_portal() -> None:
    """Let the role of ``DATABASE_URL`` do its work and no more; again changes nothing. Needs the owner's
    connection; does nothing where one role is both."""
    role = dj_database_url.parse(settings.DATABASE_URL)["USER"]
    if not settings.DATABASE_OWNER_URL or connection.settings_dict["USER"] == role:
        return
    portal = connection.ops.quote_name(role)
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in grants_to(portal):
            cursor.execute(statement)


def grants_to(portal: str) -> Iterator[str]:
    """What the portal's role may do, as statements; ``portal`` is its quoted name."""
    rows, numbers = (
        f"SELECT, INSERT, UPDATE, DELETE ON {{}} TO {portal}",
        f"USAGE, SELECT ON {{}} TO {portal}",
    )
    yield f"GRANT {rows.format('ALL TABLES IN SCHEMA public')}"
    yield f"GRANT {numbers.format('ALL SEQUENCES IN SCHEMA public')}"
    # Tables of a migration that ran without ``prepare`` can be used; their triggers stand at once.
    yield f"ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT {rows.format('TABLES')}"
    yield f"ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT {numbers.format('SEQUENCES')}"
    yield f"REVOKE UPDATE, DELETE ON {', '.join(append_only_tables())} FROM {portal}"
    yield f"REVOKE INSERT, UPDATE, DELETE ON {MIGRATIONS} FROM {portal}"
    for model in append_only_models():
        if model.CHANGING:
            yield f"GRANT UPDATE ({', '.join(model.CHANGING)}) ON {model._meta.db_table} TO {portal}"
