"""Several databases of a benchmark at once, so that what is asked of them can be asked in turns.

Whatever else the machine does meets all of them alike then. PostgreSQL only.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connection

from benchmarks.scratch import scratch_database


@contextmanager
def filled_databases(fillings: Mapping[str, Callable[[], object]]) -> Iterator[Mapping[str, str]]:
    """A database for each of ``fillings``, which is called while the portal is connected to it; yields what
    they are called on the server. All of them are gone afterwards."""
    with scratch_database():
        empty = str(connection.settings_dict["NAME"])
        names = {key: f"{empty}_{number}" for number, key in enumerate(fillings, 1)}
        try:
            for key, fill in fillings.items():
                turn_to(empty)
                connection.close()
                on_server(f'CREATE DATABASE "{names[key]}" TEMPLATE "{empty}"')
                turn_to(names[key])
                fill()
            yield names
        finally:
            turn_to(empty)
            connection.close()
            for name in names.values():
                on_server(f'DROP DATABASE IF EXISTS "{name}"')


def turn_to(name: str) -> None:
    """Let the portal speak to another database from now on, and remember nothing of the last one."""
    connection.close()
    connection.settings_dict["NAME"] = name
    ContentType.objects.clear_cache()
    cache.clear()


def on_server(statement: str) -> None:
    """Run a statement that no database of its own may be open for."""
    with connection._nodb_cursor() as cursor:
        cursor.execute(statement)
