"""Writing very many rows at once: by COPY into PostgreSQL, in large statements elsewhere."""

import io
import json
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, models
from django.db.models import JSONField, Max

FLUSH = 20_000
DUMPS = json.JSONEncoder(ensure_ascii=False).encode
Row = tuple[Any, ...]
# What COPY's text format writes otherwise; the backslash first.
ESCAPES = (("\\", "\\\\"), ("\t", "\\t"), ("\n", "\\n"), ("\r", "\\r"))


class Table:
    """Rows on their way into the table of ``model``.

    JSON comes as plain values. Ids are counted here. Constraints hold as for any other row.
    """

    def __init__(self, model: type[models.Model]) -> None:
        self.fields = sorted(model._meta.concrete_fields, key=lambda field: not field.primary_key)
        self.names = [field.attname for field in self.fields if not field.primary_key]
        self.model, self.name = model, model._meta.db_table
        self.waiting: list[Row] = []
        self.last_id: int = model._default_manager.aggregate(last=Max("pk"))["last"] or 0

    def next_id(self) -> int:
        self.last_id += 1
        return self.last_id

    def add(self, pk: int = 0, **values: Any) -> int:
        """Take one row, with every column but the id by name; returns its id, the next one unless given."""
        pk = pk or self.next_id()
        self.waiting.append((pk, *[values[name] for name in self.names]))
        if len(self.waiting) >= FLUSH:
            self.flush()
        return pk

    def flush(self) -> None:
        """Write what waits."""
        write_rows(self.name, self.fields, self.waiting)
        self.waiting = []


def write_rows(table: str, fields: Sequence["models.Field[Any, Any]"], rows: Sequence[Row]) -> None:
    """Write ``rows`` into columns of ``table``; JSON comes as plain values."""
    if not rows:
        return
    if connection.vendor == "postgresql":
        copy_rows(table, fields, rows)
    else:
        insert_rows(table, fields, rows)


def quoted(fields: Iterable["models.Field[Any, Any]"]) -> str:
    return ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)


def copy_rows(table: str, fields: Sequence["models.Field[Any, Any]"], rows: Sequence[Row]) -> None:
    """One COPY in PostgreSQL's text format."""
    dumped = [isinstance(field, JSONField) for field in fields]
    lines = (
        "\t".join(copied(value, is_json=is_json) for value, is_json in zip(row, dumped, strict=True))
        for row in rows
    )
    text = io.StringIO("\n".join(lines) + "\n")
    with connection.cursor() as cursor:
        copy: Any = cursor.cursor
        copy.copy_expert(f"COPY {connection.ops.quote_name(table)} ({quoted(fields)}) FROM STDIN", text)


def copied(value: Any, *, is_json: bool) -> str:
    """One value as COPY reads it. (``str.translate`` would take longer than everything else together.)"""
    if value is None:
        return "\\N"
    text = DUMPS(value) if is_json else str(value)
    for plain, escaped in ESCAPES:
        if plain in text:
            text = text.replace(plain, escaped)
    return text


def insert_rows(table: str, fields: Sequence["models.Field[Any, Any]"], rows: Sequence[Row]) -> None:
    """INSERT with the values as Django prepares them."""
    places = ", ".join(["%s"] * len(fields))
    name = connection.ops.quote_name(table)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {name} ({quoted(fields)}) VALUES ({places})",  # noqa: S608 (names are the models')
            [
                [field.get_db_prep_save(value, connection) for field, value in zip(fields, row, strict=True)]
                for row in rows
            ],
        )


def update_rows(model: type[models.Model], names: Sequence[str], rows: Sequence[Row]) -> None:
    """Write ``rows``, each the id and then a value for each of the fields ``names``, over those that stand.

    By way of a temporary table, in one statement.
    """
    table, interim = connection.ops.quote_name(model._meta.db_table), "simulated_rows"
    by_name = {field.name: field for field in model._meta.concrete_fields}
    fields = [model._meta.pk, *(by_name[name] for name in names)]
    changes = ", ".join(f"{column} = {interim}.{column}" for column in map(quoted, zip(fields[1:])))
    columns = quoted(fields)
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE {interim} AS SELECT {columns} FROM {table} WHERE 1 = 0")  # noqa: S608
        write_rows(interim, fields, rows)
        cursor.execute(f"UPDATE {table} SET {changes} FROM {interim} WHERE {interim}.id = {table}.id")  # noqa: S608
        cursor.execute(f"DROP TABLE {interim}")


def catch_up_ids(tables: Iterable[Table]) -> None:
    """Let the database count on from the ids that were given here."""
    from django.core.management.color import no_style  # noqa: PLC0415

    statements = connection.ops.sequence_reset_sql(no_style(), [table.model for table in tables])
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
