"""Queries that are asked with every save: their SQL is written once, and asked with other values each time.

To write the SQL of a query that joins five tables takes Django longer than the database takes to answer it.
Nothing of an answer is kept. Why so: ``docs/decisions/0056-a-save-asks-little.md``.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, cast

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import QuerySet

type Value = int | str
type Values = dict[str, Value | tuple[Value, ...]]
type Shape = tuple[tuple[str, type, int], ...]

# Stand in for whole numbers while the SQL is written; small enough for every column of numbers.
FIRST_NUMBER = 31_001


class PreparedQuery[Row]:
    """A query of named values: whole numbers, texts, and tuples of them, of which none may be empty.

    ``build`` makes the queryset. It is called with values that stand for others, so it must not look at
    them, and with each of them the query must ask something of the database.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Row]]) -> None:
        self.build = build

    def rows(self, **values: Any) -> list[Row]:
        """What the database answers now (one query)."""
        # Kept with the connection, which belongs to one thread: nothing is shared between two.
        written = vars(connections[DEFAULT_DB_ALIAS]).setdefault("written_queries", {})
        key = self, shape_of(values)
        query: WrittenQuery[Row] | None = written.get(key)
        if query is None:
            query = written[key] = WrittenQuery(self.build, key[1])
        return query.rows(values)

    def first(self, **values: Any) -> Row | None:
        """The first row; None where there is none (one query)."""
        return next(iter(self.rows(**values)), None)


class WrittenQuery[Row]:
    """The SQL of a prepared query for one connection and so many values."""

    def __init__(self, build: Callable[..., QuerySet[Any, Row]], shape: Shape) -> None:
        standing_in = stand_ins(shape)
        self.queryset = build(**standing_in)
        self.compiler = self.queryset.query.get_compiler(using=self.queryset.db)
        self.sql, parameters = self.compiler.as_sql()
        places = {value: place for place, value in enumerate(flat(standing_in))}
        self.parameters = [(places.get(each), each) for each in parameters]
        if missing := set(places.values()) - {place for place, _ in self.parameters}:
            raise ValueError(f"Values that the query does not ask for: {sorted(missing)}")

    def rows(self, values: Values) -> list[Row]:
        """The queryset as Django reads it, but for the writing of its SQL."""
        given = list(flat(values))
        asked = tuple(each if place is None else given[place] for place, each in self.parameters)
        vars(self.compiler)["as_sql"] = lambda *_args, **_named: (self.sql, asked)
        vars(self.queryset.query)["get_compiler"] = lambda *_args, **_named: self.compiler
        rows: Iterable[Row] = cast("Any", self.queryset)._iterable_class(self.queryset)
        return list(rows)


def shape_of(values: Values) -> Shape:
    """The names and types of values, and of how many each consists; 0 stands for one that is no tuple."""
    return tuple(
        (name, type(value[0]), len(value)) if isinstance(value, tuple) else (name, type(value), 0)
        for name, value in values.items()
    )


def stand_ins(shape: Shape) -> Values:
    """Values of a shape, no two of them the same."""
    numbers = iter(range(FIRST_NUMBER, FIRST_NUMBER + 1_000))

    def one(kind: type) -> Value:
        number = next(numbers)
        return number if kind is int else f"stands in {number}"

    return {
        name: tuple(one(kind) for _ in range(count)) if count else one(kind) for name, kind, count in shape
    }


def flat(values: Values) -> Iterator[Value]:
    """Every single value, in order."""
    for value in values.values():
        if isinstance(value, tuple):
            yield from value
        else:
            yield value
