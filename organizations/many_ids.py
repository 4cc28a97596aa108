"""Rows that are looked up by many ids at once."""

from collections.abc import Iterable
from typing import Any

from django.db.models import BooleanField, F, Func, Value


def joined(ids: Iterable[int]) -> str:
    """Ids as one text."""
    return ",".join(map(str, sorted(ids)))


class IsOneOf(Func):
    """Whether a column of ids holds one of some: ``filter(IsOneOf("filing_id", ids))``. A prepared query
    takes them as one value: ``joined(ids)``.

    What ``__in`` asks as well, but as one parameter: of a thousand ids, to write a placeholder for each takes
    Django longer than it takes the database to find the rows.
    """

    output_field = BooleanField()

    def __init__(self, column: str, ids: Iterable[int] | str) -> None:
        super().__init__(F(column), Value(ids if isinstance(ids, str) else joined(ids)))

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> tuple[str, Any]:
        array = {"arg_joiner": " = ANY(('{' || ", "template": "%(expressions)s || '}')::bigint[])"}
        return self.as_sql(compiler, connection, **array, **context)

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> tuple[str, Any]:
        each = {
            "arg_joiner": " IN (SELECT value FROM json_each('[' || ",
            "template": "%(expressions)s || ']'))",
        }
        return self.as_sql(compiler, connection, **each, **context)
