"""Writing very many rows at once: by COPY into PostgreSQL, in large statements elsewhere."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any

import msgspec
from django.db import connection, models

from sample.simulation.writer import DirectWriter, Writer

# How many rows of one table wait at most: enough that a statement for them costs nothing, and little memory.
FLUSH = 2_000
# JSON as the portal's checksums take it: keys in order, no blanks, every character as it is.
encoded: Callable[[Any], bytes] = msgspec.json.Encoder(order="sorted").encode
Row = tuple[Any, ...]
AnyField = models.Field[Any, Any]
NOTHING = "\\N"
# What COPY's text format writes otherwise; the backslash first.
ESCAPES = (("\\", "\\\\"), ("\t", "\\t"), ("\n", "\\n"), ("\r", "\\r"))
TEXTS = (models.CharField, models.TextField)
AS_THEY_ARE = (*TEXTS, models.IntegerField, models.AutoField, models.ForeignKey, models.BooleanField)
MOMENTS_KEPT = 50_000


class Table:
    """Rows on their way into the table of ``model``.

    ``names`` are the columns that ``take`` gives in this order, all of them unless said otherwise; the others
    hold what ``constants`` say, or what a new row has. JSON comes as plain values, or ``encoded`` already.
    Ids are counted here. Constraints hold as for any other row.
    """

    def __init__(
        self, model: type[models.Model], *names: str, writer: Writer | None = None, **constants: Any
    ) -> None:
        given = {field.attname: field for field in model._meta.concrete_fields if not field.primary_key}
        self.names = names or tuple(given)
        others = [field for name, field in given.items() if name not in self.names]
        key = model._meta.pk
        self.model, self.writer = model, writer or DirectWriter()
        self.columns = Columns(
            model._meta.db_table,
            [key, *(given[name] for name in self.names)],
            {field: constants.get(field.attname, field.get_default()) for field in others},
        )
        self.waiting: list[Row] = []
        self.count = 0
        self.last_id: int = model._default_manager.aggregate(last=models.Max("pk"))["last"] or 0

    def next_id(self) -> int:
        self.last_id += 1
        return self.last_id

    def add(self, pk: int = 0, **values: Any) -> int:
        """Take one row, with its columns by name; returns its id, the next one unless given."""
        pk = pk or self.next_id()
        self.take((pk, *[values[name] for name in self.names]))
        return pk

    def take(self, row: Row) -> None:
        """Take one row: its id, and the columns in their order."""
        self.waiting.append(row)
        if len(self.waiting) >= FLUSH:
            self.flush()

    def flush(self) -> None:
        """Write what waits."""
        self.count += len(self.waiting)
        write_rows(self.writer, self.columns, self.waiting)
        self.waiting = []


class Columns:
    """Into which columns of ``table`` rows go: ``fields`` in the order of their values, and the ``constants``
    that every row holds besides."""

    def __init__(self, table: str, fields: Sequence[AnyField], constants: dict[AnyField, Any]) -> None:
        self.table = connection.ops.quote_name(table)
        self.fields, self.constants = fields, constants
        self.names = quoted([*fields, *constants])

    def columns_of(self, rows: Sequence[Row]) -> Iterator[tuple[AnyField, tuple[Any, ...]]]:
        """Each field with its values in all rows."""
        return zip(self.fields, zip(*rows, strict=True), strict=True)

    def as_text(self, rows: Sequence[Row]) -> str:
        """Rows in PostgreSQL's text format, column by column, because that takes a third of the time."""
        columns = [text_of(field)(values) for field, values in self.columns_of(rows)]
        end = "".join(f"\t{next(iter(text_of(field)([value])))}" for field, value in self.constants.items())
        return f"{end}\n".join(map("\t".join, zip(*columns, strict=True))) + f"{end}\n"

    def prepared(self, rows: Sequence[Row]) -> list[list[Any]]:
        """Rows as Django prepares them for a statement."""
        columns = [prepared(field, values) for field, values in self.columns_of(rows)]
        end = [value for field, given in self.constants.items() for value in prepared(field, [given])]
        return [[*row, *end] for row in zip(*columns, strict=True)]


def write_rows(writer: Writer, columns: Columns, rows: Sequence[Row]) -> None:
    """Write ``rows`` by COPY where the database has it, else by INSERT."""
    if not rows:
        return
    target = f"{columns.table} ({columns.names})"
    if connection.vendor == "postgresql":
        writer.copy(f"COPY {target} FROM STDIN", columns.as_text(rows).encode())
    else:
        places = ", ".join(["%s"] * (len(columns.fields) + len(columns.constants)))
        statement = f"INSERT INTO {target} VALUES ({places})"  # noqa: S608 (names are the models')
        writer.run_many(statement, columns.prepared(rows))


def quoted(fields: Iterable[AnyField]) -> str:
    return ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)


# --- PostgreSQL's text format -----------------------------------------------------------------------
def text_of(field: AnyField) -> Callable[[Iterable[Any]], Iterable[str]]:
    """How values of a field are written, many at a time."""
    if isinstance(field, models.JSONField):
        return lambda values: map(json_text, values)
    if isinstance(field, models.DateTimeField):
        return lambda values: map(moment_text, values)
    if isinstance(field, TEXTS) and not field.null:
        return lambda values: map(copied, values)
    return lambda values: map(plain_text if field.null else str, values)


def plain_text(value: Any) -> str:
    """A number, a day or nothing as COPY reads it; a text only where there may be none."""
    return NOTHING if value is None else copied(str(value)) if isinstance(value, str) else str(value)


def copied(text: str) -> str:
    """A text as COPY reads it. (``str.translate`` would take longer than everything else together.)"""
    for plain, escaped in ESCAPES:
        if plain in text:
            text = text.replace(plain, escaped)
    return text


def json_text(value: Any) -> str:
    """JSON as COPY reads it: it has no blanks that would have to be escaped."""
    if value is None:
        return NOTHING
    text = (value if isinstance(value, bytes) else encoded(value)).decode()
    return text.replace("\\", "\\\\") if "\\" in text else text


@lru_cache(maxsize=MOMENTS_KEPT)
def moment_text(value: dt.datetime | None) -> str:
    """A moment as COPY reads it; many rows share one."""
    return NOTHING if value is None else value.isoformat()


# --- Other databases --------------------------------------------------------------------------------
def prepared(field: AnyField, values: Iterable[Any]) -> Iterable[Any]:
    """The values of one column as its field prepares them; most need nothing."""
    if isinstance(field, models.JSONField):
        return [
            value.decode() if isinstance(value, bytes) else field.get_db_prep_save(value, connection)
            for value in values
        ]
    if isinstance(field, AS_THEY_ARE):
        return values
    return [
        field.get_db_prep_save(value, connection) if isinstance(value, dt.date | Decimal) else value
        for value in values
    ]


# --- Rows that stand --------------------------------------------------------------------------------
class Update:
    """Rows of ``model`` that stand, and what the fields ``names`` of each become.

    By way of a temporary table, in a statement for many; it goes with ``close``.
    """

    INTERIM = "simulated_rows"

    def __init__(self, model: type[models.Model], names: Sequence[str], writer: Writer | None = None) -> None:
        by_name = {field.name: field for field in model._meta.concrete_fields}
        self.writer, self.table = writer or DirectWriter(), connection.ops.quote_name(model._meta.db_table)
        self.columns = Columns(self.INTERIM, [model._meta.pk, *(by_name[name] for name in names)], {})
        self.waiting: list[Row] = []
        self.count = 0
        interim, clear = (
            self.columns.table,
            "TRUNCATE" if connection.vendor == "postgresql" else "DELETE FROM",
        )
        changes = ", ".join(
            f"{name} = {interim}.{name}" for name in map(quoted, zip(self.columns.fields[1:]))
        )
        same, empty = f"{interim}.id = {self.table}.id", f"{self.columns.names} FROM {self.table} WHERE 1 = 0"
        self.update = f"UPDATE {self.table} SET {changes} FROM {interim} WHERE {same}"  # noqa: S608
        self.clear, self.drop = f"{clear} {interim}", f"DROP TABLE {interim}"
        self.writer.run(f"CREATE TEMPORARY TABLE {interim} AS SELECT {empty}")

    def take(self, row: Row) -> None:
        """Take one row: its id, and the fields in their order."""
        self.waiting.append(row)
        if len(self.waiting) >= FLUSH:
            self.flush()

    def flush(self) -> None:
        """Write what waits."""
        if not self.waiting:
            return
        write_rows(self.writer, self.columns, self.waiting)
        self.writer.run(self.update)
        self.writer.run(self.clear)
        self.count += len(self.waiting)
        self.waiting = []

    def close(self) -> None:
        """Write what waits, and clear up."""
        self.flush()
        self.writer.run(self.drop)


def update_rows(model: type[models.Model], names: Sequence[str], rows: Sequence[Row]) -> None:
    """Write ``rows``, each the id and then a value for each of the fields ``names``, over those that
    stand."""
    update = Update(model, names)
    for row in rows:
        update.take(row)
    update.close()


def catch_up_ids(tables: Iterable[Table]) -> None:
    """Let the database count on from the ids that were given here."""
    from django.core.management.color import no_style  # noqa: PLC0415

    statements = connection.ops.sequence_reset_sql(no_style(), [table.model for table in tables])
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
