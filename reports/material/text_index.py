"""The index of filed texts by their terms: FTS5 on SQLite, a GIN index of tsvectors on PostgreSQL.

Both hold the terms that ``texts.search_terms`` makes, and nothing else; the database keeps them in step with
the table by itself. For migrations, and for whoever asks which rows hold some terms.
"""

from collections.abc import Iterable
from typing import Any

from django.db import connection, models
from django.db.models import F, Q, Value
from django.db.models.expressions import RawSQL

TABLE, INDEX = "reports_filedtext", "reports_filedtext_index"
VECTOR = "array_to_tsvector(string_to_array({terms}, ' '))"
# Names of our own alone stand in these statements.
REMOVE = f"INSERT INTO {INDEX} ({INDEX}, rowid, terms) VALUES ('delete', old.id, old.terms);"  # noqa: S608
ADD = f"INSERT INTO {INDEX} (rowid, terms) VALUES (new.id, new.terms);"  # noqa: S608
TRIGGERS = {
    f"{TABLE}_is_added": f"AFTER INSERT ON {TABLE} BEGIN {ADD} END",
    f"{TABLE}_is_removed": f"AFTER DELETE ON {TABLE} BEGIN {REMOVE} END",
    f"{TABLE}_is_changed": f"AFTER UPDATE OF terms ON {TABLE} BEGIN {REMOVE} {ADD} END",
}
# It keeps no text and no places of terms: which rows hold a term is all that is asked of it.
HOLDS = f"(terms, content='{TABLE}', content_rowid='id', tokenize='ascii', detail='none')"
REBUILD = f"INSERT INTO {INDEX} ({INDEX}) VALUES ('rebuild')"  # noqa: S608
SQLITE = (
    f"CREATE VIRTUAL TABLE IF NOT EXISTS {INDEX} USING fts5 {HOLDS}",
    *(f"CREATE TRIGGER IF NOT EXISTS {name} {rule}" for name, rule in TRIGGERS.items()),
    REBUILD,
)
POSTGRESQL = (f"CREATE INDEX IF NOT EXISTS {INDEX} ON {TABLE} USING gin ({VECTOR.format(terms='terms')})",)


def add_index(_apps: Any, schema_editor: Any) -> None:
    """Make the index of what the table holds; again makes it anew. SQLite drops the triggers whenever a
    migration makes the table anew: such a migration adds the index again."""
    for statement in POSTGRESQL if is_postgresql(schema_editor.connection) else SQLITE:
        schema_editor.execute(statement, params=None)


def drop_index(_apps: Any, schema_editor: Any) -> None:
    """The way back from ``add_index``."""
    if is_postgresql(schema_editor.connection):
        schema_editor.execute(f"DROP INDEX IF EXISTS {INDEX}", params=None)
        return
    for name in TRIGGERS:
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}", params=None)
    schema_editor.execute(f"DROP TABLE IF EXISTS {INDEX}", params=None)


def is_postgresql(connection: Any) -> bool:
    return bool(connection.vendor == "postgresql")


class Vector(models.Func):
    """The terms of a row as its index on PostgreSQL has them."""

    template = VECTOR.format(terms="%(expressions)s")
    output_field = models.TextField()


class Matches(models.Func):
    """Whether a vector of terms holds all that a query names."""

    template = "%(expressions)s"
    arg_joiner = " @@ "
    output_field = models.BooleanField()


class TermQuery(models.Func):
    """A query of PostgreSQL's."""

    template = "(%(expressions)s)::tsquery"
    output_field = models.TextField()


def holding_terms(terms: Iterable[str]) -> Q:
    """Restrict filed texts to those that hold all of some terms, as the index knows."""
    if is_postgresql(connection):
        query = Value(" & ".join(f"'{term}'" for term in terms), output_field=models.TextField())
        return Q(Matches(Vector(F("terms")), TermQuery(query)))
    query_of_rows = " AND ".join(f'"{term}"' for term in terms)
    rows = f"SELECT rowid FROM {INDEX} WHERE {INDEX} MATCH %s"  # noqa: S608
    return Q(pk__in=RawSQL(rows, [query_of_rows]))  # noqa: S611 (parameters)
