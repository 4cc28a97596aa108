"""Which tables are written once, and whether the database still holds to it."""

from collections.abc import Iterator
from typing import ClassVar

from django.apps import apps
from django.db import connection, models

from organizations.append_only import triggers_of

# What people did in the administration, as Django itself records it.
ADMIN_LOG = "django_admin_log"
# Triggers that are there and switched on, by the table they guard.
STANDING = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled IN ('O', 'A')",
}


class AppendOnly(models.Model):
    """A model whose rows the database refuses to change or remove (design R2, R25).

    A migration of its room makes it so by ``organizations.append_only.forbid_changes``. ``CHANGING`` names
    the columns that may change nevertheless, such as those that take something out of sight.
    """

    CHANGING: ClassVar[tuple[str, ...]] = ()

    class Meta:
        abstract = True


def append_only_models() -> list[type[AppendOnly]]:
    """Every append-only model of the portal."""
    return [model for model in apps.get_models() if issubclass(model, AppendOnly)]


def append_only_tables() -> list[str]:
    """Every append-only table, with those that hold the many-to-many fields of such models."""
    return [ADMIN_LOG, *(table for model in append_only_models() for table in tables_of(model))]


def tables_of(model: type[AppendOnly]) -> Iterator[str]:
    yield model._meta.db_table
    for field in model._meta.local_many_to_many:
        yield field.m2m_db_table()


def unguarded_tables() -> list[str]:
    """Append-only tables that lack one of their triggers, or have it switched off (one query): SQLite drops
    them whenever a migration makes a table anew, and an owner may switch them off and forget."""
    vendor = connection.vendor
    with connection.cursor() as cursor:
        cursor.execute(STANDING[vendor])
        standing = {name for (name,) in cursor.fetchall()}
    return [table for table in append_only_tables() if not standing.issuperset(triggers_of(table, vendor))]
