"""Clearing tables after a test, although the database refuses to remove what is written once.

The switch belongs to the tests: it takes the rules away and puts them up again, which only the owner of the
tables may do. The portal has no such code, and its own role on PostgreSQL owns nothing.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction
from django.db.backends.base.operations import BaseDatabaseOperations

from organizations.models.append_only import append_only_tables

# How Django itself empties tables.
FLUSH = BaseDatabaseOperations.execute_sql_flush


@contextmanager
def cleared_by_the_owner() -> Iterator[None]:
    """While the block runs, ``flush`` lifts the rules of append-only tables for as long as it takes."""

    def lift_and_flush(operations: BaseDatabaseOperations, statements: list[str]) -> None:
        with transaction.atomic(using=operations.connection.alias), rules_lifted():
            FLUSH(operations, statements)

    BaseDatabaseOperations.execute_sql_flush = lift_and_flush  # type: ignore[method-assign]
    try:
        yield
    finally:
        BaseDatabaseOperations.execute_sql_flush = FLUSH  # type: ignore[method-assign]


@contextmanager
def rules_lifted() -> Iterator[None]:
    """Tables take any change while the block runs; wants a transaction around it."""
    with connection.cursor() as cursor:
        put_up = lift_on_postgresql(cursor) if connection.vendor == "postgresql" else lift_on_sqlite(cursor)
        yield
        for statement in put_up:
            cursor.execute(statement)


def lift_on_postgresql(cursor: Any) -> list[str]:
    """Switch the triggers off; returns what switches them on again."""
    for table in append_only_tables():
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    return [f"ALTER TABLE {table} ENABLE TRIGGER USER" for table in append_only_tables()]


def lift_on_sqlite(cursor: Any) -> list[str]:
    """Drop the triggers; returns what makes them anew."""
    cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    triggers = cursor.fetchall()
    for name, _ in triggers:
        cursor.execute(f"DROP TRIGGER {name}")
    return [sql for _, sql in triggers]
