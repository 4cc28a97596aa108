"""Rows that were made once and are written again as they were, with their keys: quicker than making them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import batched, chain
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models, transaction

type Row = tuple[object, ...]
# Rows of one statement: their values are fewer than SQLite takes.
BATCH = 500


@dataclass(frozen=True)
class StoredRows:
    """The rows of whole tables, by the name of the table."""

    by_table: dict[str, list[Row]]

    def write(self) -> None:
        """Write every row into tables that are empty; the order is no matter within one transaction."""
        with transaction.atomic(), connection.cursor() as cursor:
            for table, rows in self.by_table.items():
                for batch in batched(rows, BATCH):
                    places = "({})".format(", ".join(["%s"] * len(batch[0])))
                    statement = f"INSERT INTO {table} VALUES {', '.join([places] * len(batch))}"  # noqa: S608
                    cursor.execute(statement, list(chain.from_iterable(batch)))
            for statement in self.counting_on():
                cursor.execute(statement)

    def counting_on(self) -> list[str]:
        """Statements by which the next rows get keys after these: a test that gave keys of its own has moved
        a sequence of PostgreSQL, and its transaction does not put that back."""
        written = [model for model in managed() if model._meta.db_table in self.by_table]
        statements = connection.ops.sequence_reset_sql(no_style(), written)
        return [" UNION ALL ".join(statement.rstrip(";") for statement in statements)] if statements else []


def stored_rows(make: Callable[[], Any]) -> tuple[StoredRows, Any]:
    """The rows that ``make`` fills empty tables with, and what it returns; the database is as before."""
    with transaction.atomic():
        filled = {table for table in tables() if has_rows(table)}
        made = make()
        rows = {table: list(rows_of(table)) for table in tables() if table not in filled and has_rows(table)}
        transaction.set_rollback(True)
    return StoredRows(rows), made


def managed() -> list[type[models.Model]]:
    return [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]


def tables() -> list[str]:
    return [model._meta.db_table for model in managed()]


def has_rows(table: str) -> bool:
    return next(rows_of(table, "LIMIT 1"), None) is not None


def rows_of(table: str, limit: str = "") -> Iterator[Row]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table} {limit}")  # noqa: S608 (names of Django's)
        yield from cursor.fetchall()
