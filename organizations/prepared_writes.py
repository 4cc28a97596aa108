"""Rows that are written with every save: their SQL is written once, as that of ``prepared_queries``.

The values go through the model's fields as Django's own ``save`` takes them. No signal is sent.
"""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections
from django.db.models import Field, Model


def store_row(row: Model) -> None:
    """Write a row that is there, or that is new and gets its id (one statement)."""
    if row._state.adding:
        row.save()
    else:
        update_row(row)


def store_rows(rows: Sequence[Model], *key: str) -> None:
    """Write rows of one model, some of which are there and some new, which get their ids (one statement on
    PostgreSQL; as many on SQLite as its limit of values asks for). ``key`` are the fields that name a row
    beside its id."""
    if not rows:
        return
    model = type(rows[0])
    for row in rows:
        row.pk = None  # found by its key: a new id would go beside it otherwise
    model._default_manager.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=key,
        update_fields=[field.name for field in fields_of(model, ()) if field.name not in key],
    )


def update_row(row: Model, *names: str) -> None:
    """Write the columns of a row that is there, or those of the fields ``names`` alone (one statement).

    Raises ``DatabaseError`` where the row is gone.
    """
    connection = connections[DEFAULT_DB_ALIAS]
    sql = sql_to_update(type(row), names, connection.vendor)
    with connection.cursor() as cursor:
        cursor.execute(sql, [*values_of(row, names), row.pk])
        if cursor.rowcount != 1:
            raise DatabaseError(f"The row is gone: {row._meta.label} {row.pk}")


def insert_row(row: Model) -> None:
    """Write a new row, whose id nobody asks for (one statement)."""
    connection = connections[DEFAULT_DB_ALIAS]
    with connection.cursor() as cursor:
        cursor.execute(sql_to_insert(type(row), connection.vendor), values_of(row, ()))


def values_of(row: Model, names: tuple[str, ...]) -> list[Any]:
    """What the database is given for the fields of a row, in their order."""
    connection = connections[DEFAULT_DB_ALIAS]
    return [
        field.get_db_prep_save(getattr(row, field.attname), connection)
        for field in fields_of(type(row), names)
    ]


@cache
def fields_of(model: type[Model], names: tuple[str, ...]) -> "list[Field[Any, Any]]":
    """The fields of a model that hold a column, without its id; or those called ``names``."""
    fields = [field for field in model._meta.local_concrete_fields if not field.primary_key]
    return [field for field in fields if field.name in names] if names else fields


@cache
def sql_to_update(model: type[Model], names: tuple[str, ...], vendor: str) -> str:  # noqa: ARG001 (a key)
    quoted: Callable[[Any], str] = connections[DEFAULT_DB_ALIAS].ops.quote_name
    assigned = ", ".join(f"{quoted(field.column)} = %s" for field in fields_of(model, names))
    key = model._meta.pk.column
    return f"UPDATE {quoted(model._meta.db_table)} SET {assigned} WHERE {quoted(key)} = %s"  # noqa: S608 (names of ours)


@cache
def sql_to_insert(model: type[Model], vendor: str) -> str:  # noqa: ARG001 (a key)
    quoted: Callable[[Any], str] = connections[DEFAULT_DB_ALIAS].ops.quote_name
    fields = fields_of(model, ())
    columns = ", ".join(quoted(field.column) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    return f"INSERT INTO {quoted(model._meta.db_table)} ({columns}) VALUES ({places})"  # noqa: S608 (names of ours)
