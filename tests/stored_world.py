"""The small world as rows and objects kept from its first making, so that a test gets it without making it anew.

Making it costs as much as most tests that ask for it. Its rows go in again as they were written, with their
keys, and its objects come out of a pickle: every test has rows and objects of its own, and what it does to them
goes with its transaction. Where somebody else's rows are there already, the world is made as usual.
"""

import functools
import pickle
from dataclasses import dataclass

from django.apps import apps
from django.db import connection, transaction

from organizations.models import Organization, User
from targets.models import Indicator
from tasks.models import Guidance
from tests.world import World, make_world

# Each row of the world leans on one of these.
ROOTS = (Organization, User, Indicator, Guidance)


def stored_world() -> World:
    """The world, new to the database and to whoever asks; made, where the database has rows already."""
    if any(model._default_manager.exists() for model in ROOTS):
        return make_world()
    return kept_world().put_back()


@dataclass(frozen=True)
class KeptWorld:
    """Statements that write the rows of the world, and its objects."""

    statements: list[tuple[str, list[object]]]
    objects: bytes

    def put_back(self) -> World:
        with transaction.atomic(), connection.cursor() as cursor:
            for statement, values in self.statements:
                cursor.execute(statement, values)
        world: World = pickle.loads(self.objects)  # noqa: S301 (our own, of this process)
        return world


@functools.cache
def kept_world() -> KeptWorld:
    """The world as it is made; nothing of the making stays in the database, but that PostgreSQL's sequences have passed
    its keys."""
    before = {table for table in tables() if rows_of(table)}
    with transaction.atomic():
        world = make_world()
        kept = KeptWorld(
            [insertion(table) for table in tables() if table not in before and rows_of(table)],
            pickle.dumps(world),
        )
        transaction.set_rollback(True)
    return kept


def tables() -> list[str]:
    return [model._meta.db_table for model in apps.get_models(include_auto_created=True) if model._meta.managed]


def rows_of(table: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table}")  # noqa: S608 (a name of Django's)
        rows: list[tuple[object, ...]] = cursor.fetchall()
        return rows


def insertion(table: str) -> tuple[str, list[object]]:
    """One statement that writes all rows of a table, and the values in it."""
    rows = rows_of(table)
    places = "({})".format(", ".join(["%s"] * len(rows[0])))
    statement = f"INSERT INTO {table} VALUES {', '.join([places] * len(rows))}"  # noqa: S608
    return statement, [value for row in rows for value in row]
