"""Queries that are asked with every save or page: their SQL is written once, and asked with other values.

To write the SQL of a query that joins five tables takes Django longer than the database takes to answer it.
Nothing of an answer is kept. Why so: ``docs/decisions/0056-a-save-asks-little.md``.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import copy
from enum import Enum
from itertools import count
from typing import Any, NamedTuple, cast

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import BigIntegerField, QuerySet

from organizations.scope import Scope

type Value = int | str | dt.date
type Constant = bool | Enum | tuple[()] | None
type Values = dict[str, Value | tuple[Value, ...] | Scope | Constant]
# Of each value its name, its type, and how many it has; of one that is always the same itself.
type Shape = tuple[tuple[str, type, Any], ...]

# Stand in for whole numbers while the SQL is written; small enough for every column of numbers.
FIRST_NUMBER = 20_001
FIRST_MOMENT = dt.datetime(1901, 1, 1, tzinfo=dt.UTC)
SINGLE = 0
# Of longer tuples the SQL is written anew each time.
MOST_VALUES = 512
ANYTHING = "%"


class PreparedQuery[Row]:
    """A query of named values: whole numbers, texts, days, moments, tuples of them, and scopes. A member of
    an enumeration, True, False, None and an empty tuple are always the same: there is one SQL for each.

    A tuple is asked for as a set: so that there are few forms of the SQL, its last value may be repeated.

    ``build`` makes the queryset. It is called with values that stand for others, so it must not look at
    them, and with each of them but a scope the query must ask something of the database.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Row]]) -> None:
        self.build = build
        self.written: dict[tuple[str, Shape], WrittenQuery[Row]] = {}

    def rows(self, **values: Any) -> list[Row]:
        """What the database answers now (one query)."""
        if any(is_beyond(value) for value in values.values()):
            return list(self.build(**values))
        values = {name: filled_up(value) for name, value in values.items()}
        key = connections[DEFAULT_DB_ALIAS].vendor, shape_of(values)
        query = self.written.get(key)
        if query is None:
            query = self.written[key] = WrittenQuery(self.build, key[1])
        return query.rows(values)

    def first(self, **values: Any) -> Row | None:
        """The first row; None where there is none (one query)."""
        return next(iter(self.rows(**values)), None)


class WrittenQuery[Row]:
    """The SQL of a prepared query for one kind of database and so many values; all threads share it."""

    def __init__(self, build: Callable[..., QuerySet[Any, Row]], shape: Shape) -> None:
        standing_in = stand_ins(shape)
        self.queryset = build(**standing_in)
        self.compiler = self.queryset.query.get_compiler(using=self.queryset.db)
        try:
            self.sql, parameters = self.compiler.as_sql()
        except EmptyResultSet:
            # Whatever the values, nothing can answer: the scope of somebody who belongs nowhere.
            self.sql = ""
            return
        columns = [column[0] for column in self.compiler.select[: self.compiler.col_count]]
        converters = self.compiler.get_converters(columns)
        vars(self.compiler)["get_converters"] = lambda _columns: converters
        places = {value: place for place, value in enumerate(self.as_asked(standing_in))}
        self.parameters = [Parameter.of(each, places) for each in parameters]
        asked_for = {each.place for each in self.parameters}
        for name, value in standing_in.items():
            unasked = {places[each] for each in self.as_asked({name: value})} - asked_for
            if unasked and not isinstance(value, Scope):
                raise ValueError(f"A value that the query does not ask for: {name}")

    def rows(self, values: Values) -> list[Row]:
        """The queryset as Django reads it, but for the writing of its SQL."""
        if not self.sql:
            return []
        given = self.as_asked(values)
        compiler, queryset = copy(self.compiler), self.queryset.all()
        compiler.connection = connections[self.queryset.db]
        escaped = compiler.connection.ops.prep_for_like_query
        asked = tuple([each.asked(given, escaped) for each in self.parameters])
        vars(compiler)["as_sql"] = lambda *_args, **_named: (self.sql, asked)
        vars(queryset.query)["get_compiler"] = lambda *_args, **_named: compiler
        rows: Iterable[Row] = cast("Any", queryset)._iterable_class(queryset)
        return list(rows)

    def as_asked(self, values: Values) -> list[Any]:
        """Every single value that is none of the constants, in order, as the database takes it."""
        ops = connections[self.queryset.db].ops
        return [
            ops.adapt_datetimefield_value(each)
            if isinstance(each, dt.datetime)
            else ops.adapt_datefield_value(each)
            if isinstance(each, dt.date)
            else each
            for each in flat(values)
        ]


class Parameter(NamedTuple):
    """One parameter of the SQL: the value at a ``place`` of those given, else ``itself``. With ``after`` it
    is the pattern of what begins with that value."""

    place: int | None
    itself: Any
    after: str = ""

    @classmethod
    def of(cls, itself: Any, places: Mapping[Value, int]) -> "Parameter":
        """What a parameter is that was written for values in their ``places``."""
        if isinstance(itself, str) and itself.endswith(ANYTHING) and itself[:-1] in places:
            return cls(places[itself[:-1]], itself, ANYTHING)
        return cls(places.get(itself), itself)

    def asked(self, given: Sequence[Any], escaped: Callable[[str], str]) -> Any:
        if self.place is None:
            return self.itself
        value = given[self.place]
        return f"{escaped(str(value))}{self.after}" if self.after else value


def is_beyond(value: Any) -> bool:
    """Whether a value is more than the SQL was written for: very many of them, or a number that no column
    holds, as an address may have it; Django knows what to answer to that."""
    if isinstance(value, tuple):
        return len(value) > MOST_VALUES
    return isinstance(value, int) and abs(value) > BigIntegerField.MAX_BIGINT


def filled_up(value: Any) -> Any:
    """A value as it is; of several the last one repeated until their number is a power of two."""
    if not isinstance(value, tuple) or not value:
        return value
    return value + value[-1:] * ((1 << (len(value) - 1).bit_length()) - len(value))


def shape_of(values: Values) -> Shape:
    """The names and types of values, and of how many each consists."""
    return tuple([(name, *form_of(value)) for name, value in values.items()])


def form_of(value: Any) -> tuple[type, Any]:
    """The type of a value, and how many it has; of one that is always the same itself. Raises ``TypeError``
    for anything else than values."""
    if is_constant(value):
        return type(value), value
    if isinstance(value, Scope):
        return Scope, (len(value.paths), len(value.departments), value.sees_all)
    one, number = (value[0], len(value)) if isinstance(value, tuple) else (value, SINGLE)
    if not isinstance(one, int | str | dt.date):
        raise TypeError(f"No value that a prepared query takes: {one!r}")
    return type(one), number


def is_constant(value: object) -> bool:
    return value is None or value == () or isinstance(value, bool | Enum)


def stand_ins(shape: Shape) -> Values:
    """Values of a shape, no two of them the same but for the constants."""
    numbers = count(FIRST_NUMBER)

    def one(kind: type) -> Value:
        number = next(numbers)
        if issubclass(kind, dt.date):
            moment = FIRST_MOMENT + dt.timedelta(days=number)
            return moment if issubclass(kind, dt.datetime) else moment.date()
        return number if kind is int else f"stands in {number}"

    def several(kind: type, number: int) -> tuple[Any, ...]:
        return tuple(one(kind) for _ in range(number))

    def standing_in(kind: type, form: Any) -> Any:
        if is_constant(form):
            return form
        if kind is Scope:
            paths, departments, sees_all = form
            return Scope(several(str, paths), several(int, departments), sees_all=sees_all)
        return several(kind, form) if form else one(kind)

    return {name: standing_in(kind, form) for name, kind, form in shape}


def flat(values: Values) -> Iterator[Value]:
    """Every single value, in order, without the constants."""
    for value in values.values():
        if isinstance(value, Scope):
            yield from value.paths
            yield from value.departments
        elif isinstance(value, tuple):
            yield from value
        elif not is_constant(value):
            yield cast("Value", value)
